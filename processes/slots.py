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

# No country's holidays move a slot by more than this; next_after looks that much further ahead.
WEEKS_AHEAD = 8


@dataclass(frozen=True)
class Weekly:
    """Every week on `weekday` (0 is Monday) at the local `time` of `time_zone`.

    A slot on a public holiday of `country` moves to the working day before. A local time that the
    clocks skip comes as much later as they jump; of one that exists twice the first counts.
    Raises UnknownCountry, UnknownTimeZone and, for a day that is none, ValueError.
    """

    weekday: int
    time: time
    time_zone: str
    country: str

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            raise ValueError("The weekday is a number from 0, Monday, to 6, Sunday.")
        if self.time.tzinfo is not None:
            raise ValueError("The time of a slot is a local time; its zone stands beside it.")
        find_time_zone(self.time_zone)
        is_public_holiday(self.country, date(2026, 1, 1))

    def next_after(self, moment: datetime) -> datetime:
        """The first slot strictly after `moment`."""
        moment = in_utc(moment)
        return min(slot for slot in self._slots_around(moment) if slot > moment)

    def draft_at(self, slot: datetime) -> datetime:
        """When the draft is made: the same local time on the working day before the slot."""
        zone = find_time_zone(self.time_zone)
        day = _working_day_before(self.country, in_utc(slot).astimezone(zone).date())
        return local_moment(day, self.time, zone)

    def _slots_around(self, moment: datetime) -> Iterator[datetime]:
        zone = find_time_zone(self.time_zone)
        today = moment.astimezone(zone).date()
        first = today + timedelta(days=(self.weekday - today.weekday()) % 7)
        for weeks in range(-1, WEEKS_AHEAD):
            yield local_moment(self._kept_day(first + timedelta(weeks=weeks)), self.time, zone)

    def _kept_day(self, day: date) -> date:
        if is_public_holiday(self.country, day):
            return _working_day_before(self.country, day)
        return day


def _working_day_before(country: str, day: date) -> date:
    day -= timedelta(days=1)
    while not is_working_day(country, day):
        day -= timedelta(days=1)
    return day
