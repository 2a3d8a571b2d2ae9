"""Working time: an agency's hours in one country and time zone, without its public holidays.

Pure arithmetic without Django. Moments come in aware, in any zone, and go out in UTC.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

# Where public holidays differ within a country, the part most of its people live in.
USUAL_PART = {"GB": "ENG"}


class UnknownCountry(ValueError):
    """No public holidays are known for this country."""


class UnknownTimeZone(ValueError):
    """The time zone database has no zone of this name."""


@dataclass(frozen=True)
class WorkingHours:
    """The hours from `starts` to `ends`, local time, of every working day of `country`.

    `country` is an ISO 3166 code, "SE" or with its part "DE-BY". A local time that the clocks
    skip counts as much later as they jump; of one that exists twice the first counts.
    Raises UnknownCountry and UnknownTimeZone.
    """

    country: str
    time_zone: str
    starts: time = time(8)
    ends: time = time(17)

    def __post_init__(self) -> None:
        if not self.starts < self.ends:
            raise ValueError("The working day must start before it ends.")
        find_time_zone(self.time_zone)
        is_public_holiday(self.country, date(2026, 1, 1))

    @property
    def zone(self) -> ZoneInfo:
        return find_time_zone(self.time_zone)

    def is_working_day(self, day: date) -> bool:
        return is_working_day(self.country, day)

    def is_open(self, moment: datetime) -> bool:
        """True from the opening moment until just before the closing one."""
        moment = in_utc(moment)
        hours = self._hours(self.local_day(moment))
        return hours is not None and hours[0] <= moment < hours[1]

    def next_open(self, moment: datetime) -> datetime:
        """The first working moment at or after `moment`."""
        moment = in_utc(moment)
        for opens, closes in self._days_from(self.local_day(moment)):
            if moment < closes:
                return max(moment, opens)
        raise AssertionError("there is always another working day")

    def add(self, moment: datetime, amount: timedelta) -> datetime:
        """The moment at which `amount` of working time has passed; a full day ends at closing."""
        if amount < timedelta():
            raise ValueError("Working time can only be added.")
        moment = in_utc(moment)
        if not amount:
            return self.next_open(moment)
        for opens, closes in self._days_from(self.local_day(moment)):
            begins = max(moment, opens)
            if begins < closes:
                if amount <= closes - begins:
                    return begins + amount
                amount -= closes - begins
        raise AssertionError("there is always another working day")

    def before(self, moment: datetime, amount: timedelta) -> datetime:
        """The latest moment from which `amount` of working time is left until `moment`."""
        if amount <= timedelta():
            raise ValueError("Some working time must be left.")
        moment = in_utc(moment)
        day = self.local_day(moment)
        while True:
            if hours := self._hours(day):
                left = min(hours[1], moment) - hours[0]
                if amount <= left:
                    return min(hours[1], moment) - amount
                amount -= max(left, timedelta())
            day -= timedelta(days=1)

    def add_days(self, moment: datetime, days: int) -> datetime:
        """The same local time `days` working days later, clipped into the hours.

        0 is the local day of `moment`, or the next working day if it is none; negative goes back.
        """
        moment = in_utc(moment)
        day = self._nth_working_day(self.local_day(moment), days)
        opens, closes = self._open_hours(day)
        zone = self.zone
        same_time = moment.astimezone(zone).time().replace(fold=0)
        return min(max(local_moment(day, same_time, zone), opens), closes)

    def close_of_day(self, moment: datetime, days: int) -> datetime:
        """Closing time of the n-th working day after the local day of `moment`.

        0 is that day, or the next working day if it is none.
        """
        return self._open_hours(self._nth_working_day(self.local_day(moment), days))[1]

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from `start` to `end`; negative when `end` comes first."""
        start, end = in_utc(start), in_utc(end)
        if end < start:
            return -self.between(end, start)
        total = timedelta()
        day, last = self.local_day(start), self.local_day(end)
        while day <= last:
            if hours := self._hours(day):
                total += max(min(hours[1], end) - max(hours[0], start), timedelta())
            day += timedelta(days=1)
        return total

    def local_day(self, moment: datetime) -> date:
        return in_utc(moment).astimezone(self.zone).date()

    def _hours(self, day: date) -> tuple[datetime, datetime] | None:
        """Opening and closing moment of a day, None when nobody works on it."""
        if not self.is_working_day(day):
            return None
        zone = self.zone
        opens, closes = local_moment(day, self.starts, zone), local_moment(day, self.ends, zone)
        # The clocks may swallow the hours, or (Samoa, 2011) the whole day.
        exists = opens < closes and opens.astimezone(zone).date() == day
        return (opens, closes) if exists else None

    def _open_hours(self, day: date) -> tuple[datetime, datetime]:
        hours = self._hours(day)
        assert hours is not None, "asked for the hours of a day off"
        return hours

    def _days_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        while True:
            if hours := self._hours(day):
                yield hours
            day += timedelta(days=1)

    def _nth_working_day(self, day: date, n: int) -> date:
        step = timedelta(days=-1 if n < 0 else 1)
        if n == 0:
            while not self._hours(day):
                day += step
        for _ in range(abs(n)):
            day += step
            while not self._hours(day):
                day += step
        return day


def is_working_day(country: str, day: date) -> bool:
    """Neither weekend nor public holiday there, or a weekend day that is worked for a holiday."""
    return day in _days_of(country, day.year)[0]


def is_public_holiday(country: str, day: date) -> bool:
    """A public holiday, an observed one, or a day that the whole country takes as one."""
    return day in _days_of(country, day.year)[1]


def find_time_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimeZone(f"There is no time zone named {name!r}.") from error


def in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(UTC)


def local_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment of a local time; a skipped one moves with the clocks, of two the first counts."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


@lru_cache(maxsize=1024)
def _days_of(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The working days and the public holidays of one country in one year."""
    code, _, part = country.partition("-")
    try:
        known = holidays.country_holidays(code)
        calendar = holidays.country_holidays(
            code,
            subdiv=part or USUAL_PART.get(code),
            years=year,
            expand=False,
            observed=True,
            # Midsummer's Eve is no public holiday in Sweden, yet nobody is at work.
            categories={"public", "de_facto"} & set(known.supported_categories),
        )
    except NotImplementedError as error:
        wrong = f"No public holidays are known for the country {country!r}."
        raise UnknownCountry(wrong) from error
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366 if isleap(year) else 365))
    worked = frozenset(day for day in days if calendar.is_working_day(day))
    return worked, frozenset(calendar)
