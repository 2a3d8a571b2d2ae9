"""Weekly slots: the moments at which something that is promised every week goes out.

Pure arithmetic without Django. Moments come in aware, in any zone, and go out in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from accounts.working_time import (
    find_time_zone,
    in_utc,
    is_public_holiday,
    is_working_day,
    local_moment,
)

BEFORE, AFTER = "before", "after"
# No country's holidays move a slot by more than this; next_after looks that much further ahead.
WEEKS_AHEAD = 8


@dataclass(frozen=True)
class Weekly:
    """Every week on `weekday` (0 is Monday) at the local `time` of `time_zone`.

    A slot on a public holiday of `country` moves to the working day before or after it. A local
    time that the clocks skip comes as much later as they jump; of one that exists twice the first
    counts. Raises UnknownCountry, UnknownTimeZone and, for a day that is none, ValueError.
    """

    weekday: int
    time: time
    time_zone: str
    country: str
    on_holiday: str = BEFORE

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            raise ValueError("The weekday is a number from 0, Monday, to 6, Sunday.")
        if self.time.tzinfo is not None:
            raise ValueError("The time of a slot is a local time; its zone stands beside it.")
        if self.on_holiday not in (BEFORE, AFTER):
            raise ValueError("A slot on a public holiday moves before it or after it.")
        find_time_zone(self.time_zone)
        is_public_holiday(self.country, date(2026, 1, 1))

    def next_after(self, moment: datetime) -> datetime:
        """The first slot strictly after `moment`."""
        moment = in_utc(moment)
        return min(slot for slot in self._slots_around(moment) if slot > moment)

    def next_week_after(self, moment: datetime) -> datetime:
        """The first slot that belongs to a later week than `moment` does."""
        week, slot = self.week_of(moment), self.next_after(moment)
        while self.week_of(slot) <= week:
            slot = self.next_after(slot)
        return slot

    def draft_at(self, slot: datetime) -> datetime:
        """When the draft is made: the same local time on the working day before the slot."""
        zone = find_time_zone(self.time_zone)
        day = _next_working_day(self.country, self._local_day(slot), -1)
        return local_moment(day, self.time, zone)

    def meant_for(self, moment: datetime) -> date | None:
        """The day from which a slot on the day of `moment` was moved there, or that day itself.

        None when no slot is kept on it.
        """
        day = self._local_day(moment)
        near = day + timedelta(days=(self.weekday - day.weekday() + 3) % 7 - 3)
        for weeks in (0, -1, 1, -2, 2):
            meant = near + timedelta(weeks=weeks)
            if self._kept_day(meant) == day:
                return meant
        return None

    def week_of(self, moment: datetime) -> date:
        """The Monday of the week to which `moment` belongs, where the schedule's clock hangs.

        A slot that a holiday has moved across a weekend belongs to the week that it was meant for.
        """
        day = self.meant_for(moment) or self._local_day(moment)
        return day - timedelta(days=day.weekday())

    def _local_day(self, moment: datetime) -> date:
        return in_utc(moment).astimezone(find_time_zone(self.time_zone)).date()

    def _slots_around(self, moment: datetime) -> Iterator[datetime]:
        zone = find_time_zone(self.time_zone)
        today = moment.astimezone(zone).date()
        first = today + timedelta(days=(self.weekday - today.weekday()) % 7)
        for weeks in range(-3, WEEKS_AHEAD):
            yield local_moment(self._kept_day(first + timedelta(weeks=weeks)), self.time, zone)

    def _kept_day(self, day: date) -> date:
        if is_public_holiday(self.country, day):
            return _next_working_day(self.country, day, -1 if self.on_holiday == BEFORE else 1)
        return day


def _next_working_day(country: str, day: date, step: int) -> date:
    """The first working day after `day`, or with a `step` of -1 before it."""
    day += timedelta(days=step)
    while not is_working_day(country, day):
        day += timedelta(days=step)
    return day
