"""A1, A2: when the time of a touchpoint comes, in plain days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.working_time import WorkingHours
from processes.aftercare.built_in import built_in
from processes.aftercare.planning import (
    CONTRACT_END,
    MONTH,
    START,
    TRIAL_END,
    Days,
    PlanLine,
    Window,
    due_moment,
    opening,
    window,
)
from tests.processes.aftercare.story import AGREED, local

HOURS = WorkingHours("SE", "Europe/Stockholm")
MONDAY = date(2026, 12, 7)
SOME_DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
LINES = st.sampled_from([*built_in("permanent"), *built_in("interim")])
DAYS = st.builds(
    lambda starts, trial, guarantee, ends: Days(
        starts,
        *(starts + timedelta(days=n) if n is not None else None for n in (trial, guarantee, ends)),
    ),
    SOME_DAYS,
    *(st.none() | st.integers(0, 500) for _end in range(3)),
)


def line(anchor: str, offset: int, within: int = 5, **more: object) -> PlanLine:
    return PlanLine("line", {"en": "Line"}, anchor, offset, within, **more)  # type: ignore[arg-type]


@given(LINES, DAYS, st.integers(1, 12))
def test_a_window_opens_before_it_is_due_and_is_due_while_it_makes_sense(
    one: PlanLine, days: Days, round_: int
) -> None:
    found = window(one, days, round_)
    if found is None:
        assert days.of(one.anchor) is None or days.ends_on is not None
        return
    assert found.opens_on <= found.due_on <= found.last_on
    if one.anchor == START and one.offset >= 0:
        assert found.opens_on >= days.starts_on
    if one.anchor in (TRIAL_END, CONTRACT_END) and one.offset < 0:
        end = days.of(one.anchor)
        assert end is not None and found.last_on == end


@given(LINES, DAYS, st.integers(-400, 400))
def test_moving_every_day_alike_moves_every_window_as_far(
    one: PlanLine, days: Days, by: int
) -> None:
    if one.unit == MONTH:
        return  # months differ in length
    far = timedelta(days=by)
    later = Days(
        days.starts_on + far,
        *(
            day + far if day else None
            for day in (days.trial_ends_on, days.guarantee_ends_on, days.ends_on)
        ),
    )
    was, now = window(one, days), window(one, later)
    assert (was is None) == (now is None)
    if was and now:
        assert (now.opens_on - was.opens_on, now.due_on - was.due_on) == (far, far)


@given(SOME_DAYS, st.integers(1, 700))
def test_both_sides_are_asked_within_fourteen_days_of_the_end_of_any_trial(
    starts_on: date, length: int
) -> None:
    ends_on = starts_on + timedelta(days=length)
    asked = next(one for one in built_in("permanent") if one.key == "before_trial_end")
    found = window(asked, Days(starts_on, trial_ends_on=ends_on))
    assert asked.asks and not asked.side and found is not None
    assert ends_on - timedelta(days=14) <= found.opens_on <= found.due_on <= ends_on
    assert found.opens_on > starts_on


def test_what_nobody_has_agreed_has_no_time() -> None:
    assert window(line(TRIAL_END, -14), Days(MONDAY)) is None


def test_half_a_year_and_each_year_fall_on_the_same_day_of_the_month() -> None:
    start = Days(date(2027, 8, 31))
    half = window(line(START, 6, 0, unit=MONTH), start)
    third = window(line(START, 12, 0, unit=MONTH, yearly=True), start, 3)
    assert half and half.opens_on == date(2028, 2, 29)
    assert third and third.opens_on == date(2030, 8, 31)


def test_a_short_contract_has_only_the_ends_that_lie_within_it() -> None:
    days = Days(MONDAY, ends_on=MONDAY + timedelta(days=50))
    found = {offset: window(line(CONTRACT_END, offset), days) for offset in (-60, -45, -30)}
    assert found[-60] is None
    assert found[-45] == Window(date(2026, 12, 12), date(2026, 12, 17), date(2027, 1, 26))
    assert found[-30] is not None


def test_nobody_is_asked_after_half_a_year_on_a_contract_of_four_months() -> None:
    days = Days(MONDAY, ends_on=date(2027, 4, 7))
    assert window(line(START, 6, unit=MONTH), days) is None


@pytest.mark.parametrize(
    ("due_on", "opened", "due"),
    [
        (date(2026, 12, 4), local(11, 30), local(12, 4, 17)),
        # On a Sunday: on Friday before, where there was time for it, else on Monday.
        (date(2026, 12, 6), local(11, 30), local(12, 4, 17)),
        (date(2026, 12, 6), local(12, 4, 17, 30), local(12, 7, 17)),
        (date(2026, 12, 6), local(12, 5, 0), local(12, 7, 17)),
    ],
)
def test_it_is_due_as_the_last_working_day_closes(
    due_on: date, opened: datetime, due: datetime
) -> None:
    assert due_moment(opened, due_on, HOURS) == due


def test_a_talk_counts_from_the_morning_of_the_day_or_from_when_it_was_planned() -> None:
    midnight, planned = local(12, 7, 0), local(12, 7, 11)
    assert opening(MONDAY, HOURS, not_before=AGREED) == midnight
    assert opening(MONDAY, HOURS, not_before=planned) == planned
