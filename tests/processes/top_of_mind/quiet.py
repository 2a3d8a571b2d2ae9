"""Nordvik, for whom nothing runs, and Amira, whom we placed there."""

from __future__ import annotations

from datetime import timedelta

from clients.models import Contact
from processes.models import Candidacy, Event, FollowUp, Placement
from processes.timeline import record
from tests.cast import MONDAY, NOW, Cast

WEEK = timedelta(days=7)
SPOKEN = NOW - 13 * WEEK  # a Friday in August, ten o'clock in Stockholm


def spoken(cast: Cast, contact: Contact, at=SPOKEN) -> Event:
    """A call that reached somebody of a client."""
    return record("called", by=cast.nina, at=at, contact=contact, reached=True)


def clients_word(cast: Cast) -> FollowUp:
    return FollowUp.objects.waiting().get(kind="keep_in_touch", client=cast.nordvik)


def placed(cast: Cast, at=MONDAY) -> Candidacy:
    """Amira took the role at Nordvik."""
    candidacy = cast.presented(cast.amira, cast.payroll(at), at)
    Placement.objects.agree(
        candidacy, starts_on=at.date() + timedelta(days=14), by=cast.nina, at=at
    )
    return candidacy


def candidates_word(candidacy: Candidacy) -> FollowUp:
    return FollowUp.objects.waiting().get(kind="keep_in_touch_candidate", candidacy=candidacy)
