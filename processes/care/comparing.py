"""Both sides of a placement compared (A2): who is to be rung today, and why.

One answer may be low, lower than the last one of that side, or far from the other side's; and
where one side has answered, the other is not left unasked. People judge; this only points.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from processes.models.care_answer import CareAnswer
from processes.models.event import Event, EventKind
from processes.models.follow_up import FollowUp
from processes.models.touchpoint import Touchpoint
from processes.sides import Side
from processes.timeline import record

LOW = 2  # of five, and below
FELL_BY = 2
APART_BY = 2
UNASKED_AFTER = 5  # working days since the other side has answered
STILL_COMPARED = timedelta(days=90)  # an older answer says nothing of today


def compare(answer: CareAnswer, *, at: datetime) -> Event | None:
    """What follows from a new answer, with the side that is to be rung; None where all is well."""
    side, now = answer.side, answer.going_well
    placement = answer.touchpoint.placement
    before = CareAnswer.objects.of(placement, side).exclude(pk=answer.pk).first()
    other = CareAnswer.objects.of(placement, side.other).first()
    if other is not None and answer.at - other.at > STILL_COMPARED:
        other = None
    was = before.going_well if before is not None else None
    theirs = other.going_well if other is not None else None
    found = to_ring(side, now, was=was, theirs=theirs)
    if found is None:
        return None
    why, concerned = found
    return alert(answer, why, concerned, at=at, now=now, was=was, other=theirs)


def to_ring(
    side: Side, now: int, *, was: int | None, theirs: int | None
) -> tuple[str, Side] | None:
    """Why and whom to ring, of what this side says now, said before, and what the other says."""
    if now <= LOW:
        return "low", side
    if was is not None and was - now >= FELL_BY:
        return "fell", side
    if theirs is not None and abs(now - theirs) >= APART_BY:
        return "apart", side if now < theirs else side.other
    return None


def look_again_at(answer: CareAnswer) -> datetime | None:
    """When the other side has been left unasked for too long; None where nobody asks it."""
    if twin_of(answer) is None:
        return None
    assignment = answer.touchpoint.placement.candidacy.assignment
    return assignment.owner.working_hours().add_days(answer.at, UNASKED_AFTER)


@transaction.atomic
def look(pk: int, at: datetime) -> Event | None:
    """Whether the other side has been asked meanwhile; harmless when repeated or late."""
    rows = CareAnswer.objects.select_for_update(of=("self",)).select_related(
        "touchpoint__placement__candidacy__candidate",
        "touchpoint__placement__candidacy__assignment__client",
        "touchpoint__placement__candidacy__assignment__owner",
    )
    answer = rows.filter(pk=pk, next_at__isnull=False).first()
    if answer is None:
        return None
    due = look_again_at(answer)  # reckoned from the row: the chore's column is its lease too
    answer.next_at = due if due is not None and due > at else None
    answer.save(update_fields=["next_at"])
    if due is None or due > at:
        return None
    return alert(answer, "unasked", answer.side.other, at=at, now=answer.going_well)


def twin_of(answer: CareAnswer) -> Touchpoint | None:
    """The same question to the other side, where it is still open."""
    point = answer.touchpoint
    waiting = FollowUp.objects.waiting().filter(touchpoint__isnull=False).values("touchpoint")
    twins = Touchpoint.objects.standing().filter(
        placement=point.placement_id, side=answer.side.other, line=point.line, round=point.round
    )
    return twins.filter(pk__in=waiting, asks=True, answer=None).first()


def alert(
    answer: CareAnswer, why: str, side: Side, *, at: datetime, **scores: int | None
) -> Event | None:
    """Somebody rings this side today; not where the placement has ended."""
    candidacy = answer.touchpoint.placement.candidacy
    if not candidacy.is_in_play:
        return None
    known: dict[str, Any] = {name: score for name, score in scores.items() if score is not None}
    return record(
        EventKind.CARE_ALERTED,
        by=None,
        at=at,
        candidacy=candidacy,
        side=side.value,
        why=why,
        said_by=answer.side.value,
        **known,
    )
