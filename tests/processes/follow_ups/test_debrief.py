"""K5: after a meeting with the client both sides are asked within one working day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from processes.models import Candidacy, Debrief, Event, FollowUp, Meeting
from processes.sides import Side
from processes.timeline import record
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import (
    call_candidate,
    call_contact,
    is_overdue,
    owed,
    stockholm,
)

MET = stockholm(17, 10)  # Tuesday
SAME_DAY = stockholm(17, 16)
DUE = stockholm(18, 10)
KINDS = {Side.CANDIDATE: "debrief_candidate", Side.CLIENT: "debrief_client"}
both = pytest.mark.parametrize("side", Side)


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    """Met Sara on Tuesday at ten."""
    candidacy = cast.presented(cast.jonas, cast.payroll())
    meet(candidacy, cast)
    return candidacy


def meet(candidacy: Candidacy, cast: Cast, **where: Any) -> Event:
    meeting = Meeting.objects.book(
        candidacy, starts_at=MET, by=cast.nina, at=MONDAY, contact=cast.sara, **where
    )
    return meeting.was_held(by=cast.nina, at=MET)


def debrief(candidacy: Candidacy, side: str, cast: Cast, at: datetime = SAME_DAY) -> Debrief:
    contact = cast.sara if side == Side.CLIENT else None
    return Debrief.objects.take(candidacy, side=side, contact=contact, after=4, by=cast.nina, at=at)


@both
def test_early_it_is_owed_within_a_working_day(jonas: Candidacy, cast: Cast, side: Side) -> None:
    word = owed(KINDS[side])
    assert (word.opened_at, word.due_at, word.owner) == (MET, DUE, cast.nina)
    assert not is_overdue(word, DUE)
    assert word.contact == (cast.sara if side == Side.CLIENT else None)


@both
def test_on_time_the_debrief_settles_it_and_not_the_other_sides(
    jonas: Candidacy, cast: Cast, side: Side
) -> None:
    debrief(jonas, side, cast, at=DUE)
    assert owed(KINDS[side]).settled_at == DUE
    assert owed(KINDS[side.other]).is_open


@both
def test_twice_it_is_owed_once_and_settled_once(jonas: Candidacy, cast: Cast, side: Side) -> None:
    meet(jonas, cast)
    word = owed(KINDS[side])
    first = debrief(jonas, side, cast)
    debrief(jonas, side, cast, at=DUE)
    word.refresh_from_db()
    assert word.settled_by == Event.objects.get(kind="debriefed", facts__debrief=first.pk)


@both
def test_late_it_is_overdue_until_somebody_has_asked(
    jonas: Candidacy, cast: Cast, side: Side
) -> None:
    late = DUE + timedelta(minutes=1)
    assert is_overdue(owed(KINDS[side]), late)
    debrief(jonas, side, cast, at=late)
    assert not is_overdue(owed(KINDS[side]), late)


def test_an_interview_with_us_is_no_meeting_to_debrief(cast: Cast) -> None:
    meet(cast.presented(cast.jonas, cast.payroll()), cast, with_client=False)
    assert not FollowUp.objects.filter(kind__in=KINDS.values()).exists()


def test_the_clients_own_candidate_is_asked_by_the_client(cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    Candidacy.objects.filter(pk=candidacy.pk).update(is_clients_own=True)
    meet(Candidacy.objects.get(pk=candidacy.pk), cast)
    assert FollowUp.objects.filter(kind="debrief_client").exists()
    assert not FollowUp.objects.filter(kind="debrief_candidate").exists()


def test_a_call_that_asks_nothing_leaves_it_owed(jonas: Candidacy, cast: Cast) -> None:
    call_candidate(jonas, stockholm(17, 15))
    call_candidate(jonas, stockholm(17, 16), reached=False)
    call_contact(jonas.assignment, cast.sara, stockholm(17, 15))
    assert owed("debrief_candidate").is_open
    assert owed("debrief_client").is_open


def test_it_is_a_real_talk_and_settles_what_a_talk_settles(jonas: Candidacy, cast: Cast) -> None:
    calls = owed("weekly_call", settled_at=None)
    silence = FollowUp.objects.get(kind="candidate_silence", candidacy=jonas, settled_at=None)
    debrief(jonas, "client", cast)
    debrief(jonas, "candidate", cast)
    for word in (calls, silence):
        word.refresh_from_db()
        assert word.settled_by and word.settled_by.kind == "called"


@pytest.mark.parametrize("how", ["withdrew", "turned down", "placed", "closed"])
def test_nobody_waits_for_it_once_it_is_known_how_it_ended(
    jonas: Candidacy, cast: Cast, how: str
) -> None:
    at: dict[str, Any] = {"by": cast.nina, "at": stockholm(17, 15)}
    if how == "placed":
        jonas.move_to("placed", **at)
    elif how == "closed":
        record("assignment_closed", assignment=jonas.assignment, **at)
    else:
        end = ("withdrawn", "candidate") if how == "withdrew" else ("rejected", "client")
        jonas.finish(end[0], reason="salary", said_no=end[1], **at)
    assert not FollowUp.objects.waiting().filter(kind__in=KINDS.values()).exists()
