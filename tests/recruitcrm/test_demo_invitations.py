"""In the demo everybody at a meeting is invited, and the guide to a coming one is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailings.models import Letter
from processes.models import Meeting, SentGuide
from recruitcrm.demo.invitations import invite, said_of
from recruitcrm.demo.meeting_guides import write_guide
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "guides"), [(3, 0), (9, 1)])
def test_everybody_is_invited(cast: Cast, days: int, guides: int) -> None:
    candidacy = cast.presented(cast.amira, cast.payroll())
    meeting = Meeting.objects.book(
        candidacy,
        starts_at=NOW + timedelta(days=days),
        by=cast.nina,
        at=NOW,
        contact=cast.sara,
        **said_of(candidacy, cast.sara),
    )
    write_guide(candidacy, by=cast.nina, at=NOW)
    invite(meeting, by=cast.nina, at=NOW, until=NOW + timedelta(days=5))
    told = {letter.to for letter in Letter.objects.filter(kind="meeting_invitation")}
    assert told == {cast.sara.email, cast.hugo.email, cast.amira.email, cast.nina.email}
    assert SentGuide.objects.count() == guides
