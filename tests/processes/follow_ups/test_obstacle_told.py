"""C6: what stands in the way is told to the client within four working hours."""

from __future__ import annotations

from datetime import datetime

from processes.models import Assignment, Obstacle
from tests.cast import Cast
from tests.processes.follow_ups.words import call_contact, is_overdue, owed, stockholm

FOUND, DUE = stockholm(17, 10), stockholm(17, 14)


def found(on: Assignment, at: datetime = FOUND, title: str = "Salary") -> Obstacle:
    return Obstacle.find(
        assignment=on,
        kind="salary",
        title=title,
        evidence="7 of 12 who said no named the salary.",
        proposal="Raise the band.",
        by=on.owner,
        at=at,
    )


def test_told_early_it_is_settled(cast: Cast) -> None:
    obstacle = found(cast.payroll())
    assert (owed("obstacle_told").due_at, owed("obstacle_told").obstacle) == (DUE, obstacle)
    obstacle.tell(by=cast.nina, at=stockholm(17, 11), contact=cast.sara)
    assert owed("obstacle_told").settled_at == stockholm(17, 11)


def test_at_the_due_moment_it_is_on_time(cast: Cast) -> None:
    obstacle = found(cast.payroll())
    assert not is_overdue(owed("obstacle_told"), DUE)
    obstacle.tell(by=cast.nina, at=DUE)
    assert owed("obstacle_told").settled_at == DUE


def test_told_twice_it_is_told_once(cast: Cast) -> None:
    obstacle = found(cast.payroll())
    obstacle.tell(by=cast.nina, at=stockholm(17, 11))
    obstacle.tell(by=cast.nina, at=stockholm(17, 12))
    assert owed("obstacle_told").settled_at == stockholm(17, 11)


def test_not_told_it_is_late(cast: Cast) -> None:
    obstacle = found(cast.payroll())
    assert is_overdue(owed("obstacle_told"), stockholm(17, 14, 1))
    obstacle.decide("We raise it", by=cast.nina, at=stockholm(18, 9))  # whoever decides has heard
    assert owed("obstacle_told").settled_at == stockholm(18, 9)


def test_found_late_in_the_day_it_is_told_the_next(cast: Cast) -> None:
    found(cast.payroll(), at=stockholm(17, 16))
    assert owed("obstacle_told").due_at == stockholm(18, 11)


def test_each_obstacle_is_told_apart_and_a_call_alone_tells_none(cast: Cast) -> None:
    payroll = cast.payroll()
    pay, place = found(payroll), found(payroll, title="Gävle")
    call_contact(payroll, cast.sara, stockholm(17, 11))
    pay.tell(by=cast.nina, at=stockholm(17, 12))
    assert not owed("obstacle_told", obstacle=pay).is_open
    assert owed("obstacle_told", obstacle=place).is_open
