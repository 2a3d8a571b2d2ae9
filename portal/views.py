"""The portal: a client's contact reads what is known on their assignments. GET only."""

from __future__ import annotations

import re

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import PortalRequest
from portal.doors import for_contacts
from portal.facts import page_of, sent
from portal.page_rows import with_page
from portal.start import assignments_of
from processes.models import Assignment, Report
from processes.models.edition import Edition
from processes.reports.serving import frozen_page, pdf_file


@for_contacts()
def portal(request: PortalRequest) -> HttpResponse:
    page = page_asked(request)
    cards, has_more = assignments_of(request.user, request.at, page)
    context = {
        "cards": cards,
        "previous_url": f"?page={page - 1}" if page > 1 else "",
        "next_url": f"?page={page + 1}" if has_more else "",
        "reader_company": cards[0].client if cards else "",
    }
    return render(request, "portal/start.html", context)


def page_asked(request: PortalRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if re.fullmatch("[1-9][0-9]{0,3}", asked) else 1


@for_contacts(Assignment)
def portal_assignment(request: PortalRequest, pk: int) -> HttpResponse:
    mine = with_page(Assignment.objects.visible_to(request.user), request.at)
    page = page_of(get_object_or_404(mine, pk=pk), request.at)
    return render(request, "portal/assignment.html", {"page": page, "reader_company": page.client})


@for_contacts(Report)
def portal_report(request: PortalRequest, pk: int) -> HttpResponse:
    report = sent_to(request, pk)
    facts = sent(report, report.assignment)
    return render(request, "portal/report.html", {"report": facts, "reader_company": facts.client})


@for_contacts(Report)
def portal_report_page(request: PortalRequest, pk: int) -> HttpResponse:
    return frozen_page(edition_for(request, pk))


@for_contacts(Report, as_file=True)
def portal_report_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    return pdf_file(edition_for(request, pk).pdf)


def edition_for(request: PortalRequest, pk: int) -> Edition:
    """A report in the reader's language, or else in the client's."""
    edition = sent_to(request, pk).edition(request.user.language)
    if edition is None:
        raise Http404
    return edition


def sent_to(request: PortalRequest, pk: int) -> Report:
    """A report that went out on an assignment of the reader's, else 404."""
    mine = Report.objects.visible_to(request.user)
    report: Report = get_object_or_404(mine.select_related("assignment__client"), pk=pk)
    return report
