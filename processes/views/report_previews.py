"""The PDF of a draft, as it would look now in one of its languages; a worker renders it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from accounts.trail.readings import noted
from processes.models import Report
from processes.reports.serving import pdf_file
from processes.views.report_page import find_report, query
from processes.views.report_words import back_to


@open_to(STAFF)
def report_preview(request: StaffRequest, pk: int) -> HttpResponse:
    """POST asks a worker for the PDF as it would look now; GET says whether it is there."""
    found = find_report(request, pk)
    if request.method == "POST":
        found.ask_for_preview(at=request.at, language=request.GET.get("language", ""))
    if request.htmx:
        return render(
            request, "processes/report.html#preview", {"report": found, "query": query(request)}
        )
    return back_to(request, pk)


@open_to(STAFF)
@require_GET
@noted(about=Report)
def report_preview_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_report(request, pk)
    if found.preview is None:
        raise Http404
    return pdf_file(found.preview)
