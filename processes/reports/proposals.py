"""What the timeline proposes for a report, as rows to be changed: decisions wanted, next steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import timezone, translation
from django.utils.text import capfirst

from processes.models.report import Report
from processes.reports.promise_words import proposed_actions, proposed_decisions
from processes.reports.report_facts import ReportFacts


def proposed(report: Report, facts: ReportFacts) -> Mapping[str, list[dict[str, str]]]:
    """In the report's own language: what a recruiter changes goes to the client as it stands."""
    with translation.override(report.language), timezone.override(facts.zone):
        return {
            "decisions": [
                {"text": row.text, "on": iso(row.on), "cost": row.cost}
                for row in proposed_decisions(facts)
            ],
            "actions": [
                {"text": capfirst(row.text), "owner": row.owner, "on": iso(row.on)}
                for row in proposed_actions(facts)
            ],
        }


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""
