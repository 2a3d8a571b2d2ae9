"""C5: when the last reminder went unanswered, the recruiter rings within a working day."""

from __future__ import annotations

import pytest

from mailings.delivery import deliver
from mailings.models import Letter
from processes.chores import due_client_reminders, remind_client
from processes.models import Candidacy, FollowUp
from tests.cast import Cast
from tests.processes.follow_ups.words import call_contact, is_overdue, owed, stockholm

LADDER = (stockholm(18, 9), stockholm(20, 9), stockholm(24, 9))
DUE = stockholm(25, 9)


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    """Presented on Monday; the client has left all three letters unanswered."""
    candidacy = cast.presented(cast.jonas, cast.payroll())
    for moment in LADDER:
        assert not is_owed()
        chase(moment)
    return candidacy


def chase(at: object) -> None:
    for pk in list(due_client_reminders(at).values_list("pk", flat=True)):  # type: ignore[arg-type]
        remind_client(pk, at)  # type: ignore[arg-type]
    for letter in Letter.objects.filter(sent_at=None):
        deliver(letter.pk, at=at)  # type: ignore[arg-type]


def is_owed() -> bool:
    return FollowUp.objects.waiting().filter(kind="feedback_call").exists()


def test_a_call_early_settles_it_and_the_answer_stays_owed(cast: Cast, jonas: Candidacy) -> None:
    word = owed("feedback_call")
    assert (word.due_at, word.contact, word.owner) == (DUE, cast.sara, cast.nina)
    called = call_contact(jonas.assignment, cast.sara, stockholm(24, 10))
    assert owed("feedback_call").settled_by == called
    assert owed("client_feedback").is_open


def test_at_the_due_moment_it_is_on_time(cast: Cast, jonas: Candidacy) -> None:
    assert not is_overdue(owed("feedback_call"), DUE)
    call_contact(jonas.assignment, cast.sara, DUE)
    assert owed("feedback_call").settled_at == DUE


def test_once_however_often_the_worker_runs(jonas: Candidacy) -> None:
    for _ in range(2):
        chase(stockholm(24, 9, 1))
    assert FollowUp.objects.filter(kind="feedback_call").count() == 1


def test_not_rung_it_is_late(cast: Cast, jonas: Candidacy) -> None:
    assert is_overdue(owed("feedback_call"), stockholm(25, 9, 1))
    call_contact(jonas.assignment, cast.sara, stockholm(25, 9, 5), reached=False)
    assert owed("feedback_call").is_open


def test_the_answer_itself_settles_it(cast: Cast, jonas: Candidacy) -> None:
    jonas.client_answers("Yes", by=cast.nina, at=stockholm(24, 10))
    assert not is_owed()


def test_a_colleague_is_not_the_one_who_was_asked(cast: Cast, jonas: Candidacy) -> None:
    call_contact(jonas.assignment, cast.hugo, stockholm(24, 10))
    assert is_owed()


def test_it_counts_from_when_the_letter_was_really_sent(cast: Cast) -> None:
    cast.presented(cast.jonas, cast.payroll())
    for moment in LADDER[:2]:
        chase(moment)
    for pk in list(due_client_reminders(LADDER[2]).values_list("pk", flat=True)):
        remind_client(pk, LADDER[2])
    assert not is_owed()
    deliver(Letter.objects.get(sent_at=None).pk, at=stockholm(24, 15))
    assert owed("feedback_call").due_at == stockholm(25, 15)
    assert owed("feedback_call").opened_by.kind == "letter_sent"


def test_where_nobody_can_be_written_to_it_is_a_call_at_once(cast: Cast) -> None:
    type(cast.sara).objects.update(email="")
    cast.presented(cast.jonas, cast.payroll())
    chase(LADDER[0])
    assert not Letter.objects.exists()
    assert (owed("feedback_call").due_at, owed("feedback_call").contact) == (stockholm(19, 9), None)


def test_each_candidate_of_a_letter_is_asked_about(cast: Cast) -> None:
    payroll = cast.payroll()
    people = [cast.presented(who, payroll) for who in (cast.jonas, cast.amira)]
    for moment in LADDER:
        chase(moment)
    calls = FollowUp.objects.filter(kind="feedback_call")
    assert {word.candidacy for word in calls} == set(people)
    call_contact(payroll, cast.sara, stockholm(24, 10))
    assert not is_owed()
