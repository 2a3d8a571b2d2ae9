"""C3: presentation, meetings and decision are agreed within three working days of the order."""

from __future__ import annotations

from datetime import date
from typing import Any

from processes.models import Assignment, Event, FollowUp
from processes.timeline import record
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import DATES, is_overdue, owed, stockholm

DUE = stockholm(19, 9)


def agree(on: Assignment, at: Any, **days: date | None) -> Event:
    return on.agree_dates(**{**DATES, **days}, by=on.owner, at=at)


def test_agreed_early_it_is_settled(cast: Cast) -> None:
    payroll = cast.payroll()
    assert owed("dates_agreed").due_at == DUE
    agreed = agree(payroll, stockholm(17, 9))
    assert owed("dates_agreed").settled_by == agreed


def test_at_the_due_moment_it_is_on_time(cast: Cast) -> None:
    payroll = cast.payroll()
    assert not is_overdue(owed("dates_agreed"), DUE)
    agree(payroll, DUE)
    assert owed("dates_agreed").settled_at == DUE


def test_agreed_twice_nothing_is_owed_anew(cast: Cast) -> None:
    payroll = cast.payroll()
    first = agree(payroll, stockholm(17, 9))
    agree(payroll, stockholm(17, 10), decision_on=date(2026, 12, 9))
    assert owed("dates_agreed").settled_by == first


def test_with_one_missing_it_stays_open_and_becomes_late(cast: Cast) -> None:
    payroll = cast.payroll()
    agree(payroll, stockholm(17, 9), decision_on=None)
    assert is_overdue(owed("dates_agreed"), stockholm(19, 9, 1))
    agree(payroll, stockholm(20, 9))
    assert owed("dates_agreed").settled_at == stockholm(20, 9)


def test_a_date_that_is_given_up_is_to_be_agreed_anew(cast: Cast) -> None:
    payroll = cast.payroll(**DATES)
    assert not FollowUp.objects.filter(kind="dates_agreed").exists()
    agree(payroll, stockholm(17, 9), decision_on=None)
    assert owed("dates_agreed").due_at == stockholm(20, 9)


def test_an_assignment_that_was_taken_over_needs_dates_too(cast: Cast) -> None:
    payroll = cast.payroll()
    FollowUp.objects.all().delete()
    record("imported", by=cast.nina, at=MONDAY, assignment=payroll, what="assignment")
    assert owed("dates_agreed").due_at == DUE


def test_nobody_outside_waits_for_it(cast: Cast) -> None:
    cast.payroll()
    word = owed("dates_agreed")
    assert not word.needs_word
    word.put_off(stockholm(20, 9), by=cast.nina, at=MONDAY)
    assert owed("dates_agreed").was_moved
