"""What is new in the brief, in words: each change with what it does to the agreed dates (C2)."""

from __future__ import annotations

from processes.briefs.differences import lines, on_the_dates
from processes.reports.dates import day_and_month
from processes.reports.report_facts import ReportFacts
from processes.reports.report_lines import Renewed


def brief(facts: ReportFacts) -> list[Renewed]:
    return [
        Renewed(
            day=day_and_month(row.on),
            news=lines(row.changes),
            dates=on_the_dates(row.effect, row.words),
        )
        for row in facts.brief
    ]
