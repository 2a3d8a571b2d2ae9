"""C4: the client has the schedule by the end of the second working day."""

from __future__ import annotations

from tests.cast import Cast
from tests.processes.follow_ups.words import call_contact, is_overdue, owed, stockholm

DUE = stockholm(18, 17)


def test_a_schedule_sent_early_keeps_the_word(cast: Cast) -> None:
    payroll = cast.payroll()
    assert owed("schedule").due_at == DUE
    sent = payroll.note_schedule_sent(by=cast.nina, at=stockholm(17, 9), contact=cast.sara)
    assert owed("schedule").settled_by == sent


def test_at_the_close_of_the_second_day_it_is_on_time(cast: Cast) -> None:
    payroll = cast.payroll()
    assert not is_overdue(owed("schedule"), DUE)
    payroll.note_schedule_sent(by=cast.nina, at=DUE)
    assert owed("schedule").settled_at == DUE


def test_sending_it_twice_changes_nothing(cast: Cast) -> None:
    payroll = cast.payroll()
    first = payroll.note_schedule_sent(by=cast.nina, at=stockholm(17, 9))
    payroll.note_schedule_sent(by=cast.nina, at=stockholm(17, 10))
    assert owed("schedule").settled_by == first


def test_it_runs_late_from_that_evening_on(cast: Cast) -> None:
    payroll = cast.payroll()
    assert is_overdue(owed("schedule"), stockholm(18, 17, 1))
    payroll.note_schedule_sent(by=cast.nina, at=stockholm(19, 9))
    assert owed("schedule").settled_at == stockholm(19, 9)


def test_a_call_is_no_schedule(cast: Cast) -> None:
    payroll = cast.payroll()
    call_contact(payroll, cast.sara, stockholm(17, 9))
    assert owed("schedule").is_open
