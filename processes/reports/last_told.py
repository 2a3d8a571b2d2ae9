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

    The last is the one approved last: one that was put off may be approved behind the next.
    """
    from processes.models.report import Report

    others = Report.objects.filter(assignment=report.assignment_id).exclude(pk=report.pk)
    told = others.filter(approved_at__isnull=False, stopped_at__isnull=True)
    last = told.order_by("-approved_at", "-slot_at").values("approved_at", "pk")
    last_at = Coalesce(Subquery(last.values("approved_at")[:1]), LONG_AGO)
    rows = others.filter(
        Q(pk=Subquery(last.values("pk")[:1])) | Q(skipped=True, stopped_at__gt=last_at)
    ).order_by("slot_at")
    zone = report.assignment.zone
    skipped: list[Skipped] = []
    since, facts = None, None
    for row in rows.only("slot_at", "approved_at", "stopped_at", "stop_reason", "facts"):
        if row.stopped_at:
            skipped.append(Skipped(row.slot_at.astimezone(zone).date(), row.stop_reason))
            continue
        assert row.facts is not None, "an approved report has frozen facts"
        since, facts = row.approved_at, thawed(ReportFacts, row.facts)
    if since is None:
        earlier = others.filter(slot_at__lt=report.slot_at)
        first: datetime | None = earlier.aggregate(since=Min("since_at"))["since"]
        since = min(report.since_at, first or report.since_at)
    return LastTold(since, facts, tuple(skipped))
