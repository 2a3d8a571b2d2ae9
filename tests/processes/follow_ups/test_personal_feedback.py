"""K2: personal feedback within two working days after an interview or the client's answer."""

from __future__ import annotations

from typing import Any

import pytest

from processes.models import Candidacy, Meeting
from processes.timeline import record
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, is_overdue, owed, stockholm

DUE = stockholm(18, 9)


def interviewed(cast: Cast) -> Candidacy:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    candidacy.move_to("interviewed", by=cast.nina, at=MONDAY)
    return candidacy


def test_an_early_call_keeps_the_word(cast: Cast) -> None:
    candidacy = interviewed(cast)
    assert owed("personal_feedback").due_at == DUE
    called = call_candidate(candidacy, stockholm(17, 10))
    assert owed("personal_feedback").settled_by == called


def test_at_the_due_moment_it_is_not_late_yet(cast: Cast) -> None:
    candidacy = interviewed(cast)
    assert not is_overdue(owed("personal_feedback"), DUE)
    call_candidate(candidacy, DUE)
    assert owed("personal_feedback").settled_at == DUE


def test_calling_twice_changes_nothing(cast: Cast) -> None:
    candidacy = interviewed(cast)
    first = call_candidate(candidacy, stockholm(17, 10))
    call_candidate(candidacy, stockholm(17, 11))
    assert owed("personal_feedback").settled_by == first


def test_without_a_call_it_is_late(cast: Cast) -> None:
    candidacy = interviewed(cast)
    assert is_overdue(owed("personal_feedback"), stockholm(18, 9, 1))
    call_candidate(candidacy, stockholm(19, 9))
    assert owed("personal_feedback").settled_at == stockholm(19, 9)


def test_neither_a_mail_nor_a_letter_is_personal(cast: Cast) -> None:
    word: dict[str, Any] = {"by": cast.nina, "candidacy": interviewed(cast), "reached": True}
    record("mailed", at=stockholm(17, 9), **word)
    record("letter_sent", at=stockholm(17, 10), letter="decline", **word)
    assert owed("personal_feedback").is_open


def test_the_interview_itself_is_not_the_feedback(cast: Cast) -> None:
    candidacy = interviewed(cast)
    meeting = Meeting.objects.book(
        candidacy, starts_at=stockholm(17, 9), with_client=False, by=cast.nina, at=MONDAY
    )
    meeting.was_held(by=cast.nina, at=stockholm(17, 10))
    assert owed("personal_feedback").is_open


def test_the_clients_answer_is_told_too(cast: Cast) -> None:
    candidacy = interviewed(cast)
    call_candidate(candidacy, stockholm(17, 10))
    candidacy.client_answers("A strong one", by=cast.nina, at=stockholm(18, 10))
    assert owed("personal_feedback", settled_at=None).due_at == stockholm(20, 10)


@pytest.mark.parametrize("said_no", ["client", "we"])
def test_whoever_is_turned_down_after_meeting_us_is_told(cast: Cast, said_no: str) -> None:
    candidacy = interviewed(cast)
    call_candidate(candidacy, stockholm(17, 10))
    candidacy.finish(
        "rejected", reason="experience", said_no=said_no, by=cast.nina, at=stockholm(18, 10)
    )
    assert owed("personal_feedback", settled_at=None).due_at == stockholm(20, 10)
