"""How a schedule and its versions stand, for its tab on the assignment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from mailings.models import Letter
from processes.models.assignment import Assignment, Kind
from processes.models.planned_activity import PlannedActivity
from processes.models.schedule_edition import ScheduleEdition
from processes.models.schedule_version import ScheduleVersion
from processes.schedules.lines import Change
from processes.schedules.saying import Told, a_day, monday_of, short_day, told

SHOWN = 6  # versions
TO_FRIDAY = timedelta(days=4)


@dataclass(frozen=True)
class Stretch:
    """The lines of a week, or of a day where the work goes day by day; each with: is it late?"""

    heading: str
    lines: list[tuple[PlannedActivity, bool]]


@dataclass
class Shown:
    """A version and who has it."""

    version: ScheduleVersion
    changes: list[Told] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    has_it: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        """In one word: open (more changes may join it), trouble, making, waiting or sent."""
        if self.version.frozen_at is None:
            return "open"
        if self.version.letters_at is None:
            return "trouble" if self.version.last_error else "making"
        return "sent" if self.version.sent_at else "waiting"


def weeks_of(
    assignment: Assignment, activities: Iterable[PlannedActivity], at: datetime
) -> list[Stretch]:
    by_day = assignment.kind == Kind.INTERIM
    found: dict[date, list[tuple[PlannedActivity, bool]]] = defaultdict(list)
    for one in activities:
        found[one.due_on if by_day else monday_of(one.due_on)].append((one, one.is_late(at)))
    first = monday_of(assignment.opened_on)
    return [
        Stretch(a_day(day) if by_day else week(day, first), lines)
        for day, lines in sorted(found.items())
    ]


def week(monday: date, first: date) -> str:
    """Week 2 · 23 Nov to 27 Nov."""
    return _("Week %(number)d · %(first)s to %(last)s") % {
        "number": max((monday - first).days // 7 + 1, 1),
        "first": short_day(monday),
        "last": short_day(monday + TO_FRIDAY),
    }


def versions_of(assignment: Assignment, at: datetime) -> list[Shown]:
    """The newest versions, each with what changed, who has it, and its files; four queries."""
    languages = Prefetch("editions", ScheduleEdition.objects.only("version_id", "language"))
    found = assignment.schedule_versions.order_by("-number").prefetch_related(languages)
    rows = list(found[:SHOWN])
    for row in rows:
        row.assignment = assignment
    shown = {row.pk: Shown(row, told(changes_of(row, at))) for row in rows}
    if not shown:
        return []
    kind = ContentType.objects.get_for_model(ScheduleVersion)
    letters = Letter.objects.filter(occasion_type=kind, occasion_id__in=shown).order_by("pk")
    for letter in letters.only("occasion_id", "to_name", "sent_at", "cancelled_at", "gave_up_at"):
        one = shown[letter.occasion_id or 0]
        if letter.sent_at:
            one.has_it.append(letter.to_name)
        elif not letter.cancelled_at and not letter.gave_up_at:
            one.waiting.append(letter.to_name)
    for row in rows:
        shown[row.pk].languages += sorted(edition.language for edition in row.editions.all())
    return list(shown.values())


def changes_of(version: ScheduleVersion, at: datetime) -> Iterable[Change]:
    facts = version.said if version.frozen_at else version.as_it_stands(at=at)
    return facts.changes
