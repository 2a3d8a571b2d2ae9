"""K1: whoever applies hears at once that it arrived: within a working hour."""

from __future__ import annotations

from datetime import datetime

import pytest

from processes.models import Candidacy
from processes.timeline import record
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, is_overdue, owed, stockholm

DUE = stockholm(16, 10)


def applied(cast: Cast, at: datetime = MONDAY) -> Candidacy:
    return cast.payroll().add(cast.jonas, by=None, at=at, applied=True)


def receipt(to: Candidacy, at: datetime) -> None:
    record("letter_sent", by=None, at=at, candidacy=to, reached=True, letter="acknowledgement")


def test_a_letter_early_settles_it_and_is_no_answer(cast: Cast) -> None:
    candidacy = applied(cast)
    assert owed("acknowledgement").due_at == DUE
    receipt(candidacy, stockholm(16, 9, 1))
    assert owed("acknowledgement").settled_at == stockholm(16, 9, 1)
    assert owed("application").is_open


def test_at_the_due_moment_it_is_on_time(cast: Cast) -> None:
    candidacy = applied(cast)
    assert not is_overdue(owed("acknowledgement"), DUE)
    receipt(candidacy, DUE)
    assert owed("acknowledgement").settled_at == DUE


def test_twice_it_is_settled_once(cast: Cast) -> None:
    candidacy = applied(cast)
    receipt(candidacy, stockholm(16, 9, 1))
    receipt(candidacy, stockholm(16, 9, 2))
    assert owed("acknowledgement").settled_at == stockholm(16, 9, 1)


def test_without_a_word_it_is_late(cast: Cast) -> None:
    candidacy = applied(cast)
    assert is_overdue(owed("acknowledgement"), stockholm(16, 10, 1))
    called = call_candidate(candidacy, stockholm(16, 11))
    assert owed("acknowledgement").settled_by == called


@pytest.mark.parametrize("at", [stockholm(20, 20), stockholm(21, 12), stockholm(22, 3)])
def test_in_the_night_and_at_the_weekend_the_hour_begins_when_work_does(
    cast: Cast, at: datetime
) -> None:
    applied(cast, at)
    assert owed("acknowledgement").due_at == stockholm(23, 9)
