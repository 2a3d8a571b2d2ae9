"""A report's facts and words as letter and PDF: in a reader's language, in the client's time."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import Agency
from processes.letters import letter_parts, portal_address
from processes.models.document import Made
from processes.models.report import Report
from processes.reports.report_facts import ReportFacts
from processes.reports.words import OwnWords, ReportWords, words


def said(report: Report, facts: ReportFacts) -> ReportWords:
    """The report's words in the active language."""
    return words(
        facts,
        OwnWords.of(report),
        sections=report.sections_shown(),
        day=report.slot_at.astimezone(ZoneInfo(facts.zone)).date(),
    )


def make(report: Report, language: str) -> Made:
    """An approved report's letter, and the HTML of its PDF, from what was frozen."""
    facts = report.known(report.slot_at)
    context = _context(report, facts, language)
    zone = ZoneInfo(facts.zone)
    letter = letter_parts("weekly_report", language=language, context=context, zone=zone)
    html, filename = _printed(report, context, zone)
    return Made(letter.subject, letter.html, letter.text, pdf_html=html, filename=filename)


def printed(report: Report, language: str, *, at: datetime) -> tuple[str, str]:
    """The HTML and the name of its PDF; of a draft as if it were approved ``at`` this moment."""
    facts = report.known(at)
    return _printed(report, _context(report, facts, language), ZoneInfo(facts.zone))


def _printed(report: Report, context: dict[str, Any], zone: ZoneInfo) -> tuple[str, str]:
    with translation.override(context["language"]), timezone.override(zone):
        html = render_to_string("pdf/weekly_report.html", context)
    day = report.slot_at.astimezone(zone).date()
    return html, f"{report.assignment.title[:120]} {day.isoformat()}.pdf"


def _context(report: Report, facts: ReportFacts, language: str) -> dict[str, Any]:
    assignment = report.assignment
    with translation.override(language), timezone.override(facts.zone):
        own = said(report, facts)
    return {
        "report": own,
        "language": language,
        "agency": Agency.current(),
        "assignment": assignment,
        "author": assignment.owner,
        "portal_url": portal_address(assignment),
    }
