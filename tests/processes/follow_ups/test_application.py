"""K1: whoever applied has an answer within five working days."""

from __future__ import annotations

from typing import Any

from processes.models import Candidacy, FollowUp
from processes.timeline import record
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, is_overdue, owed, stockholm

DUE = stockholm(23, 9)


def applied(cast: Cast) -> Candidacy:
    return cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)


def test_an_early_answer_keeps_the_word(cast: Cast) -> None:
    candidacy = applied(cast)
    assert owed("application").due_at == DUE
    called = call_candidate(candidacy, stockholm(18, 10))
    assert owed("application").settled_by == called


def test_at_the_due_moment_it_is_not_late_yet(cast: Cast) -> None:
    candidacy = applied(cast)
    assert not is_overdue(owed("application"), DUE)
    call_candidate(candidacy, DUE)
    assert owed("application").settled_at == DUE


def test_answering_twice_changes_nothing(cast: Cast) -> None:
    candidacy = applied(cast)
    first = call_candidate(candidacy, stockholm(18, 10))
    call_candidate(candidacy, stockholm(18, 11))
    assert owed("application").settled_by == first


def test_an_application_left_lying_is_late(cast: Cast) -> None:
    candidacy = applied(cast)
    assert is_overdue(owed("application"), stockholm(23, 9, 1))
    call_candidate(candidacy, stockholm(24, 9))
    assert owed("application").settled_at == stockholm(24, 9)


def test_a_mail_of_ours_answers_and_one_of_theirs_does_not(cast: Cast) -> None:
    candidacy = applied(cast)
    mail: dict[str, Any] = {"by": cast.nina, "candidacy": candidacy, "reached": True}
    record("mailed", at=stockholm(18, 9), rang="them", **mail)
    assert owed("application").is_open
    record("mailed", at=stockholm(18, 10), rang="us", **mail)
    assert owed("application").settled_at == stockholm(18, 10)


def test_a_letter_counts_when_it_says_something(cast: Cast) -> None:
    candidacy = applied(cast)
    letter: dict[str, Any] = {"by": None, "candidacy": candidacy, "reached": True}
    record("letter_sent", at=stockholm(16, 10), letter="receipt", **letter)
    assert owed("application").is_open
    record("letter_sent", at=stockholm(17, 10), letter="decline", **letter)
    assert not owed("application").is_open


def test_somebody_we_found_ourselves_waits_for_nothing(cast: Cast) -> None:
    cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    assert not FollowUp.objects.filter(kind="application").exists()
