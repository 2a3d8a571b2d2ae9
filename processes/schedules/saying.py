"""A version of the schedule in words: week by week, for interim day by day (C4).

Said in the active language; days are the client's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from processes.models.assignment import Assignment, Kind
from processes.reports.dates import day_and_month, full_day
from processes.schedules.lines import ADDED, MOVED, Change, Line, ScheduleFacts

TO_FRIDAY = timedelta(days=4)


@dataclass(frozen=True)
class Row:
    """A line: what, by which day, and what became of it: "was Tue 24 Nov", "done Mon 16 Nov"."""

    what: str
    day: str
    note: str = ""
    done: bool = False
    changed: bool = False


@dataclass(frozen=True)
class Part:
    """The lines of a week, or of a day."""

    heading: str
    span: str
    rows: list[Row]


@dataclass(frozen=True)
class Told:
    """A change, and why."""

    text: str
    why: str


@dataclass(frozen=True)
class ScheduleWords:
    title: str
    client: str
    version: str
    day: str
    lead: str
    by_day: bool
    changes: list[Told]
    parts: list[Part]
    missing: str


def say(facts: ScheduleFacts, number: int) -> ScheduleWords:
    by_day = facts.kind == Kind.INTERIM
    return ScheduleWords(
        title=facts.title,
        client=facts.client,
        version=_("Version %(number)d") % {"number": number},
        day=full_day(facts.made_on),
        lead=lead(facts, by_day=by_day),
        by_day=by_day,
        changes=told(facts.changes),
        parts=parts(facts, by_day=by_day),
        missing=not_agreed(facts.missing),
    )


def lead(facts: ScheduleFacts, *, by_day: bool) -> str:
    if not facts.lines:
        return _("Nothing is planned yet.")
    days = [line.on for line in facts.lines]
    span = {"first": a_day(min(days)), "last": a_day(max(days))}
    if by_day:
        return _("Day by day, from %(first)s to %(last)s.") % span
    return _("Week by week, from %(first)s to %(last)s.") % span


def told(changes: Iterable[Change]) -> list[Told]:
    """What has changed since the version before, a sentence each, and why."""
    return [
        Told(sentence(change), _("As agreed with you.") if change.why.agreed else change.why.text)
        for change in changes
    ]


def sentence(change: Change) -> str:
    said = {"what": change.line.said_in(get_language() or ""), "on": a_day(change.line.on)}
    if change.was:
        said["was"] = a_day(change.was)
    if change.what == MOVED:
        return _("%(what)s: from %(was)s to %(on)s.") % said
    if change.what == ADDED:
        return _("%(what)s: new, by %(on)s.") % said
    return _("%(what)s: no longer planned, was by %(was)s.") % said


def parts(facts: ScheduleFacts, *, by_day: bool) -> list[Part]:
    if by_day:
        days = grouped(facts.lines, lambda line: line.on)
        return [
            Part(a_day(day), "", [row(line, facts) for line in lines])
            for day, lines in days.items()
        ]
    first = monday_of(facts.opened_on)
    weeks = grouped(facts.lines, lambda line: monday_of(max(line.on, facts.opened_on)))
    return [
        Part(
            _("Week %(number)d") % {"number": (monday - first).days // 7 + 1},
            _("%(first)s to %(last)s")
            % {"first": short_day(monday), "last": short_day(monday + TO_FRIDAY)},
            [row(line, facts) for line in lines],
        )
        for monday, lines in weeks.items()
    ]


def row(line: Line, facts: ScheduleFacts) -> Row:
    change = next((one for one in facts.changes if one.line.pk == line.pk), None)
    done = facts.done.get(str(line.pk))
    note = ""
    if done:
        note = _("done %(day)s") % {"day": day_and_month(date.fromisoformat(done))}
    elif change and change.was:
        note = _("was %(day)s") % {"day": day_and_month(change.was)}
    elif change:
        note = _("new")
    what = line.said_in(get_language() or "")
    return Row(what, day_and_month(line.on), note, bool(done), change is not None)


def grouped(lines: Iterable[Line], of: Callable[[Line], date]) -> dict[date, list[Line]]:
    found: dict[date, list[Line]] = defaultdict(list)
    for line in lines:
        found[of(line)].append(line)
    return dict(sorted(found.items()))


def not_agreed(names: Iterable[str]) -> str:
    """The dates that C3 wants agreed and that are not: "client meetings and decision"."""
    fields = [str(Assignment._meta.get_field(name).verbose_name) for name in names]  # type: ignore[union-attr]
    return get_text_list(fields, _("and")) if fields else ""


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def a_day(day: date) -> str:
    """Tuesday 24 November."""
    return date_format(day, "l j E")


def short_day(day: date) -> str:
    """24 Nov."""
    return date_format(day, "DAY_OF_MONTH_FORMAT")
