"""A report's facts and words as letter and PDF: said in its language, in the client's time."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Agency
from mailings.models import Attachment
from mailings.pdf import render_pdf
from processes.letters import letter_parts
from processes.models.report import Report
from processes.reports.report_facts import ReportFacts
from processes.reports.words import OwnWords, ReportWords, words


def said(report: Report, facts: ReportFacts) -> ReportWords:
    """The report's words in the active language."""
    own = OwnWords(report.comment, report.wanted, report.next_week)
    return words(facts, own, day=report.slot_at.astimezone(ZoneInfo(facts.zone)).date())


def render(report: Report) -> dict[str, Any]:
    """An approved report's frozen bytes: the fields of ``Report`` that hold them."""
    facts = report.known(report.slot_at)
    zone = ZoneInfo(facts.zone)
    with translation.override(report.language), timezone.override(zone):
        context = _context(report, facts)
    letter = letter_parts("weekly_report", language=report.language, context=context, zone=zone)
    return {
        "subject": letter.subject[:250],
        "html": letter.html,
        "text": letter.text,
        "pdf": _pdf(report, context, zone),
    }


def render_preview(report: Report, *, at: datetime) -> Attachment:
    """The PDF as it would look if the report were approved ``at`` this moment."""
    facts = report.known(at)
    zone = ZoneInfo(facts.zone)
    with translation.override(report.language), timezone.override(zone):
        context = _context(report, facts)
    return _pdf(report, context, zone)


def _pdf(report: Report, context: dict[str, Any], zone: ZoneInfo) -> Attachment:
    with translation.override(report.language), timezone.override(zone):
        html = render_to_string("pdf/weekly_report.html", context)
    day = report.slot_at.astimezone(zone).date()
    kept: Attachment = Attachment.objects.keep(
        filename=f"{report.assignment.title[:120]} {day.isoformat()}.pdf",
        content_type="application/pdf",
        content=render_pdf(html, language=report.language),
    )
    return kept


def _context(report: Report, facts: ReportFacts) -> dict[str, Any]:
    assignment = report.assignment
    in_portal = assignment.contacts.filter(user__isnull=False).exists()
    return {
        "report": said(report, facts),
        "language": report.language,
        "agency": Agency.current(),
        "assignment": assignment,
        "author": assignment.owner,
        "portal_url": settings.BASE_URL + reverse("portal_assignment", args=[assignment.pk])
        if in_portal
        else "",
    }
