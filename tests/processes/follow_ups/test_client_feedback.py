"""C5: the client says within two of its working days what it thinks of whom we presented."""

from __future__ import annotations

import pytest

from processes.models import Meeting
from tests.cast import MONDAY, Cast, agrees
from tests.processes.follow_ups.words import (
    call_candidate,
    call_contact,
    is_overdue,
    owed,
    stockholm,
)

DUE = stockholm(18, 9)


def test_an_early_answer_settles_it(cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    assert (owed("client_feedback").due_at, owed("client_feedback").contact) == (DUE, cast.sara)
    said = candidacy.client_answers("Let us meet", by=cast.nina, at=stockholm(17, 10))
    assert owed("client_feedback").settled_by == said


def test_at_the_due_moment_it_is_not_late_yet(cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    assert not is_overdue(owed("client_feedback"), DUE)
    candidacy.client_answers("Let us meet", by=cast.nina, at=DUE)
    assert owed("client_feedback").settled_at == DUE


def test_answering_twice_changes_nothing(cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    first = candidacy.client_answers("Let us meet", by=cast.nina, at=stockholm(17, 10))
    candidacy.client_answers("On Tuesday", by=cast.nina, at=stockholm(17, 11))
    assert owed("client_feedback").settled_by == first


def test_without_an_answer_it_is_late(cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    assert is_overdue(owed("client_feedback"), stockholm(18, 9, 1))
    candidacy.client_answers("Sorry!", by=cast.nina, at=stockholm(20, 9))
    assert owed("client_feedback").settled_at == stockholm(20, 9)


def test_a_step_further_is_an_answer_and_a_step_back_is_not(cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    candidacy.move_to("interviewed", by=cast.nina, at=stockholm(17, 9))
    assert owed("client_feedback").is_open
    candidacy.move_to("client_meeting", by=cast.nina, at=stockholm(17, 10))
    assert owed("client_feedback").settled_at == stockholm(17, 10)


def test_having_met_them_is_an_answer(cast: Cast) -> None:
    """What the client thinks after the meeting is another word, owed apart."""
    candidacy = cast.presented(cast.jonas, cast.payroll())
    meeting = Meeting.objects.book(candidacy, starts_at=stockholm(17, 13), by=None, at=MONDAY)
    met = meeting.was_held(by=cast.nina, at=stockholm(17, 16))
    assert owed("client_feedback").settled_by == met


def test_a_day_that_was_agreed_goes_before_the_two_days(cast: Cast) -> None:
    candidacy = agrees(cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY))
    agreed = stockholm(24, 17)
    candidacy.move_to("presented", by=cast.nina, at=MONDAY, feedback_on=agreed.date())
    assert (owed("client_feedback").due_at, owed("client_feedback").was_moved) == (agreed, False)


def test_a_no_of_the_client_is_an_answer(cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    candidacy.finish("rejected", reason="fit", said_no="client", by=cast.nina, at=DUE)
    assert owed("client_feedback").settled_at == DUE


@pytest.mark.parametrize(
    ("end", "said_no"), [("rejected", "client"), ("rejected", "we"), ("withdrawn", "candidate")]
)
def test_whoever_is_taken_up_again_is_waited_for_again(cast: Cast, end: str, said_no: str) -> None:
    """Ended by a slip of the hand, or reconsidered: the client still owes a word."""
    candidacy = cast.presented(cast.jonas, cast.payroll())
    candidacy.finish(end, reason="fit", said_no=said_no, by=cast.nina, at=stockholm(17, 9))
    candidacy.take_up_again(by=cast.nina, at=stockholm(17, 10))
    waiting = owed("client_feedback", settled_at=None, dropped_at=None)
    assert (waiting.due_at, waiting.contact) == (stockholm(19, 10), cast.sara)


def test_talking_to_either_side_is_no_answer(cast: Cast) -> None:
    payroll = cast.payroll()
    candidacy = cast.presented(cast.jonas, payroll)
    call_contact(payroll, cast.sara, stockholm(17, 10))
    call_candidate(candidacy, stockholm(17, 11))
    assert owed("client_feedback").is_open


def test_each_candidate_is_waited_for_apart(cast: Cast) -> None:
    payroll = cast.payroll()
    jonas, amira = cast.presented(cast.jonas, payroll), cast.presented(cast.amira, payroll)
    jonas.client_answers("Yes", by=cast.nina, at=stockholm(17, 10))
    assert not owed("client_feedback", candidacy=jonas).is_open
    assert owed("client_feedback", candidacy=amira).is_open
