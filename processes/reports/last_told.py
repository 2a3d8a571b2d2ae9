"""What the client was told last: the last report that went out, and those skipped since then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Min, Q, Subquery
from django.db.models.functions import Coalesce

from processes.reports.freezing import thawed
from processes.reports.report_facts import ReportFacts, Skipped
from processes.reports.rows import LONG_AGO

if TYPE_CHECKING:
    from processes.models.report import Report


@dataclass(frozen=True)
class LastTold:
    """``since``: from when on nothing has been told; ``facts``: the last report's, if any."""

    since: datetime
    facts: ReportFacts | None
    skipped: tuple[Skipped, ...]


def last_told(report: Report) -> LastTold:
    """What the client knows before this report: stopped ones told nothing, skipped ones are owed.

    The last is the one approved last: one that was put off may be approved behind the next. Where
    it went on from one that was stopped after all, that one's time is told rather than never.
    """
    from processes.models.report import Report

    others = Report.objects.filter(assignment=report.assignment_id).exclude(pk=report.pk)
    told = others.filter(approved_at__isnull=False, stopped_at__isnull=True)
    last = told.order_by("-approved_at", "-slot_at").values("approved_at", "pk")
    last_at = Coalesce(Subquery(last.values("approved_at")[:1]), LONG_AGO)
    owed = Q(stopped_at__gt=last_at) & (Q(skipped=True) | Q(approved_at__lt=last_at))
    rows = others.filter(Q(pk=Subquery(last.values("pk")[:1])) | owed).order_by("slot_at")
    zone = report.assignment.zone
    skipped: list[Skipped] = []
    since: datetime | None = None
    facts, untold = None, list[datetime]()
    known = ("slot_at", "since_at", "approved_at", "stopped_at", "stop_reason", "skipped", "facts")
    for row in rows.only(*known):
        if row.stopped_at:
            if row.approved_at:
                untold.append(row.since_at)
            if row.skipped:
                skipped.append(Skipped(row.slot_at.astimezone(zone).date(), row.stop_reason))
            continue
        assert row.facts is not None, "an approved report has frozen facts"
        since, facts = row.approved_at, thawed(ReportFacts, row.facts)
    if since is None:
        earlier = others.filter(slot_at__lt=report.slot_at)
        first: datetime | None = earlier.aggregate(since=Min("since_at"))["since"]
        since = min(report.since_at, first or report.since_at)
    return LastTold(min(since, *untold, since), facts, tuple(skipped))
