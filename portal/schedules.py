"""Plain facts of the schedule for the portal: the version the client has, ticked off so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import get_language

from portal.weeks import Line, Week, weeks_of
from processes.models import Assignment, PlannedActivity, ScheduleVersion
from processes.reports.freezing import thawed
from processes.reports.report_facts import Planned
from processes.schedules.lines import ScheduleFacts
from processes.schedules.saying import ScheduleWords, Told, say, told


@dataclass(frozen=True)
class SchedulePart:
    """What the client was sent, week by week, and what has become of it.

    ``page`` is the key of the version they have, if that is one, ``changes`` what it changed.
    Before the first one: the lines as they are planned.
    """

    weeks: list[Week]
    number: int = 0
    sent_at: datetime | None = None
    page: int | None = None
    has_pdf: bool = False
    changes: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class SchedulePage:
    """A version as it was sent, with what has been ticked off since."""

    pk: int
    assignment: int
    words: ScheduleWords
    sent_at: datetime
    has_pdf: bool
    is_newest: bool


def with_schedule(assignments: QuerySet[Assignment], at: datetime) -> QuerySet[Assignment]:
    """Each with its newest version that went out, and the ticks until ``at``; no query more."""
    sent = ScheduleVersion.objects.filter(assignment=OuterRef("pk")).sent().order_by("-number")
    about = JSONObject(
        pk="pk", number="number", sent_at="sent_at", rendered_at="rendered_at", facts="facts"
    )
    return assignments.annotate(
        schedule_sent=Subquery(sent.values(sent=about)[:1]), ticks=ticks("pk", at)
    )


def ticks(assignment: str, at: datetime) -> ArraySubquery:
    done = PlannedActivity.objects.filter(assignment=OuterRef(assignment), done_at__lte=at)
    return ArraySubquery(done.order_by("pk").values(tick=JSONObject(pk="pk", at="done_at")))


def schedule_of(assignment: Assignment, planned: Iterable[Planned], at: datetime) -> SchedulePart:
    """Of an assignment that was asked for ``with_schedule``."""
    today = at.astimezone(assignment.zone).date()
    language = get_language() or ""
    version: dict[str, Any] | None = assignment.schedule_sent  # type: ignore[attr-defined]
    if version is None:
        lines = [Line(line.said_in(language), line.on, line.done_on) for line in planned]
        return SchedulePart(weeks_of(lines, assignment.opened_on, today))
    done = {
        tick["pk"]: datetime.fromisoformat(tick["at"]).astimezone(assignment.zone).date()
        for tick in assignment.ticks  # type: ignore[attr-defined]
    }
    said = thawed(ScheduleFacts, version["facts"])
    lines = [Line(line.said_in(language), line.on, done.get(line.pk)) for line in said.lines]
    return SchedulePart(
        weeks=weeks_of(lines, assignment.opened_on, today),
        number=version["number"],
        sent_at=datetime.fromisoformat(version["sent_at"]),
        page=version["pk"],
        has_pdf=bool(version["rendered_at"]),
        changes=told(said.changes),
    )


def with_ticks(versions: QuerySet[ScheduleVersion], at: datetime) -> QuerySet[ScheduleVersion]:
    """Each with its assignment, its client, what was ticked off by now, and the newest number."""
    sent = ScheduleVersion.objects.sent().filter(assignment=OuterRef("assignment"))
    return versions.select_related("assignment__client").annotate(
        ticks=ticks("assignment", at),
        newest=Subquery(sent.order_by("-number").values("number")[:1]),
    )


def page_of_schedule(version: ScheduleVersion) -> SchedulePage:
    """Of a version that was asked for ``with_ticks``; in the active language."""
    assert version.sent_at is not None, "only what was sent is shown"
    zone = version.assignment.zone
    done = {
        str(tick["pk"]): datetime.fromisoformat(tick["at"]).astimezone(zone).date().isoformat()
        for tick in version.ticks  # type: ignore[attr-defined]
    }
    return SchedulePage(
        pk=version.pk,
        assignment=version.assignment_id,
        words=say(replace(version.said, done=done), version.number),
        sent_at=version.sent_at,
        has_pdf=version.rendered_at is not None,
        is_newest=version.number == version.newest,  # type: ignore[attr-defined]
    )
