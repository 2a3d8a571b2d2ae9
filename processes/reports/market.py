"""Who left and why, what those say who said no themselves, and how far the search has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from processes.evidence import SAY_NOTHING
from processes.models.candidacy import Candidacy
from processes.reports.report_facts import Company, Left, ReportFacts, Said
from processes.reports.rows import Rows
from processes.stages import SaidNo


def who_left(rows: Rows) -> dict[tuple[str, str], list[Candidacy]]:
    """Everyone who is out, by who said no and why."""
    found: dict[tuple[str, str], list[Candidacy]] = defaultdict(list)
    for row in rows.gone:
        found[row.said_no, row.end_reason].append(row)
    return found


def said_no_themselves(rows: Rows) -> list[Candidacy]:
    return [row for row in rows.gone if row.said_no == SaidNo.CANDIDATE]


def left(rows: Rows, before: ReportFacts | None) -> tuple[Left, ...]:
    """The commonest first; the change is that to the last report, down to nothing left."""
    told = {(row.said_no, row.reason): row.total for row in before.left} if before else {}
    found: dict[tuple[str, str], list[Candidacy]] = {
        key: [] for key, total in told.items() if total
    }
    ranked = sorted((found | who_left(rows)).items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        Left(who, why, len(gone), _change(rows, gone, told.get((who, why), 0), before))
        for (who, why), gone in ranked
    )


def market(rows: Rows, before: ReportFacts | None) -> tuple[Said, ...]:
    """The reasons of those who said no themselves, each of all of them: 7 of 12 named the salary.

    The same count as the evidence of an obstacle (C6); ways to part that say nothing of the role
    are no line of their own.
    """
    everybody = said_no_themselves(rows)
    told = (
        {row.reason: row.total for row in before.left if row.said_no == SaidNo.CANDIDATE}
        if before
        else {}
    )
    by_reason: dict[str, list[Candidacy]] = defaultdict(list)
    for row in everybody:
        if row.end_reason not in SAY_NOTHING:
            by_reason[row.end_reason].append(row)
    ranked = sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        Said(why, len(gone), len(everybody), _change(rows, gone, told.get(why, 0), before))
        for why, gone in ranked
    )


def _change(rows: Rows, gone: Iterable[Candidacy], told: int, before: ReportFacts | None) -> int:
    gone = list(gone)
    return len(gone) - told if before else sum(1 for row in gone if rows.is_new(row.ended_at))


def companies(rows: Rows, before: ReportFacts | None) -> tuple[Company, ...]:
    """The target companies of a search, in the order of how far it has come there."""
    told = {row.name: row.people for row in before.companies} if before else {}
    return tuple(
        Company(
            name=row.name,
            state=row.state,
            people=row.people,
            new=row.people - told.get(row.name, 0) if before else row.new,
        )
        for row in rows.target_companies
    )
