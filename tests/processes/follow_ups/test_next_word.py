"""K3: a day that was promised to a candidate is kept, whatever there is to say."""

from __future__ import annotations

from typing import Any

from processes.models import Candidacy
from processes.timeline import record
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, is_overdue, owed, stockholm

DUE = stockholm(19, 17)


def promised(cast: Cast) -> Candidacy:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    call_candidate(candidacy, stockholm(16, 11), next_on="2026-11-19")
    return candidacy


def test_an_early_word_keeps_the_promise(cast: Cast) -> None:
    candidacy = promised(cast)
    assert owed("next_word").due_at == DUE
    called = call_candidate(candidacy, stockholm(18, 10))
    assert owed("next_word").settled_by == called


def test_on_the_promised_day_it_is_on_time(cast: Cast) -> None:
    candidacy = promised(cast)
    assert not is_overdue(owed("next_word"), DUE)
    call_candidate(candidacy, DUE)
    assert owed("next_word").settled_at == DUE


def test_a_word_twice_changes_nothing(cast: Cast) -> None:
    candidacy = promised(cast)
    first = call_candidate(candidacy, stockholm(18, 10))
    call_candidate(candidacy, stockholm(18, 11))
    assert owed("next_word").settled_by == first


def test_the_day_after_it_is_late(cast: Cast) -> None:
    candidacy = promised(cast)
    assert is_overdue(owed("next_word"), stockholm(20, 8))
    call_candidate(candidacy, stockholm(20, 9))
    assert owed("next_word").settled_at == stockholm(20, 9)


def test_a_call_that_promises_the_next_day_settles_the_last(cast: Cast) -> None:
    candidacy = promised(cast)
    call_candidate(candidacy, stockholm(18, 10), next_on="2026-11-25")
    assert owed("next_word", settled_at__isnull=False).settled_at == stockholm(18, 10)
    assert owed("next_word", settled_at=None).due_at == stockholm(25, 17)


def test_a_new_day_without_a_word_moves_the_promise(cast: Cast) -> None:
    candidacy = promised(cast)
    call_candidate(candidacy, stockholm(18, 10), reached=False, next_on="2026-11-20")
    promise = owed("next_word")
    assert (promise.first_due_at, promise.due_at) == (DUE, stockholm(20, 17))
    assert promise.was_moved


def test_a_letter_that_was_sent_keeps_it(cast: Cast) -> None:
    word: dict[str, Any] = {"by": None, "candidacy": promised(cast), "reached": True}
    record("letter_sent", at=stockholm(18, 10), letter="holding", **word)
    assert not owed("next_word").is_open


def test_whoever_promised_owes_it(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    said: dict[str, Any] = {"candidacy": candidacy, "reached": True, "next_on": "2026-11-19"}
    record("called", by=cast.rasmus, at=stockholm(16, 11), **said)
    assert owed("next_word").owner == cast.rasmus
