"""A3: a client for whom nothing runs hears from us every sixty days."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from processes.models import Assignment, Event, FollowUp
from processes.timeline import record
from tests.cast import Cast
from tests.processes.follow_ups.words import is_overdue, stockholm

CLOSED, TALKED = stockholm(17, 10), stockholm(18, 10)
# Sixty Swedish working days later, with Christmas, New Year and Epiphany in between.
DUE, DUE_ANEW = datetime(2027, 2, 16, 9, tzinfo=UTC), datetime(2027, 2, 17, 9, tzinfo=UTC)


def close(assignment: Assignment, at: datetime = CLOSED) -> None:
    assignment.close("lost", words="Another agency.", by=assignment.owner, at=at)


def waiting() -> FollowUp:
    return FollowUp.objects.waiting().get(kind="keep_in_touch")


def is_owed() -> bool:
    return FollowUp.objects.waiting().filter(kind="keep_in_touch").exists()


def call_sara(cast: Cast, at: datetime, **said: Any) -> Event:
    said = {"reached": True, "contact": cast.sara, **said}
    return record("called", by=cast.nina, at=at, **said)


@pytest.fixture
def quiet(cast: Cast) -> FollowUp:
    close(cast.payroll())
    return waiting()


def test_a_talk_early_starts_the_clock_anew(cast: Cast, quiet: FollowUp) -> None:
    assert (quiet.due_at, quiet.owner, quiet.assignment) == (DUE, cast.nordvik.owner, None)
    assert (quiet.rule.clock, quiet.needs_word) == (True, False)
    called = call_sara(cast, TALKED)
    quiet.refresh_from_db()
    assert quiet.settled_by == called
    assert waiting().due_at == DUE_ANEW


def test_at_the_due_moment_it_is_on_time(cast: Cast, quiet: FollowUp) -> None:
    assert not is_overdue(quiet, DUE)
    called = call_sara(cast, DUE)
    quiet.refresh_from_db()
    assert quiet.settled_by == called


def test_two_talks_leave_one_clock(cast: Cast, quiet: FollowUp) -> None:
    call_sara(cast, TALKED)
    call_sara(cast, stockholm(18, 11), contact=cast.hugo)
    assert waiting().opened_at == stockholm(18, 11)


def test_beyond_it_is_late_and_a_call_that_nobody_took_is_none(cast: Cast, quiet: FollowUp) -> None:
    assert is_overdue(quiet, DUE.replace(minute=1))
    call_sara(cast, DUE.replace(minute=2), reached=False)
    assert waiting() == quiet


def test_a_new_order_ends_it(cast: Cast, quiet: FollowUp) -> None:
    cast.payroll(at=TALKED)
    assert not is_owed()
    call_sara(cast, stockholm(19, 9))
    assert not is_owed()


def test_while_something_else_runs_there_is_none(cast: Cast) -> None:
    first, last = cast.payroll(), cast.payroll()
    close(first)
    assert not is_owed()
    close(last, stockholm(17, 11))
    assert waiting().opened_at == stockholm(17, 11)


def test_what_was_closed_in_another_system_opens_none(cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.close("lost", words="", by=cast.nina, at=CLOSED, answered_elsewhere=True)
    assert not is_owed()


def test_whoever_might_order_one_day_is_kept_in_touch_with(cast: Cast) -> None:
    call_sara(cast, CLOSED)
    assert (waiting().due_at, waiting().client) == (DUE, cast.nordvik)
