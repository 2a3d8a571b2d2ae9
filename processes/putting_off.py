"""Putting a word off: whoever waits outside hears of it first, and of the new day (K3)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from processes.models import Event, EventKind, FollowUp
from processes.models.holding_message import lock_in_order
from processes.timeline import record

TOLD_BY = (EventKind.CALLED, EventKind.MAILED)


@transaction.atomic
def tell_and_put_off(
    word: FollowUp, until: datetime, *, how: str, said: str, next_on: date, by: User, at: datetime
) -> Event:
    """Logs what somebody has told whoever waits, and gives the word its new date.

    ``how`` is one of TOLD_BY. Where the talk gave the very thing that was owed, it is settled and
    only the promise of the next word remains. Raises what ``FollowUp.put_off`` raises; then
    nothing is logged either.
    """
    same = FollowUp.objects.waiting().filter(assignment=word.assignment_id, client=word.client_id)
    lock_in_order(same)
    word.locked()
    to_candidate = word.rule.owed == "candidate"
    told = record(
        how,
        by=by,
        at=at,
        assignment=word.assignment,
        candidacy=word.candidacy if to_candidate else None,
        client=None if to_candidate else word.client,
        contact=None if to_candidate else word.whom_to_ring,
        text=said,
        reached=True,
        rang="us",
        holding=True,
        next_on=next_on.isoformat(),
    )
    return word.put_off(until, by=by, at=at, told=told)
