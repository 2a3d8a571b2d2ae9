"""Plain facts of the schedule for the portal: the version the client has, ticked off so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from processes.models import Assignment, PlannedActivity, ScheduleVersion
from processes.reports.freezing import thawed
from processes.reports.report_facts import Planned
from processes.schedules.lines import ScheduleFacts
from processes.schedules.saying import Told, told


@dataclass(frozen=True)
class Step:
    """A line of the schedule, as the component ``schedule_list`` shows it."""

    title: str
    when: str
    done: bool
    late: bool


@dataclass(frozen=True)
class SchedulePart:
    """What the client was sent, and what has become of it.

    ``version`` is the key of the version that has a PDF, ``changes`` what it changed. Before the
    first one: the lines as they are planned.
    """

    steps: list[Step]
    number: int = 0
    sent_at: datetime | None = None
    version: int | None = None
    changes: list[Told] = field(default_factory=list)


def with_schedule(assignments: QuerySet[Assignment], at: datetime) -> QuerySet[Assignment]:
    """Each with its newest version that went out, and the ticks until ``at``; no query more."""
    sent = ScheduleVersion.objects.filter(assignment=OuterRef("pk")).sent().order_by("-number")
    about = JSONObject(
        pk="pk", number="number", sent_at="sent_at", rendered_at="rendered_at", facts="facts"
    )
    done = PlannedActivity.objects.filter(assignment=OuterRef("pk"), done_at__lte=at)
    tick = JSONObject(pk="pk", at="done_at")
    return assignments.annotate(
        schedule_sent=Subquery(sent.values(sent=about)[:1]),
        ticks=ArraySubquery(done.order_by("pk").values(tick=tick)),
    )


def schedule_of(assignment: Assignment, planned: Iterable[Planned], at: datetime) -> SchedulePart:
    """Of an assignment that was asked for ``with_schedule``."""
    today = at.astimezone(assignment.zone).date()
    language = get_language() or ""
    version: dict[str, Any] | None = assignment.schedule_sent  # type: ignore[attr-defined]
    if version is None:
        return SchedulePart(
            [step(line.said_in(language), line.on, line.done_on, today) for line in planned]
        )
    done = {
        tick["pk"]: datetime.fromisoformat(tick["at"]).astimezone(assignment.zone).date()
        for tick in assignment.ticks  # type: ignore[attr-defined]
    }
    said = thawed(ScheduleFacts, version["facts"])
    return SchedulePart(
        steps=[
            step(line.said_in(language), line.on, done.get(line.pk), today) for line in said.lines
        ],
        number=version["number"],
        sent_at=datetime.fromisoformat(version["sent_at"]),
        version=version["pk"] if version["rendered_at"] else None,
        changes=told(said.changes),
    )


def step(title: str, on: date, done_on: date | None, today: date) -> Step:
    day = date_format(done_on or on, "DAY_OF_MONTH_FORMAT")
    is_late = done_on is None and on < today
    when = _("%(day)s, late") % {"day": day} if is_late else day
    return Step(title, when, done_on is not None, is_late)
