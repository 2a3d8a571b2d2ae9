"""Two people of the demo are here twice: one pair waits for somebody to look, one is united."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.models import User
from candidates.models import Candidate
from candidates.twin_search import keep_pairs
from processes.merging.uniting import unite
from processes.models import EventKind
from processes.timeline import record


def comes_again(one: Candidate, *, by: User, at: datetime) -> Candidate:
    """Entered once more after a call: half the letters of the name heard, the number noted."""
    again = Candidate.objects.create(
        first_name=one.first_name,
        last_name=one.last_name[:-1] or one.last_name,
        headline=one.headline,
        phone=one.phone,
        city=one.city,
        country=one.country,
        language=one.language,
        source="Rang us",
        owner=by,
        created_at=at,
    )
    record(EventKind.CALLED, by=by, at=at, candidate=again, text="Wants a change.", reached=True)
    return again


def people_who_are_here_twice(*, by: User, at: datetime) -> None:
    """The first two candidates with a telephone come again; one of them is recognised."""
    known = Candidate.objects.findable().exclude(phone_key="").order_by("pk")[:2]
    twins = [(one, comes_again(one, by=by, at=at - timedelta(hours=2))) for one in known]
    if twins:
        unite(*twins[0], {}, by=by, at=at)
    keep_pairs([again for _one, again in twins[1:]], at=at)
