"""The agenda of a story: what happens when, in the order of time, until now."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from accounts.models import User
from recruitcrm.chores import do_all

HALF_AN_HOUR = timedelta(minutes=35)
Step = Callable[[datetime], None]


def let_tick(at: datetime) -> None:
    """The ticker's round: whatever is due by itself."""
    do_all(at)


def on_the_quarter(moment: datetime) -> datetime:
    """When people agree to meet: the next quarter of an hour."""
    return moment + timedelta(minutes=-moment.minute % 15)


@dataclass
class Agenda:
    """Steps in the order of time; what lies behind ``ends_at`` has not happened yet."""

    ends_at: datetime
    luck: Random
    _steps: list[tuple[datetime, int, Step]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    def put(self, moment: datetime, step: Step) -> None:
        if moment < self.ends_at:
            heapq.heappush(self._steps, (moment, next(self._numbers), step))

    def soon(self, who: User, after: datetime, hours: tuple[float, float], step: Step) -> None:
        """Some working hours later, at a moment when this person works."""
        later = timedelta(minutes=round(self.luck.uniform(*hours) * 60))
        self.put(self.in_hours(who, who.working_hours().add(after, later)), step)

    def on_day(self, who: User, after: datetime, days: int, hour: float, step: Step) -> None:
        """So many working days later, at about this hour of the person's day."""
        self.put(self.moment(who, after, days, hour), step)

    def moment(self, who: User, after: datetime, days: int, hour: float) -> datetime:
        hours = who.working_hours()
        there = hours.add_days(after, days).astimezone(hours.zone)
        minutes = round(hour * 60) + self.luck.randint(0, 25)
        day = there.replace(hour=minutes // 60, minute=minutes % 60, second=0, microsecond=0)
        return self.in_hours(who, day)

    def in_hours(self, who: User, moment: datetime) -> datetime:
        """At work, and with half an hour left of the day for what follows from it."""
        hours = who.working_hours()
        moment = hours.next_open(moment - timedelta(minutes=self.luck.randint(1, 9)))
        last = hours.close_of_day(moment, 0) - HALF_AN_HOUR
        return min(moment, last).replace(second=0, microsecond=0)

    def run(self, tell: Callable[[datetime], None]) -> None:
        while self._steps:
            moment, _number, step = heapq.heappop(self._steps)
            tell(moment)
            step(moment)
