"""The numbers that a section says in sentences, for the recruiter who asks what is behind them."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import pgettext

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
        Figure(count["done"], pgettext("counted", "Done"), "promised:done"),
        Figure(count["moved"], pgettext("counted", "Moved"), "promised:moved"),
        Figure(count["late"], pgettext("counted", "Late"), "promised:late"),
        Figure(count["today"], pgettext("counted", "Due today"), "promised:today"),
    ]


def funnel(facts: ReportFacts) -> list[Figure]:
    return [
        Figure(facts.answered, pgettext("counted", "Answered"), "answered"),
        Figure(facts.contacted, pgettext("counted", "Contacted"), "contacted"),
    ]


def interim(facts: ReportFacts) -> list[Figure]:
    if facts.interim is None:
        return []
    return [
        Figure(facts.interim.delivered, pgettext("counted", "Profiles delivered"), "delivered"),
        Figure(facts.interim.awaited, pgettext("counted", "Answers awaited"), "awaited"),
    ]


def obstacles(facts: ReportFacts) -> list[Figure]:
    return [Figure(len(facts.told), pgettext("counted", "Obstacles told so far"), "obstacles")]


def treatment(facts: ReportFacts) -> list[Figure]:
    row = facts.treatment
    return [
        Figure(row.applicants, pgettext("counted", "Applicants"), "applicants"),
        Figure(row.answered, pgettext("counted", "Applicants answered"), "answered_applicants"),
        Figure(row.interviewed, pgettext("counted", "Interviewed"), "interviewed_people"),
        Figure(row.had_feedback, pgettext("counted", "Had personal feedback"), "had_feedback"),
        Figure(
            row.clients_asked, pgettext("counted", "Answers asked of the client"), "clients_asked"
        ),
        Figure(
            row.clients_answered, pgettext("counted", "Answers of the client"), "clients_answered"
        ),
    ]


def kept(facts: ReportFacts) -> list[Figure]:
    row = facts.kept
    return [
        Figure(row.kept, pgettext("counted", "Words given in time"), "kept"),
        Figure(row.moved, pgettext("counted", "Words given a new date"), "moved"),
        Figure(row.late, pgettext("counted", "Words late"), "late"),
    ]
