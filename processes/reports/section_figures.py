"""The numbers that a section says in sentences, for the recruiter who asks what is behind them."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from processes.reports.report_facts import ReportFacts
from processes.reports.report_lines import Figure
from processes.reports.sections import Section


def figures(section: Section, facts: ReportFacts) -> list[Figure]:
    """Each with its name in ``behind``; nothing for a number that is nought."""
    found = {
        Section.PROMISED: promised,
        Section.FUNNEL: funnel,
        Section.INTERIM: interim,
        Section.OBSTACLES: obstacles,
        Section.TREATMENT: treatment,
        Section.KEPT: kept,
    }.get(section)
    return [figure for figure in found(facts) if figure.value] if found else []


def promised(facts: ReportFacts) -> list[Figure]:
    count = Counter(row.state for row in facts.promised)
    return [
        Figure(count["done"], _("Done"), "promised:done"),
        Figure(count["moved"], _("Moved"), "promised:moved"),
        Figure(count["late"], _("Late"), "promised:late"),
        Figure(count["today"], _("Due today"), "promised:today"),
    ]


def funnel(facts: ReportFacts) -> list[Figure]:
    return [
        Figure(facts.answered, _("Answered"), "answered"),
        Figure(facts.contacted, _("Contacted"), "contacted"),
    ]


def interim(facts: ReportFacts) -> list[Figure]:
    if facts.interim is None:
        return []
    return [
        Figure(facts.interim.delivered, _("Profiles delivered"), "delivered"),
        Figure(facts.interim.awaited, _("Answers awaited"), "awaited"),
    ]


def obstacles(facts: ReportFacts) -> list[Figure]:
    return [Figure(len(facts.told), _("Obstacles told so far"), "obstacles")]


def treatment(facts: ReportFacts) -> list[Figure]:
    row = facts.treatment
    return [
        Figure(row.applicants, _("Applicants"), "applicants"),
        Figure(row.answered, _("Applicants answered"), "answered_applicants"),
        Figure(row.interviewed, _("Interviewed"), "interviewed_people"),
        Figure(row.had_feedback, _("Had personal feedback"), "had_feedback"),
        Figure(row.clients_asked, _("Answers asked of the client"), "clients_asked"),
        Figure(row.clients_answered, _("Answers of the client"), "clients_answered"),
    ]


def kept(facts: ReportFacts) -> list[Figure]:
    row = facts.kept
    return [
        Figure(row.kept, _("Words given in time"), "kept"),
        Figure(row.moved, _("Words given a new date"), "moved"),
        Figure(row.late, _("Words late"), "late"),
    ]
