"""From a template to the schedule of an assignment: which day each of its lines is due (C4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.working_time import WorkingHours

A_WEEK = timedelta(days=7)


class Counts(models.TextChoices):
    """From where a line's number is counted; weeks end on their last working day."""

    DAY = "day", _("working days after the order")
    WEEK = "week", _("the week of this number")
    HALF = "half", _("weeks from half-time, less than 0 before it")
    END = "end", _("weeks before the last one")


# The smallest and the largest number that makes sense of each.
RANGES = {Counts.DAY: (0, 120), Counts.WEEK: (1, 52), Counts.HALF: (-26, 26), Counts.END: (0, 51)}


@dataclass(frozen=True)
class TemplateLine:
    """A line of a template: what, in each language, and how its day is found."""

    texts: dict[str, str] = field(default_factory=dict)
    milestone: str = ""
    counts: str = Counts.DAY.value
    number: int = 0

    def said_in(self, language: str) -> str:
        """In this language, else in English, else in whichever there is."""
        spoken = (self.texts.get(language), self.texts.get("en"), *self.texts.values())
        return next(filter(None, spoken), "")

    @property
    def when(self) -> str:
        """In words, in the reader's language: "second working day" is day 2."""
        number = self.number
        if self.counts == Counts.DAY:
            return _t("working day %(count)d") % {"count": number}
        if self.counts == Counts.WEEK:
            return _t("end of week %(count)d") % {"count": number}
        if self.counts == Counts.END:
            if not number:
                return _t("end of the last week")
            words = ngettext(
                "%(count)d week before the last", "%(count)d weeks before the last", number
            )
            return words % {"count": number}
        if not number:
            return _t("half-time")
        if number < 0:
            words = ngettext(
                "%(count)d week before half-time", "%(count)d weeks before half-time", -number
            )
            return words % {"count": -number}
        words = ngettext(
            "%(count)d week after half-time", "%(count)d weeks after half-time", number
        )
        return words % {"count": number}


@dataclass(frozen=True)
class Order:
    """What a template needs to know of an assignment; ``agreed``: days by milestone (C3)."""

    opened_at: datetime
    opened_on: date
    weeks: int
    hours: WorkingHours
    agreed: Mapping[str, date | None] = field(default_factory=dict)

    def working_day(self, number: int) -> date:
        return self.hours.local_day(self.hours.add_days(self.opened_at, number))

    def end_of_week(self, number: int) -> date:
        monday = self.opened_on - timedelta(days=self.opened_on.weekday())
        friday = monday + A_WEEK * (number - 1) + timedelta(days=4)
        while not self.hours.is_working_day(friday):
            friday -= timedelta(days=1)
        return friday

    @property
    def first_week(self) -> int:
        """Whoever orders on a Thursday has the schedule next week, and first people by its end."""
        return 1 if self.working_day(2) <= self.end_of_week(1) else 2

    @property
    def half(self) -> int:
        """The week of half-time, in which the shortlist is presented; never the first."""
        return max(round(self.weeks * 0.5), 2)

    def day_of(self, line: TemplateLine) -> date:
        number = line.number
        if line.counts == Counts.DAY:
            return self.working_day(number)
        if line.counts == Counts.WEEK:
            return self.end_of_week(max(min(number, self.weeks), self.first_week))
        if line.counts == Counts.END:
            return self.end_of_week(max(self.weeks - number, 1))
        week = self.half + number
        return self.end_of_week(max(week, 2) if number <= 0 else min(week, self.weeks))


def planned(lines: Iterable[TemplateLine], order: Order, language: str) -> list[dict[str, Any]]:
    """The fields of each PlannedActivity, in order, none before the one ahead of it.

    A day that was agreed for a milestone counts, be it on a day off.
    """
    steps: list[dict[str, Any]] = []
    earliest = order.opened_on
    for line in lines:
        agreed = order.agreed.get(line.milestone)
        day = agreed or order.day_of(line)
        if not agreed and day < earliest:
            day = next_working_day(earliest, order.hours)
        steps.append(
            {
                "text": line.said_in(language),
                "texts": line.texts,
                "milestone": line.milestone,
                "due_on": day,
            }
        )
        earliest = max(earliest, day)
    return steps


def next_working_day(day: date, hours: WorkingHours) -> date:
    """The day itself where somebody works on it."""
    while not hours.is_working_day(day):
        day += timedelta(days=1)
    return day
