"""Working time: inputs and the moments they lead to, and what holds for any of them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.working_time import (
    UnknownCountry,
    UnknownTimeZone,
    WorkingHours,
    is_public_holiday,
    is_working_day,
)

SWEDEN = WorkingHours("SE", "Europe/Stockholm")
ANYWHERE = st.sampled_from(
    [
        SWEDEN,
        WorkingHours("PL", "Europe/Warsaw", time(7, 30), time(15, 30)),
        WorkingHours("GB", "Europe/London", time(9), time(17, 30)),
        WorkingHours("AE", "Asia/Dubai"),
        WorkingHours("CN", "Asia/Shanghai"),
        WorkingHours("US", "America/New_York"),
        WorkingHours("IL", "Asia/Jerusalem", time(1), time(4)),  # the clocks change at work
        WorkingHours("NZ", "Pacific/Chatham", time(0), time(23, 59)),
    ]
)
YEARS = datetime(2019, 1, 1), datetime(2032, 1, 1)  # noqa: DTZ001 (hypothesis adds the zone)
MOMENTS = st.datetimes(*YEARS, timezones=st.just(UTC))
AMOUNTS = st.timedeltas(timedelta(), timedelta(hours=200))


def stockholm(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Stockholm"))


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-16 09:00", 2, "2026-11-16 11:00"),
        ("2026-11-16 09:00", 8, "2026-11-16 17:00"),
        ("2026-11-16 16:00", 2, "2026-11-17 09:00"),
        ("2026-11-20 16:00", 2, "2026-11-23 09:00"),  # over a weekend
        ("2026-11-21 12:00", 1, "2026-11-23 09:00"),  # on a Saturday
        ("2026-11-16 06:00", 1, "2026-11-16 09:00"),  # before opening
        ("2026-12-23 16:00", 2, "2026-12-28 09:00"),  # over Christmas, from its eve on
        ("2026-12-30 16:00", 2, "2027-01-04 09:00"),  # over the new year and week 53
        ("2026-03-27 16:00", 2, "2026-03-30 09:00"),  # over the hour that is skipped
        ("2026-10-23 16:00", 2, "2026-10-26 09:00"),  # over the hour that comes twice
        ("2026-11-16 17:00", 0, "2026-11-17 08:00"),  # nothing to add: the next open moment
    ],
)
def test_hours_are_added_within_the_working_day(start, hours, end):
    assert SWEDEN.add(stockholm(start), timedelta(hours=hours)) == stockholm(end)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-16 10:15", 1, "2026-11-17 10:15"),
        ("2026-11-20 10:15", 1, "2026-11-23 10:15"),
        ("2026-11-21 10:15", 1, "2026-11-23 10:15"),  # a Saturday's first working day is Monday
        ("2026-11-21 10:15", 0, "2026-11-23 10:15"),
        ("2026-11-16 22:00", 1, "2026-11-17 17:00"),
        ("2026-11-16 05:00", 1, "2026-11-17 08:00"),
        ("2026-11-16 10:15", -1, "2026-11-13 10:15"),
        ("2026-06-18 10:15", 1, "2026-06-22 10:15"),  # Midsummer's Eve
        ("2026-03-27 10:15", 1, "2026-03-30 10:15"),  # same local time, an hour less between
        ("2026-10-23 10:15", 1, "2026-10-26 10:15"),
    ],
)
def test_days_are_added_at_the_same_local_time(start, days, end):
    assert SWEDEN.add_days(stockholm(start), days) == stockholm(end)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-16 10:15", 0, "2026-11-16 17:00"),
        ("2026-11-16 20:15", 0, "2026-11-16 17:00"),
        ("2026-11-21 10:15", 0, "2026-11-23 17:00"),
        ("2026-11-21 10:15", 1, "2026-11-23 17:00"),
        ("2026-11-20 10:15", 2, "2026-11-24 17:00"),
    ],
)
def test_a_promise_for_a_day_runs_until_that_day_closes(start, days, end):
    assert SWEDEN.close_of_day(stockholm(start), days) == stockholm(end)


def test_the_office_is_open_from_the_first_minute_until_just_before_the_last():
    assert SWEDEN.is_open(stockholm("2026-11-16 08:00"))
    assert not SWEDEN.is_open(stockholm("2026-11-16 17:00"))
    assert not SWEDEN.is_open(stockholm("2026-11-15 12:00"))


def test_the_same_moment_is_another_day_elsewhere():
    midnight = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)  # Sunday in London, Monday in Tokyo
    assert not WorkingHours("GB", "Europe/London").is_open(midnight)
    assert WorkingHours("JP", "Asia/Tokyo").is_open(midnight)


def test_holidays_are_the_countrys_own_and_observed_ones_count():
    boxing_day_observed = date(2026, 12, 28)
    assert not is_working_day("GB", boxing_day_observed)
    assert is_working_day("SE", boxing_day_observed)
    assert not is_working_day("GB", date(2026, 4, 6))  # Easter Monday, not in all of the kingdom
    assert is_working_day("GB-SCT", date(2026, 4, 6))
    assert is_public_holiday("SE", date(2026, 12, 24))
    assert not is_public_holiday("SE", date(2026, 11, 22))  # a plain Sunday is none


def test_weekends_are_the_countrys_own_and_may_be_worked_for_a_holiday():
    assert is_working_day("IL", date(2026, 11, 22))  # a Sunday
    assert not is_working_day("IL", date(2026, 11, 20))  # a Friday
    assert is_working_day("CN", date(2025, 1, 26))  # a Sunday worked for the new year


def test_hours_that_the_clocks_skip_are_no_hours():
    night = WorkingHours("IL", "Asia/Jerusalem", time(2, 30), time(3))
    friday_of_the_change = datetime(2025, 3, 27, 20, tzinfo=UTC)
    assert night.next_open(friday_of_the_change) > datetime(2025, 3, 28, 22, tzinfo=UTC)


@pytest.mark.parametrize("country", ["", "XX", "se", "Sweden!", "GB-XXX"])
def test_an_unknown_country_is_named_in_the_error(country):
    with pytest.raises(UnknownCountry, match=f"country {country!r}"):
        WorkingHours(country, "Europe/Stockholm")


@pytest.mark.parametrize("zone", ["", "Europe", "Europe/Atlantis", "../etc/passwd"])
def test_an_unknown_time_zone_is_named_in_the_error(zone):
    with pytest.raises(UnknownTimeZone, match="no time zone named"):
        WorkingHours("SE", zone)


def test_impossible_questions_are_refused():
    with pytest.raises(ValueError, match="before it ends"):
        WorkingHours("SE", "Europe/Stockholm", time(17), time(8))
    with pytest.raises(ValueError, match="only be added"):
        SWEDEN.add(stockholm("2026-11-16 10:00"), timedelta(hours=-1))
    with pytest.raises(ValueError, match="needs a time zone"):
        SWEDEN.is_open(datetime(2026, 11, 16, 10))  # noqa: DTZ001


@given(ANYWHERE, MOMENTS, AMOUNTS)
def test_adding_and_measuring_agree(hours, start, amount):
    assert hours.between(start, hours.add(start, amount)) == amount


@given(ANYWHERE, MOMENTS, MOMENTS, MOMENTS)
def test_working_time_adds_up(hours, one, two, three):
    assert hours.between(one, two) + hours.between(two, three) == hours.between(one, three)


@given(ANYWHERE, MOMENTS, AMOUNTS)
def test_nothing_lands_outside_the_hours(hours, start, amount):
    a_moment = timedelta(microseconds=1)
    assert hours.is_open(hours.next_open(start)) and hours.next_open(start) >= start
    end = hours.add(start, amount)
    assert hours.is_open(end) if not amount else hours.is_open(end - a_moment)


@given(ANYWHERE, MOMENTS, st.integers(-30, 30))
def test_days_land_within_the_hours_of_a_working_day(hours, start, days):
    end = hours.add_days(start, days)
    assert hours.is_working_day(hours.local_day(end))
    assert hours.is_open(end) or hours.is_open(end - timedelta(microseconds=1))
    assert hours.close_of_day(start, days) >= end


@given(ANYWHERE, MOMENTS, MOMENTS, AMOUNTS, st.integers(-30, 30))
def test_who_starts_later_is_never_due_earlier(hours, one, two, amount, days):
    early, late = sorted((one, two))
    assert hours.add(early, amount) <= hours.add(late, amount)
    assert hours.next_open(early) <= hours.next_open(late)
    assert hours.close_of_day(early, days) <= hours.close_of_day(late, days)
