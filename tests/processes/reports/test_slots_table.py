"""When reports go out: a table of schedules and moments, and the slots that are expected.

Every moment is local: what the clock on the wall says where the schedule's clock hangs.
"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from processes.reports.timing import next_slot
from processes.slots import AFTER, BEFORE, Weekly

MON, TUE, WED, THU, FRI = range(5)


def weekly(
    day: int,
    at: str = "15:00",
    rule: str = BEFORE,
    country: str = "SE",
    zone: str = "Europe/Stockholm",
) -> Weekly:
    return Weekly(day, time.fromisoformat(at), zone, country, rule)


def wall(slots: Weekly, moment: datetime) -> str:
    """What the clock on the wall says, and how far it is from Greenwich."""
    return f"{moment.astimezone(ZoneInfo(slots.time_zone)):%Y-%m-%d %H:%M %z}"


def local(slots: Weekly, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(slots.time_zone))


CAIRO = {"country": "EG", "zone": "Africa/Cairo"}
WARSAW = {"country": "PL", "zone": "Europe/Warsaw"}
TABLE = {
    "an ordinary week": (
        weekly(FRI),
        "2026-11-16 09:00",
        ["2026-11-20 15:00 +0100", "2026-11-27 15:00 +0100"],
        ["2026-11-19 15:00 +0100", "2026-11-26 15:00 +0100"],
    ),
    "the clocks go forward between two slots": (
        weekly(MON, "09:00"),
        "2026-03-20 12:00",
        ["2026-03-23 09:00 +0100", "2026-03-30 09:00 +0200"],
        ["2026-03-20 09:00 +0100", "2026-03-27 09:00 +0100"],
    ),
    "the clocks go back between two slots": (
        weekly(MON, "09:00"),
        "2026-10-17 12:00",
        ["2026-10-19 09:00 +0200", "2026-10-26 09:00 +0100"],
        ["2026-10-16 09:00 +0200", "2026-10-23 09:00 +0200"],
    ),
    "a time that does not exist: as much later as the clocks jump": (
        weekly(FRI, "00:30", **CAIRO),
        "2026-04-20 12:00",
        ["2026-04-24 01:30 +0300", "2026-04-30 00:30 +0300"],  # 1 May is a holiday
        ["2026-04-23 00:30 +0200", "2026-04-29 00:30 +0300"],
    ),
    "a time that exists twice: the first, once": (
        weekly(THU, "23:30", **CAIRO),
        "2026-10-26 12:00",
        ["2026-10-29 23:30 +0300", "2026-11-05 23:30 +0200"],
        ["2026-10-28 23:30 +0300", "2026-11-04 23:30 +0200"],
    ),
    "week 53, and a year's first day on its end": (
        weekly(FRI),
        "2026-12-18 16:00",
        ["2026-12-23 15:00 +0100", "2026-12-30 15:00 +0100", "2027-01-08 15:00 +0100"],
        ["2026-12-22 15:00 +0100", "2026-12-29 15:00 +0100", "2027-01-07 15:00 +0100"],
    ),
    "week 53, told after the holidays": (
        weekly(FRI, rule=AFTER),
        "2026-12-18 16:00",
        ["2026-12-28 15:00 +0100", "2027-01-04 15:00 +0100", "2027-01-08 15:00 +0100"],
        ["2026-12-23 15:00 +0100", "2026-12-30 15:00 +0100", "2027-01-07 15:00 +0100"],
    ),
    "a holiday on the slot: the working day before": (
        weekly(WED, "10:00", **WARSAW),
        "2026-11-09 09:00",
        ["2026-11-10 10:00 +0100", "2026-11-18 10:00 +0100"],
        ["2026-11-09 10:00 +0100", "2026-11-17 10:00 +0100"],
    ),
    "a holiday on the slot: the working day after": (
        weekly(WED, "10:00", AFTER, **WARSAW),
        "2026-11-09 09:00",
        ["2026-11-12 10:00 +0100", "2026-11-18 10:00 +0100"],
        ["2026-11-10 10:00 +0100", "2026-11-17 10:00 +0100"],
    ),
    "a holiday on a Monday: before it is the Friday of the week before": (
        weekly(MON, country="NL", zone="Europe/Amsterdam"),
        "2026-04-21 09:00",
        ["2026-04-24 15:00 +0200", "2026-05-04 15:00 +0200"],
        ["2026-04-23 15:00 +0200", "2026-05-01 15:00 +0200"],
    ),
    "Easter, before: over a weekend and two holidays": (
        weekly(MON),
        "2026-03-31 09:00",
        ["2026-04-02 15:00 +0200", "2026-04-13 15:00 +0200"],
        ["2026-04-01 15:00 +0200", "2026-04-10 15:00 +0200"],
    ),
    "Easter, after: Friday's comes on Tuesday": (
        weekly(FRI, rule=AFTER),
        "2026-03-30 09:00",
        ["2026-04-07 15:00 +0200", "2026-04-10 15:00 +0200"],
        ["2026-04-02 15:00 +0200", "2026-04-09 15:00 +0200"],
    ),
    "three holidays in a row, before": (
        weekly(FRI, **WARSAW),
        "2026-12-19 09:00",
        ["2026-12-23 15:00 +0100", "2026-12-31 15:00 +0100"],
        ["2026-12-22 15:00 +0100", "2026-12-30 15:00 +0100"],
    ),
    "three holidays in a row, after": (
        weekly(THU, rule=AFTER, **WARSAW),
        "2026-12-19 09:00",
        ["2026-12-28 15:00 +0100", "2026-12-31 15:00 +0100"],
        ["2026-12-23 15:00 +0100", "2026-12-30 15:00 +0100"],
    ),
}


@pytest.mark.parametrize("what", TABLE)
def test_the_slots_and_when_they_are_drafted(what):
    slots, moment, expected, drafts = TABLE[what]
    found = [slots.next_after(local(slots, moment))]
    while len(found) < len(expected):
        found.append(slots.next_after(found[-1]))
    assert [wall(slots, slot) for slot in found] == expected
    assert [wall(slots, slots.draft_at(slot)) for slot in found] == drafts


# The schedule as it is now; when it was changed; the last report; what was planned; the next slot.
CHANGES = {
    "saved as it was, with a slot moved into the week before": (
        weekly(MON),
        "2026-03-31 09:00",
        "2026-03-30 15:00",
        "2026-04-02 15:00",
        "2026-04-02 15:00",
    ),
    "saved as it was, after such a slot": (
        weekly(MON),
        "2026-04-02 16:00",
        "2026-04-02 15:00",
        "2026-04-13 15:00",
        "2026-04-13 15:00",
    ),
    "saved as it was, after a slot moved into the week after": (
        weekly(FRI, rule=AFTER),
        "2026-04-07 16:00",
        "2026-04-07 15:00",
        "2026-04-10 15:00",
        "2026-04-10 15:00",
    ),
    "another hour, after such a slot": (
        weekly(FRI, "16:00", AFTER),
        "2026-04-07 15:30",
        "2026-04-07 15:00",
        "2026-04-10 15:00",
        "2026-04-10 16:00",
    ),
    "the rule turned to before while there is time": (
        weekly(FRI),
        "2026-04-01 09:00",
        "2026-03-27 15:00",
        "2026-04-07 15:00",
        "2026-04-02 15:00",
    ),
    "the rule turned to before when that day has passed: no week is skipped": (
        weekly(FRI),
        "2026-04-03 09:00",
        "2026-03-27 15:00",
        "2026-04-07 15:00",
        "2026-04-07 15:00",
    ),
    "the rule turned to after, the report of the week being out": (
        weekly(FRI, rule=AFTER),
        "2026-04-03 09:00",
        "2026-04-02 15:00",
        "2026-04-10 15:00",
        "2026-04-10 15:00",
    ),
    "another time zone, the slot of the week still to come": (
        weekly(FRI, zone="America/New_York"),
        "2026-11-20 09:30",
        "2026-11-13 09:00",
        "2026-11-20 09:00",
        "2026-11-20 09:00",  # due already
    ),
    "another time zone, before the slot": (
        weekly(FRI, zone="America/New_York"),
        "2026-11-20 08:00",
        "2026-11-13 09:00",
        "2026-11-20 09:00",
        "2026-11-20 15:00",
    ),
    "another time zone, after the slot: not twice on that day": (
        weekly(FRI, zone="America/New_York"),
        "2026-11-20 09:30",
        "2026-11-20 09:00",
        "2026-11-27 09:00",
        "2026-11-27 15:00",
    ),
    "in week 53, from Friday to Monday": (
        weekly(MON),
        "2026-12-30 16:00",
        "2026-12-30 15:00",
        "2027-01-08 15:00",
        "2027-01-04 15:00",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_next_slot_after_a_change(what):
    new, *moments, expected = CHANGES[what]
    at, last, planned = (local(new, text) for text in moments)
    slot = next_slot(new, at=at, last=last, planned=planned)
    assert wall(new, slot) == wall(new, local(new, expected))


def test_a_slot_says_for_which_day_and_week_it_was_meant():
    slots = weekly(FRI, rule=AFTER)
    assert slots.meant_for(local(slots, "2026-04-07 15:00")) == date(2026, 4, 3)
    assert slots.week_of(local(slots, "2026-04-07 15:00")) == date(2026, 3, 30)
    assert slots.meant_for(local(slots, "2026-04-10 15:00")) == date(2026, 4, 10)
    assert slots.meant_for(local(slots, "2026-04-08 15:00")) is None
    assert slots.week_of(local(slots, "2026-04-08 15:00")) == date(2026, 4, 6)


def test_slots_move_before_or_after_and_nowhere_else():
    with pytest.raises(ValueError, match="before it or after it"):
        weekly(FRI, rule="never")
