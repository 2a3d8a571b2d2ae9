"""Weekly slots: a table of inputs and expected moments, and what holds for any of them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.working_time import UnknownCountry, UnknownTimeZone, is_public_holiday
from processes.slots import Weekly

FRIDAY, SUNDAY = 4, 6
YEARS = datetime(2019, 1, 1), datetime(2032, 1, 1)  # noqa: DTZ001 (hypothesis adds the zone)
MOMENTS = st.datetimes(*YEARS, timezones=st.just(UTC))
PLACES = [
    ("Europe/Stockholm", "SE"),
    ("Europe/Warsaw", "PL"),
    ("Europe/London", "GB"),
    ("Asia/Shanghai", "CN"),
    ("Asia/Jerusalem", "IL"),
    ("America/New_York", "US"),
    ("Australia/Lord_Howe", "AU"),
]
WEEKLIES = st.builds(
    lambda weekday, at, place: Weekly(weekday, at, *place),
    st.integers(0, 6),
    st.times(),
    st.sampled_from(PLACES),
)


def in_stockholm(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Stockholm"))


def weekly(weekday: int = FRIDAY, at: str = "15:00") -> Weekly:
    return Weekly(weekday, time.fromisoformat(at), "Europe/Stockholm", "SE")


@pytest.mark.parametrize(
    ("weekday", "at", "moment", "slot"),
    [
        (FRIDAY, "15:00", "2026-11-16 09:00", "2026-11-20 15:00"),
        (FRIDAY, "15:00", "2026-11-20 14:59", "2026-11-20 15:00"),
        (FRIDAY, "15:00", "2026-11-20 15:00", "2026-11-27 15:00"),  # strictly after
        (FRIDAY, "15:00", "2026-11-20 15:01", "2026-11-27 15:00"),
        (FRIDAY, "15:00", "2026-03-27 15:00", "2026-04-02 15:00"),  # Good Friday: on Thursday
        (FRIDAY, "15:00", "2026-04-02 15:00", "2026-04-10 15:00"),
        (FRIDAY, "15:00", "2026-06-15 08:00", "2026-06-18 15:00"),  # Midsummer's Eve
        (FRIDAY, "15:00", "2026-12-27 08:00", "2026-12-30 15:00"),  # week 53 ends in 2027
        (FRIDAY, "15:00", "2026-12-30 15:00", "2027-01-08 15:00"),
        (0, "09:00", "2026-04-01 09:00", "2026-04-02 09:00"),  # Easter Monday: before Easter
        (FRIDAY, "15:00", "2026-03-28 09:00", "2026-04-02 15:00"),  # the clocks have changed
        (FRIDAY, "15:00", "2026-10-24 09:00", "2026-10-30 15:00"),  # and changed back
        (SUNDAY, "15:00", "2026-11-16 09:00", "2026-11-22 15:00"),  # whoever asks for Sunday
        (SUNDAY, "15:00", "2026-04-04 09:00", "2026-04-12 15:00"),  # gets it, but not at Easter
    ],
)
def test_the_next_slot(weekday, at, moment, slot):
    assert weekly(weekday, at).next_after(in_stockholm(moment)) == in_stockholm(slot)


def test_a_time_that_does_not_exist_comes_as_much_later_as_the_clocks_jump():
    slot = weekly(SUNDAY, "02:30").next_after(in_stockholm("2026-03-28 12:00"))
    assert slot == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 on the clock
    assert slot.astimezone(ZoneInfo("Europe/Stockholm")).hour == 3


def test_a_time_that_exists_twice_is_kept_once_at_the_first():
    slots = weekly(SUNDAY, "02:30")
    first = slots.next_after(in_stockholm("2026-10-24 12:00"))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert slots.next_after(first) == in_stockholm("2026-11-01 02:30")


def test_the_draft_is_made_on_the_working_day_before():
    slots = weekly()
    assert slots.draft_at(in_stockholm("2026-11-20 15:00")) == in_stockholm("2026-11-19 15:00")
    monday = weekly(weekday=0, at="09:00")
    assert monday.draft_at(in_stockholm("2026-11-23 09:00")) == in_stockholm("2026-11-20 09:00")
    assert slots.draft_at(in_stockholm("2026-04-02 15:00")) == in_stockholm("2026-04-01 15:00")
    assert monday.draft_at(in_stockholm("2026-12-28 09:00")) == in_stockholm("2026-12-23 09:00")


def test_the_draft_keeps_its_time_after_a_slot_that_the_clocks_moved():
    slots = weekly(SUNDAY, "02:30")
    slot = slots.next_after(in_stockholm("2026-03-28 12:00"))
    assert slots.draft_at(slot) == in_stockholm("2026-03-27 02:30")


def test_what_cannot_be_a_slot_is_refused():
    with pytest.raises(ValueError, match="weekday"):
        Weekly(7, time(15), "Europe/Stockholm", "SE")
    with pytest.raises(ValueError, match="local time"):
        Weekly(FRIDAY, time(15, tzinfo=UTC), "Europe/Stockholm", "SE")
    with pytest.raises(UnknownTimeZone):
        Weekly(FRIDAY, time(15), "Europe/Atlantis", "SE")
    with pytest.raises(UnknownCountry):
        Weekly(FRIDAY, time(15), "Europe/Stockholm", "XX")


@given(WEEKLIES, MOMENTS)
def test_the_next_slot_is_strictly_later_and_none_lies_between(slots, moment):
    slot = slots.next_after(moment)
    assert moment < slot
    assert slots.next_after(slot - timedelta(microseconds=1)) == slot
    assert slots.next_after(moment + (slot - moment) / 2) == slot


@given(WEEKLIES, MOMENTS, MOMENTS)
def test_who_asks_later_never_hears_an_earlier_slot(slots, one, two):
    early, late = sorted((one, two))
    assert slots.next_after(early) <= slots.next_after(late)


@given(WEEKLIES, MOMENTS)
def test_no_slot_falls_on_a_public_holiday(slots, moment):
    slot = slots.next_after(moment)
    zone = ZoneInfo(slots.time_zone)
    local = slot.astimezone(zone)
    assert not is_public_holiday(slots.country, local.date())
    on_the_wall = datetime.combine(local.date(), slots.time, tzinfo=zone)
    exists = on_the_wall.astimezone(UTC).astimezone(zone).time() == slots.time
    assert local.time() == slots.time or not exists


@given(WEEKLIES, MOMENTS)
def test_the_draft_comes_before_its_slot(slots, moment):
    slot = slots.next_after(moment)
    assert timedelta() < slot - slots.draft_at(slot) < timedelta(days=20)
