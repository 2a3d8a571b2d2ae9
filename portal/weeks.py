"""The plan against what was done, week by week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from processes.schedules.saying import monday_of, short_day

TO_FRIDAY, A_WEEK = timedelta(days=4), timedelta(days=7)
BEHIND, AHEAD = 3, 8  # weeks before and after this one that are told line by line


@dataclass(frozen=True)
class Line:
    """A line of the plan, by which day, and on which it was done."""

    title: str
    on: date
    done_on: date | None


@dataclass(frozen=True)
class Step:
    """A line in words; ``note``: the day that was planned, where it was done on another."""

    title: str
    when: str
    done: bool
    late: bool
    note: str = ""


@dataclass(frozen=True)
class Week:
    """``steps`` told line by line; of weeks long ago only those that are still to do."""

    label: str
    span: str
    steps: list[Step]
    planned: int
    done: int
    is_now: bool = False
    is_late: bool = False

    @property
    def share(self) -> float:
        """Of the plan that is done, in percent."""
        return 100 * self.done / self.planned if self.planned else 0


def weeks_of(lines: Iterable[Line], opened_on: date, today: date) -> list[Week]:
    """In order; the current one is there even where nothing is planned for it."""
    first, now = monday_of(opened_on), monday_of(today)
    found: dict[date, list[Line]] = defaultdict(list)
    for line in lines:
        found[monday_of(max(line.on, opened_on))].append(line)
    if found and min(found) < now < max(found):
        found.setdefault(now, [])  # a week without a step says so
    told = [monday for monday in found if now - BEHIND * A_WEEK <= monday <= now + AHEAD * A_WEEK]
    before = [
        line
        for monday in sorted(found)
        if monday < min(told, default=now)
        for line in found[monday]
    ]
    after = [
        line
        for monday in sorted(found)
        if monday > max(told, default=now)
        for line in found[monday]
    ]
    weeks = [week(monday, found[monday], first, now, today) for monday in sorted(told)]
    if before:
        weeks.insert(0, summed(_("Before that"), before, today))
    if after:
        weeks.append(summed(_("After that"), after, today))
    return weeks


def week(monday: date, lines: list[Line], first: date, now: date, today: date) -> Week:
    return Week(
        label=_("Week %(number)d") % {"number": max((monday - first).days // 7 + 1, 1)},
        span=_("%(first)s to %(last)s")
        % {"first": short_day(monday), "last": short_day(monday + TO_FRIDAY)},
        steps=[step(line, today) for line in sorted(lines, key=lambda line: line.on)],
        planned=len(lines),
        done=count_done(lines),
        is_now=monday == now,
        is_late=any(is_late(line, today) for line in lines),
    )


def summed(label: str, lines: list[Line], today: date) -> Week:
    """Weeks far from now in one: how many, and what of the past is still to do."""
    late = [step(line, today) for line in lines if is_late(line, today)]
    days = sorted(line.on for line in lines)
    span = _("%(first)s to %(last)s") % {"first": short_day(days[0]), "last": short_day(days[-1])}
    return Week(label, span, late, len(lines), count_done(lines), is_late=bool(late))


def count_done(lines: list[Line]) -> int:
    return sum(line.done_on is not None for line in lines)


def is_late(line: Line, today: date) -> bool:
    return line.done_on is None and line.on < today


def step(line: Line, today: date) -> Step:
    day, late = short_day(line.done_on or line.on), is_late(line, today)
    note = ""
    if line.done_on and line.done_on != line.on:
        note = _("planned %(day)s") % {"day": date_format(line.on, "DAY_OF_MONTH_FORMAT")}
    when = _("%(day)s, late") % {"day": day} if late else day
    return Step(line.title, when, line.done_on is not None, late, note)
