"""The schedule that an assignment starts with (C4): in order, on days somebody works."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from processes.models import Assignment
from tests.cast import MONDAY, Cast

pytestmark = pytest.mark.django_db

SUNDAY = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def cast() -> Cast:
    return Cast()


def days(assignment: Assignment) -> dict[str, date]:
    return {line.milestone: line.due_on for line in assignment.activities.order_by("position")}


@pytest.mark.parametrize("kind", ["permanent", "interim", "search"])
@pytest.mark.parametrize("weeks", [1, 5, 12])
@pytest.mark.parametrize("day", range(7))
def test_no_step_comes_before_the_one_ahead_of_it_or_on_a_day_off(
    cast: Cast, day: int, weeks: int, kind: str
) -> None:
    opened = MONDAY + timedelta(days=day)
    planned = list(days(cast.payroll(at=opened, kind=kind, target_weeks=weeks)).values())
    assert all(earlier <= later for earlier, later in pairwise(planned)), planned
    assert all(date.weekday() < 5 for date in planned), planned


def test_an_order_of_a_sunday_has_its_first_people_by_the_end_of_the_next_week(cast: Cast) -> None:
    planned = days(cast.payroll(at=SUNDAY, kind="permanent"))
    assert planned["kick_off"] == date(2026, 11, 23)
    assert planned["schedule"] == date(2026, 11, 24)
    assert planned["mapping"] == date(2026, 11, 27)


def test_what_follows_an_agreed_date_waits_for_it(cast: Cast) -> None:
    agreed = date(2026, 12, 20)  # a Sunday, if they want it so
    planned = days(cast.payroll(at=SUNDAY, kind="permanent", presentation_on=agreed))
    assert planned["presentation"] == agreed
    assert planned["meetings"] == planned["decision"] == date(2026, 12, 21)


@pytest.mark.parametrize("day", range(7))
def test_an_interim_is_presented_in_three_to_five_working_days_with_something_each_day(
    cast: Cast, day: int
) -> None:
    hours = cast.nina.working_hours()
    order = cast.payroll(at=MONDAY + timedelta(days=day), kind="interim")
    planned = days(order)
    until = [
        one
        for one in (order.opened_on + timedelta(days=n) for n in range(12))
        if hours.is_working_day(one) and order.opened_on < one <= planned["presentation"]
    ]
    assert 3 <= len(until) <= 5
    assert set(until) <= set(planned.values())
