"""Days off in 2032, written down by hand: what the product reckons is held against them.

Weekends are not in the list; Easter Sunday is the 28th of March, the day on which Europe's clocks
change.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NEW_YEAR, EPIPHANY, ASCENSION = "01-01", "01-06", "05-06"
GOOD_FRIDAY, EASTER_MONDAY = "03-26", "03-29"
IN_2032 = {
    "SE": (NEW_YEAR, EPIPHANY, GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, "06-25", "12-24", "12-31"),
    "PL": (NEW_YEAR, EPIPHANY, EASTER_MONDAY, "05-03", "05-27", "11-01", "11-11", "12-24"),
    "NL": (NEW_YEAR, EASTER_MONDAY, "04-27", ASCENSION, "05-17"),
    "GB": (NEW_YEAR, GOOD_FRIDAY, EASTER_MONDAY, "05-03", "05-31", "08-30", "12-27", "12-28"),
    "US": (
        *(NEW_YEAR, "01-19", "02-16", "05-31", "06-18", "07-05", "09-06", "10-11"),
        *("11-11", "11-25", "12-24", "12-31"),
    ),
}
AROUND = {
    "SE": ("2031-12-31", "2033-01-06"),
    "PL": ("2033-01-06",),
    "NL": (),
    "GB": ("2033-01-03",),
    "US": (),
}
OFF = {
    country: {date.fromisoformat(f"2032-{day}") for day in days}
    | {date.fromisoformat(day) for day in AROUND[country]}
    for country, days in IN_2032.items()
}


def is_off(country: str, day: date) -> bool:
    return day.weekday() >= 5 or day in OFF[country]


def is_within(country: str, zone: ZoneInfo, moment: datetime, begins: time, ends: time) -> bool:
    """Whether a local moment lies within these hours of a day that is worked there."""
    local = moment.astimezone(zone)
    return not is_off(country, local.date()) and begins <= local.time() < ends


def morning_after(country: str, zone: ZoneInfo, moment: datetime, mornings: int = 1) -> datetime:
    """The n-th 07:30 of a day that is worked there after this moment."""
    day = moment.astimezone(zone).date()
    while True:
        local = datetime.combine(day, time(7, 30), zone)
        if local.astimezone(UTC) > moment and not is_off(country, day):
            mornings -= 1
            if not mornings:
                return local.astimezone(UTC)
        day += timedelta(days=1)


def days_later(country: str, zone: ZoneInfo, moment: datetime, days: int) -> datetime:
    """The end of the n-th day worked there after the day of this moment."""
    day = moment.astimezone(zone).date()
    while is_off(country, day):
        day += timedelta(days=1)
    while days:
        day += timedelta(days=1)
        days -= not is_off(country, day)
    return datetime.combine(day, time(17), zone).astimezone(UTC)
