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
    """What the client knew before this report: stopped ones told nothing, skipped ones are owed."""
    from processes.models.report import Report

    earlier = Report.objects.filter(assignment=report.assignment_id, slot_at__lt=report.slot_at)
    told = earlier.filter(approved_at__isnull=False, stopped_at__isnull=True)
    last_slot = Subquery(told.order_by("-slot_at").values("slot_at")[:1])
    since_then = Q(slot_at__gt=Coalesce(last_slot, LONG_AGO))
    rows = earlier.filter(
        Q(slot_at=last_slot) | Q(since_then, skipped=True, stopped_at__isnull=False)
    ).order_by("-slot_at")
    zone = report.assignment.zone
    skipped: list[Skipped] = []
    for row in rows.only("slot_at", "approved_at", "stopped_at", "stop_reason", "facts"):
        if row.approved_at and row.stopped_at is None:
            assert row.facts is not None, "an approved report has frozen facts"
            facts = thawed(ReportFacts, row.facts)
            return LastTold(row.approved_at, facts, tuple(reversed(skipped)))
        skipped.append(Skipped(row.slot_at.astimezone(zone).date(), row.stop_reason))
    since = report.since_at
    first: datetime | None = earlier.aggregate(since=Min("since_at"))["since"]
    return LastTold(min(since, first or since), None, tuple(reversed(skipped)))
