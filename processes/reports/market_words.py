"""Who left, what they named, and which companies are searched, counted and in words (C6, K7)."""

from __future__ import annotations

from collections import Counter, defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from processes.models.target_company import CompanyState
from processes.reports.changes import change
from processes.reports.report_facts import Company, Left, ReportFacts
from processes.reports.report_lines import Count, Departure, Group
from processes.stages import Reason, SaidNo

MOVING_FIRST = (
    CompanyState.APPROACHED,
    CompanyState.RESEARCHED,
    CompanyState.AGREED,
    CompanyState.EXHAUSTED,
    CompanyState.OFF_LIMITS,
)


def left(facts: ReportFacts) -> list[Departure]:
    """Who said no, how many, and for which reasons; each with its change."""
    by_whom: dict[str, list[Left]] = defaultdict(list)
    for row in facts.left:
        by_whom[row.said_no].append(row)
    told = []
    for who in SaidNo:
        rows = by_whom[who]
        if not rows:
            continue
        count = sum(row.total for row in rows)
        said = {
            SaidNo.CANDIDATE: ngettext("%(count)d said no", "%(count)d said no themselves", count),
            SaidNo.CLIENT: ngettext("You said no to %(count)d", "You said no to %(count)d", count),
            SaidNo.WE: ngettext("We said no to %(count)d", "We said no to %(count)d", count),
        }[who]
        told.append(
            Departure(
                text=said % {"count": count},
                change=change(sum(row.this_week for row in rows)),
                reasons=[
                    Count(
                        label=str(Reason(row.reason).label),
                        count=row.total,
                        said=str(row.total),
                        change=change(row.this_week),
                        name=f"left:{row.said_no}:{row.reason}",
                    )
                    for row in rows
                    if row.total or row.this_week
                ],
            )
        )
    return told


def market(facts: ReportFacts) -> list[Count]:
    """What those who said no themselves named, each as so many of all of them."""
    return [
        Count(
            label=str(Reason(row.reason).label),
            count=row.count,
            said=_("%(count)d of %(total)d") % {"count": row.count, "total": row.of},
            change=change(row.new),
            name=f"market:{row.reason}",
            share=100 * row.count / row.of if row.of else 0,
        )
        for row in facts.market
    ]


def market_opens(facts: ReportFacts) -> str:
    """One sentence before the counts; nothing where there are none."""
    if not facts.market:
        return ""
    count = facts.market[0].of
    return ngettext(
        "%(count)d person has said no so far, and named:",
        "%(count)d people have said no themselves so far, and named:",
        count,
    ) % {"count": count}


def companies(facts: ReportFacts) -> list[Group]:
    """The target companies by how far each is; with the people there whom we talked about."""
    by_state: dict[str, list[str]] = defaultdict(list)
    for row in facts.companies:
        by_state[row.state].append(company(row))
    told = facts.before.companies if facts.before else None
    was = None if told is None else Counter(row.state for row in told)
    return [
        Group(
            str(state.label),
            len(by_state[state]),
            by_state[state],
            f"companies:{state}",
            change(len(by_state[state]) - was[state]) if was is not None else "",
        )
        for state in MOVING_FIRST
        if by_state[state]
    ]


def company(row: Company) -> str:
    """Its name, and how many people there were found: "Skandia (4 people, 2 new)"."""
    if not row.people and not row.new:
        return row.name
    people = ngettext("%(count)d person", "%(count)d people", row.people) % {"count": row.people}
    if new := change(row.new):
        people = f"{people}, {new}"
    return f"{row.name} ({people})"
