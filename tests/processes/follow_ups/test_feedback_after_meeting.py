"""C5: what the client thinks after a meeting comes within two of its working days, or as agreed."""

from __future__ import annotations

import pytest

from processes.models import Candidacy, FollowUp, Meeting
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, is_overdue, owed, stockholm

DUE = stockholm(19, 11)


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    """Presented, and moved on to a meeting of Tuesday that ended at eleven."""
    candidacy = cast.presented(cast.jonas, cast.payroll())
    candidacy.move_to("client_meeting", by=cast.nina, at=stockholm(16, 12))
    meeting(candidacy).was_held(by=cast.nina, at=stockholm(17, 12))
    return candidacy


def meeting(candidacy: Candidacy) -> Meeting:
    return Meeting.objects.book(
        candidacy,
        starts_at=stockholm(17, 10),
        ends_at=stockholm(17, 11),
        by=candidacy.assignment.owner,
        at=MONDAY,
    )


def test_an_early_answer_settles_it(cast: Cast, jonas: Candidacy) -> None:
    word = owed("feedback_after_meeting")
    assert (word.due_at, word.contact, word.rule.owes) == (DUE, cast.sara, "client")
    said = jonas.client_answers("We want him", by=cast.nina, at=stockholm(18, 9))
    assert owed("feedback_after_meeting").settled_by == said


def test_at_the_due_moment_it_is_on_time(cast: Cast, jonas: Candidacy) -> None:
    assert not is_overdue(owed("feedback_after_meeting"), DUE)
    jonas.client_answers("We want him", by=cast.nina, at=DUE)
    assert owed("feedback_after_meeting").settled_at == DUE


def test_answered_twice_the_first_one_counts(cast: Cast, jonas: Candidacy) -> None:
    jonas.client_answers("We want him", by=cast.nina, at=stockholm(18, 9))
    jonas.client_answers("Indeed", by=cast.nina, at=stockholm(18, 10))
    assert owed("feedback_after_meeting").settled_at == stockholm(18, 9)


def test_without_an_answer_it_is_late(cast: Cast, jonas: Candidacy) -> None:
    assert is_overdue(owed("feedback_after_meeting"), stockholm(19, 11, 1))
    jonas.move_to("offer", by=cast.nina, at=stockholm(20, 9))  # an offer is an answer
    assert owed("feedback_after_meeting").settled_at == stockholm(20, 9)


def test_the_day_that_was_agreed_goes_before_the_two_days(cast: Cast) -> None:
    candidacy = cast.presented(cast.jonas, cast.payroll())
    meeting(candidacy).was_held(
        by=cast.nina, at=stockholm(17, 12), feedback_on=stockholm(24, 9).date()
    )
    assert owed("feedback_after_meeting").due_at == stockholm(24, 17)


def test_a_no_of_the_client_is_an_answer_and_who_withdraws_is_not_waited_for(cast: Cast) -> None:
    payroll = cast.payroll()
    candidacies = [cast.presented(who, payroll) for who in (cast.jonas, cast.amira)]
    for candidacy in candidacies:
        meeting(candidacy).was_held(by=cast.nina, at=stockholm(17, 12))
    jonas, amira = candidacies
    no = jonas.finish("rejected", reason="fit", said_no="client", by=cast.nina, at=DUE)
    out = amira.finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=DUE)
    assert owed("feedback_after_meeting", candidacy=jonas).settled_by == no
    assert owed("feedback_after_meeting", candidacy=amira).dropped_by == out


def test_our_own_interview_asks_nothing_of_the_client(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    interview = Meeting.objects.book(
        candidacy, starts_at=stockholm(17, 10), by=cast.nina, at=MONDAY, with_client=False
    )
    interview.was_held(by=cast.nina, at=stockholm(17, 12))
    assert not FollowUp.objects.filter(kind="feedback_after_meeting").exists()


def test_talking_to_the_candidate_is_no_answer(jonas: Candidacy) -> None:
    call_candidate(jonas, stockholm(18, 9))
    assert owed("feedback_after_meeting").is_open
