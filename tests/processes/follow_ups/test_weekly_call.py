"""C5: the client hears from us at least once a week, and each call promises the next."""

from __future__ import annotations

from typing import Any

from processes.models import FollowUp
from processes.timeline import record
from tests.cast import Cast
from tests.processes.follow_ups.words import call_contact, is_overdue, stockholm

DUE = stockholm(23, 9)


def waiting() -> FollowUp:
    return FollowUp.objects.waiting().get(kind="weekly_call")


def test_a_call_early_settles_this_week_and_promises_the_next(cast: Cast) -> None:
    payroll = cast.payroll()
    this_week = waiting()
    assert this_week.due_at == DUE
    call_contact(payroll, cast.sara, stockholm(19, 11))
    this_week.refresh_from_db()
    assert this_week.settled_at == stockholm(19, 11)
    assert waiting().due_at == stockholm(26, 11)


def test_at_the_due_moment_it_is_not_late_yet(cast: Cast) -> None:
    payroll = cast.payroll()
    this_week = waiting()
    assert not is_overdue(this_week, DUE)
    call_contact(payroll, cast.sara, DUE)
    this_week.refresh_from_db()
    assert this_week.settled_at == DUE


def test_two_calls_leave_one_promise(cast: Cast) -> None:
    payroll = cast.payroll()
    call_contact(payroll, cast.sara, stockholm(19, 11))
    call_contact(payroll, cast.hugo, stockholm(19, 14))
    assert waiting().due_at == stockholm(26, 14)
    assert FollowUp.objects.filter(kind="weekly_call").count() == 3


def test_a_week_without_a_call_is_late(cast: Cast) -> None:
    payroll = cast.payroll()
    this_week = waiting()
    assert is_overdue(this_week, stockholm(23, 9, 1))
    call_contact(payroll, cast.sara, stockholm(25, 9))
    this_week.refresh_from_db()
    assert this_week.settled_at == stockholm(25, 9)
    assert waiting().due_at == stockholm(2, 9, month=12)


def test_a_mail_is_no_call(cast: Cast) -> None:
    payroll = cast.payroll()
    said: dict[str, Any] = {
        "by": cast.nina,
        "assignment": payroll,
        "contact": cast.sara,
        "reached": True,
    }
    record("mailed", at=stockholm(19, 11), **said)
    assert waiting().due_at == DUE
