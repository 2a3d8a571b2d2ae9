"""When a touchpoint's time has come (A1, A2): pure arithmetic of days, without Django.

A line counts from a day of the placement: its window opens so many days or months before or
behind that day, and stays open for a while. Whatever counts from an end that nobody has agreed,
or lies behind the end of the contract, has no window.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from accounts.working_time import WorkingHours, local_moment

START, TRIAL_MIDDLE, TRIAL_END = "start", "trial_middle", "trial_end"
GUARANTEE_END, CONTRACT_END = "guarantee_end", "contract_end"
# What is agreed anew when it is moved: then a word is wanted before the new day as well.
ENDS = (TRIAL_END, GUARANTEE_END, CONTRACT_END)
DAY, MONTH = "day", "month"
A_DAY = timedelta(days=1)


class Counted(Protocol):
    """Where a line, or a touchpoint that was made of one, counts from."""

    @property
    def anchor(self) -> str: ...
    @property
    def offset(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def within(self) -> int: ...
    @property
    def yearly(self) -> bool: ...


@dataclass(frozen=True)
class PlanLine:
    """A line of the template; ``texts`` in each language, ``side`` empty for both of them.

    ``offset`` days or months behind its anchor, before it where negative; the word may take
    ``within`` days from then. A ``yearly`` one comes again after as long.
    """

    key: str
    texts: dict[str, str]
    anchor: str
    offset: int
    within: int
    unit: str = DAY
    side: str = ""
    asks: bool = False
    gesture: bool = False
    yearly: bool = False

    def said_in(self, language: str) -> str:
        return self.texts.get(language) or self.texts.get("en") or next(iter(self.texts.values()))


@dataclass(frozen=True)
class Days:
    """The days of a placement that touchpoints count from."""

    starts_on: date
    trial_ends_on: date | None = None
    guarantee_ends_on: date | None = None
    ends_on: date | None = None

    def of(self, anchor: str) -> date | None:
        if anchor == TRIAL_MIDDLE:
            end = self.trial_ends_on
            return self.starts_on + (end - self.starts_on) / 2 if end else None
        return {
            START: self.starts_on,
            TRIAL_END: self.trial_ends_on,
            GUARANTEE_END: self.guarantee_ends_on,
            CONTRACT_END: self.ends_on,
        }[anchor]


@dataclass(frozen=True)
class Window:
    """The word is given between these days; behind ``last_on`` it makes no sense any more."""

    opens_on: date
    due_on: date
    last_on: date = field(compare=False)


def window(line: Counted, days: Days, round_: int = 1) -> Window | None:
    """When the time for it comes; None where it never does as things are agreed."""
    anchor = days.of(line.anchor)
    if anchor is None:
        return None
    times = round_ if line.yearly else 1
    opens_on = shifted(anchor, line.offset * times, line.unit)
    due_on = opens_on + timedelta(days=line.within)
    if line.anchor == START:
        behind = days.ends_on is not None and opens_on > days.ends_on
        last_on = anchor if line.offset < 0 else due_on
        return None if behind else Window(opens_on, min(due_on, max(last_on, opens_on)), last_on)
    if line.offset >= 0:
        return Window(opens_on, due_on, due_on)
    if line.anchor == CONTRACT_END and opens_on <= days.starts_on:
        return None  # a short contract: the later ones remain
    # In a short trial period the questions are asked once there is something to tell.
    opens_on = min(max(opens_on, days.starts_on + A_DAY), anchor)
    return Window(opens_on, min(max(due_on, opens_on), anchor), anchor)


def shifted(day: date, number: int, unit: str) -> date:
    """So many days or months later; a month that is too short gives its last day."""
    if unit == DAY:
        return day + timedelta(days=number)
    months = day.year * 12 + day.month - 1 + number
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def opening(opens_on: date, hours: WorkingHours, *, not_before: datetime) -> datetime:
    """The moment from which a talk counts: as the day begins, where the word is owed from."""
    return max(local_moment(opens_on, time(0), hours.zone), not_before)


def due_moment(opened_at: datetime, due_on: date, hours: WorkingHours) -> datetime:
    """Closing time of the last working day until ``due_on``; never before there was time for it."""
    day = due_on
    first = hours.local_day(opened_at)
    while day > first and not hours.is_working_day(day):
        day -= A_DAY
    noon = local_moment(day, time(12), hours.zone)
    return max(hours.close_of_day(noon, 0), hours.close_of_day(hours.next_open(opened_at), 0))
