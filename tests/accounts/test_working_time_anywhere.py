"""What holds of working time in any country, any time zone and with any hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import holidays
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounts.working_time import WorkingHours

A_MOMENT = timedelta(microseconds=1)
COUNTRIES = sorted(holidays.list_supported_countries(include_aliases=False))
# Those that are no places ("localtime", "Factory") are zones that a machine may name all the same.
ZONES = sorted(available_timezones())
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))
OFFICES = st.builds(
    lambda country, zone, ends: WorkingHours(country, zone, *sorted(ends)),
    st.sampled_from(COUNTRIES),
    st.sampled_from(ZONES),
    st.tuples(MINUTES, MINUTES).filter(lambda ends: ends[0] != ends[1]),
)
YEARS = datetime(2009, 1, 1), datetime(2034, 1, 1)  # noqa: DTZ001 (hypothesis adds the zone)
MOMENTS = st.datetimes(*YEARS, timezones=st.just(UTC))
DAYS = st.integers(0, 30)
# No office of the strategy has to work through more than a few hundred days for it.
AMOUNTS = st.timedeltas(timedelta(), timedelta(hours=30))
MANY = settings(max_examples=150)

# Samoa went without 30 December 2011, Jerusalem skips 02:00 to 03:00 on a Friday in March, and
# Lord Howe moves its clocks by half an hour.
SAMOA = WorkingHours("WS", "Pacific/Apia", time(0), time(23, 59))
NIGHT = WorkingHours("IL", "Asia/Jerusalem", time(2), time(3))
LORD_HOWE = WorkingHours("AU", "Australia/Lord_Howe", time(1, 30), time(2, 30))


def is_within(hours: WorkingHours, moment: datetime) -> bool:
    """In working time, its closing moment included."""
    return hours.is_open(moment) or hours.is_open(moment - A_MOMENT)


@MANY
@given(OFFICES, MOMENTS, AMOUNTS)
@example(SAMOA, datetime(2011, 12, 29, 20, tzinfo=UTC), timedelta(hours=30))
@example(NIGHT, datetime(2025, 3, 27, 12, tzinfo=UTC), timedelta(hours=3))
@example(LORD_HOWE, datetime(2026, 4, 3, 12, tzinfo=UTC), timedelta(hours=3))
def test_what_is_added_can_be_taken_away_again(
    hours: WorkingHours, start: datetime, amount: timedelta
) -> None:
    small = amount * (hours_of_a_day(hours) / timedelta(days=1))
    assert hours.between(start, hours.add(start, small)) == small
    assert hours.between(hours.add(start, small), start) == -small


@MANY
@given(OFFICES, MOMENTS, st.timedeltas(timedelta(), timedelta(days=40)))
@example(SAMOA, datetime(2011, 12, 29, 20, tzinfo=UTC), timedelta(days=3))
@example(NIGHT, datetime(2025, 3, 27, 12, tzinfo=UTC), timedelta(days=9))
def test_the_time_between_two_moments_leads_from_one_to_the_other(
    hours: WorkingHours, start: datetime, later: timedelta
) -> None:
    end = start + later
    there = hours.add(start, hours.between(start, end))
    # The moments between closing and the next opening are one and the same in working time.
    assert hours.next_open(there) == hours.next_open(end)


@MANY
@given(OFFICES, MOMENTS, AMOUNTS)
@example(SAMOA, datetime(2011, 12, 30, 9, tzinfo=UTC), timedelta(hours=1))
@example(LORD_HOWE, datetime(2026, 10, 3, 14, tzinfo=UTC), timedelta(minutes=45))
def test_nothing_is_ever_due_outside_working_hours(
    hours: WorkingHours, start: datetime, amount: timedelta
) -> None:
    small = amount * (hours_of_a_day(hours) / timedelta(days=1))
    for end in (hours.next_open(start), hours.add(start, small)):
        assert end >= start
        assert is_within(hours, end)
        assert hours.is_working_day(hours.local_day(end))


@MANY
@given(OFFICES, MOMENTS, st.integers(-30, 30))
@example(SAMOA, datetime(2011, 12, 30, 9, tzinfo=UTC), 0)
@example(NIGHT, datetime(2025, 3, 27, 12, tzinfo=UTC), 1)
def test_days_lead_to_a_moment_of_a_working_day(
    hours: WorkingHours, start: datetime, days: int
) -> None:
    for end in (hours.add_days(start, days), hours.close_of_day(start, days)):
        assert is_within(hours, end)
        assert hours.is_working_day(hours.local_day(end))


@MANY
@given(OFFICES, MOMENTS, DAYS)
@example(SAMOA, datetime(2011, 12, 29, 20, tzinfo=UTC), 1)
def test_days_forth_and_back_lead_to_the_same_day(
    hours: WorkingHours, start: datetime, days: int
) -> None:
    begins = hours.add_days(start, 0)
    there = hours.add_days(begins, days)
    back = hours.add_days(there, -days)
    assert hours.local_day(back) == hours.local_day(begins)


@MANY
@given(OFFICES, MOMENTS, DAYS, DAYS)
def test_days_may_be_added_one_after_the_other(
    hours: WorkingHours, start: datetime, one: int, two: int
) -> None:
    begins = hours.add_days(start, 0)  # a day off counts as the next working day only once
    between = hours.close_of_day(begins, one) - A_MOMENT
    assert hours.close_of_day(between, two) == hours.close_of_day(begins, one + two)


@MANY
@given(OFFICES, MOMENTS, AMOUNTS, AMOUNTS)
@example(NIGHT, datetime(2025, 3, 27, 12, tzinfo=UTC), timedelta(hours=9), timedelta(hours=9))
def test_hours_may_be_added_one_after_the_other(
    hours: WorkingHours, start: datetime, one: timedelta, two: timedelta
) -> None:
    share = hours_of_a_day(hours) / timedelta(days=1)
    one, two = one * share, two * share
    assert hours.between(start, hours.add(hours.add(start, one), two)) == one + two


def hours_of_a_day(hours: WorkingHours) -> timedelta:
    """How long an ordinary day of this office is."""
    day = date(2026, 1, 1)
    return datetime.combine(day, hours.ends) - datetime.combine(day, hours.starts)


@MANY
@given(OFFICES, MOMENTS, AMOUNTS)
@example(SAMOA, datetime(2012, 1, 3, 20, tzinfo=UTC), timedelta(hours=30))
@example(NIGHT, datetime(2025, 3, 31, 12, tzinfo=UTC), timedelta(hours=3))
def test_what_is_left_before_a_moment_is_what_was_asked_for(
    hours: WorkingHours, end: datetime, amount: timedelta
) -> None:
    small = amount * (hours_of_a_day(hours) / timedelta(days=1)) + A_MOMENT
    start = hours.before(end, small)
    assert hours.between(start, end) == small
    assert hours.is_open(start)
