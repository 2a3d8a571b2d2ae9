"""The next slot after a change of schedule: never two reports in a week, and no week without."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processes.reports.timing import next_slot
from processes.slots import AFTER, BEFORE, Weekly

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MON, TUE, WED, THU, FRI = range(5)


def weekly(weekday: int, at: str = "15:00") -> Weekly:
    return Weekly(weekday, time.fromisoformat(at), "Europe/Stockholm", "SE")


def local(text: str | None) -> datetime | None:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=STOCKHOLM) if text else None


@pytest.mark.parametrize(
    ("new", "at", "last", "planned", "expected"),
    [
        # opened on a Monday, nothing written down yet
        (weekly(FRI), "11-16 09:00", None, None, "11-20 15:00"),
        (weekly(FRI), "11-20 15:00", None, None, "11-27 15:00"),
        # later in the same week: simply later
        (weekly(FRI, "17:00"), "11-18 09:00", "11-13 15:00", "11-20 15:00", "11-20 17:00"),
        # earlier in the same week, still to come
        (weekly(THU), "11-18 09:00", "11-13 15:00", "11-20 15:00", "11-19 15:00"),
        # its day has passed: this week goes as planned, the next by the new schedule
        (weekly(TUE), "11-18 09:00", "11-13 15:00", "11-20 15:00", "11-20 15:00"),
        # this week's report is drafted or sent: not a second one
        (weekly(FRI, "17:00"), "11-20 10:00", "11-20 15:00", "11-27 15:00", "11-27 17:00"),
        (weekly(FRI, "17:00"), "11-20 16:00", "11-20 15:00", "11-27 15:00", "11-27 17:00"),
        (weekly(MON), "11-20 16:00", "11-20 15:00", "11-27 15:00", "11-23 15:00"),
        # due at this moment: it stays due
        (weekly(TUE), "11-20 15:00", "11-13 15:00", "11-20 15:00", "11-20 15:00"),
        # after a pause of weeks
        (weekly(FRI), "11-18 09:00", "10-02 15:00", None, "11-20 15:00"),
        # the slot of this week is Good Friday's, moved to Thursday
        (weekly(FRI), "03-30 09:00", "03-27 15:00", None, "04-02 15:00"),
        # the clocks change between the reports
        (weekly(MON), "03-27 16:00", "03-27 15:00", None, "03-30 15:00"),
    ],
)
def test_the_next_slot_after_a_change(new, at, last, planned, expected):
    now = local(at)
    assert now is not None
    slot = next_slot(new, at=now, last=local(last), planned=local(planned))
    assert slot == local(expected)


YEARS = datetime(2026, 1, 1), datetime(2027, 12, 31)  # noqa: DTZ001 (hypothesis adds the zone)
MOMENTS = st.datetimes(*YEARS, timezones=st.just(STOCKHOLM))
WEEKLIES = st.builds(
    lambda day, hour: weekly(day, f"{hour:02}:30"), st.integers(1, 4), st.integers(0, 23)
)


@given(WEEKLIES, WEEKLIES, MOMENTS)
def test_no_week_gets_two_and_none_goes_without(old, new, at):
    """Sent by the old schedule up to now; the new one takes over at any moment."""
    before = old.next_after(at - timedelta(days=7))
    last = before if before <= at else None
    planned = old.next_after(at)
    slot = next_slot(new, at=at, last=last, planned=planned)
    assert slot > at
    if last:
        weeks = (new.week_of(slot) - new.week_of(last)).days // 7
        assert weeks >= 1
        assert weeks <= max(1, (new.week_of(planned) - new.week_of(last)).days // 7)


PLACES = [("SE", "Europe/Stockholm"), ("PL", "Europe/Warsaw"), ("NL", "Europe/Amsterdam")]
ANY = st.builds(
    lambda day, hour, rule, place: Weekly(day, time(hour, 30), place[1], place[0], rule),
    st.integers(0, 4),
    st.integers(0, 23),
    st.sampled_from([BEFORE, AFTER]),
    st.sampled_from(PLACES),
)
DECADE = datetime(2019, 1, 1), datetime(2031, 1, 1)  # noqa: DTZ001
FIRST_DAYS = st.datetimes(*DECADE, timezones=st.just(UTC))


@given(ANY, FIRST_DAYS)
def test_every_week_has_its_slot_and_only_one(slots, moment):
    slot = slots.next_after(moment)
    for _week in range(12):
        following = slots.next_week_after(slot)
        assert slots.week_of(following) - slots.week_of(slot) == timedelta(weeks=1)
        assert following == slots.next_after(slot)
        slot = following


@given(ANY, FIRST_DAYS)
def test_saving_a_schedule_as_it_is_changes_nothing(slots, at):
    last, planned = slots.next_after(at - timedelta(days=14)), slots.next_after(at)
    while slots.next_after(last) <= at:
        last = slots.next_after(last)
    assert next_slot(slots, at=at, last=last if last <= at else None, planned=planned) == planned
