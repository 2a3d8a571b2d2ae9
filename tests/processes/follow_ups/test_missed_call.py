"""C7: a call of the client's that nobody took is returned on the same day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from processes.models import FollowUp
from processes.timeline import record
from tests.cast import Cast
from tests.processes.follow_ups.words import call_contact, is_overdue, owed, stockholm

TUESDAY, DUE = stockholm(17, 10), stockholm(17, 17)


def missed(cast: Cast, at: datetime = TUESDAY, **said: Any) -> None:
    said = {"contact": cast.sara, "reached": False, "rang": "them", **said}
    record("called", by=cast.nina, at=at, **said)


def test_returned_early_it_is_settled(cast: Cast) -> None:
    payroll = cast.payroll()
    missed(cast, assignment=payroll)
    assert (owed("missed_call").due_at, owed("missed_call").contact) == (DUE, cast.sara)
    called = call_contact(payroll, cast.sara, stockholm(17, 11))
    assert owed("missed_call").settled_by == called


def test_when_work_ends_it_is_on_time(cast: Cast) -> None:
    payroll = cast.payroll()
    missed(cast, assignment=payroll)
    assert not is_overdue(owed("missed_call"), DUE)
    call_contact(payroll, cast.sara, DUE)
    assert owed("missed_call").settled_at == DUE


def test_missed_twice_it_is_returned_once(cast: Cast) -> None:
    payroll = cast.payroll()
    missed(cast, assignment=payroll)
    missed(cast, stockholm(17, 10, 30), assignment=payroll)
    call_contact(payroll, cast.sara, stockholm(17, 11))
    call_contact(payroll, cast.sara, stockholm(17, 12))
    assert owed("missed_call").settled_at == stockholm(17, 11)


def test_the_day_after_it_is_late(cast: Cast) -> None:
    missed(cast)
    assert is_overdue(owed("missed_call"), stockholm(18, 8))


def test_after_hours_it_is_returned_on_the_next_working_day(cast: Cast) -> None:
    missed(cast, stockholm(20, 18))
    assert owed("missed_call").due_at == stockholm(23, 17)


def test_about_no_assignment_it_is_owed_and_returned_all_the_same(cast: Cast) -> None:
    missed(cast)
    word = owed("missed_call")
    assert (word.assignment, word.client, word.owner) == (None, cast.nordvik, cast.nina)
    record("called", by=cast.nina, at=stockholm(17, 11), contact=cast.sara, reached=True)
    assert not owed("missed_call").is_open


def test_a_talk_about_whatever_returns_it_and_a_colleague_does_not(cast: Cast) -> None:
    payroll = cast.payroll()
    missed(cast)
    call_contact(payroll, cast.hugo, stockholm(17, 11))
    assert owed("missed_call").is_open
    call_contact(payroll, cast.sara, stockholm(17, 12))
    assert not owed("missed_call").is_open


def test_we_who_reached_nobody_have_missed_nothing(cast: Cast) -> None:
    payroll = cast.payroll()
    missed(cast, assignment=payroll, rang="us")
    candidacy = payroll.add(cast.jonas, by=cast.nina, at=stockholm(17, 9))
    missed(cast, contact=None, candidacy=candidacy)
    assert not FollowUp.objects.filter(kind="missed_call").exists()
