"""When weekly reports go out: the agency's default, the exceptions, and the next ten of all."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from accounts.search_names import containing
from processes.models import Assignment, ReportSchedule
from processes.reports.next_reports import next_reports

A_PAGE = 30


@open_to(ADMINS)
@require_GET
def report_schedules(request: StaffRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:80]
    page = exceptions_of(typed, request.GET.get("page", ""))
    context = {
        "default": ReportSchedule.objects.of_agency(),
        "page": page,
        "typed": typed,
        "next_reports": next_reports(request.at),
        "without": Assignment.objects.open().filter(next_report_at=None).count(),
    }
    return render(request, "processes/report_schedules.html", context)


@open_to(ADMINS)
@require_POST
def report_schedule_removal(request: StaffRequest, pk: int) -> HttpResponse:
    schedule = get_object_or_404(ReportSchedule.objects.exceptions(), pk=pk)
    subject = schedule.subject
    schedule.remove(at=request.at)
    messages.success(
        request, _("%(subject)s goes by the wider schedule again.") % {"subject": subject}
    )
    return redirect("report_schedules")


def exceptions_of(typed: str, page: str) -> Page[ReportSchedule]:
    """A page of exceptions, by the name of the client or the title of the assignment."""
    rows = ReportSchedule.objects.exceptions().select_related("client", "assignment__client")
    if typed:
        rows = rows.filter(
            containing("client__plain_name", typed)
            | containing("assignment__plain_title", typed)
            | containing("assignment__client__plain_name", typed)
        )
    rows = rows.prefetch_related("chosen__contact").order_by(
        "client__plain_name", "assignment__plain_title", "pk"
    )
    return Paginator(rows, A_PAGE).get_page(page)
