"""When weekly reports go out: the agency's default, and exceptions for clients and assignments."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from clients.models import Client
from processes.forms.report_schedule import ReportScheduleForm
from processes.models import Assignment, Report, ReportSchedule
from processes.reports.timing import next_slot

TEN = 10
FOUND = 8


@open_to(ADMINS)
@require_GET
def report_schedules(request: StaffRequest) -> HttpResponse:
    exceptions = ReportSchedule.objects.exceptions().select_related("client", "assignment__client")
    context = {
        "default": ReportSchedule.objects.of_agency(),
        "exceptions": exceptions.prefetch_related("recipients").order_by(
            "client__plain_name", "assignment__plain_title", "pk"
        ),
        "next_reports": next_reports(),
        "without": Assignment.objects.open().filter(next_report_at=None).count(),
    }
    return render(request, "processes/report_schedules.html", context)


@open_to(ADMINS)
def report_schedule_new(request: StaffRequest) -> HttpResponse:
    """First for whom, found by name; then when and how."""
    schedule = exception_for(request)
    if schedule is None:
        return render(request, "processes/report_schedule_new.html", found_by_name(request))
    if schedule.pk:
        return redirect("report_schedule_edit", schedule.pk)
    return edited(request, schedule)


@open_to(ADMINS)
def report_schedule_agency(request: StaffRequest) -> HttpResponse:
    return edited(request, ReportSchedule.objects.of_agency())


@open_to(ADMINS)
def report_schedule_edit(request: StaffRequest, pk: int) -> HttpResponse:
    rows = ReportSchedule.objects.select_related("client", "assignment__client")
    return edited(request, get_object_or_404(rows, pk=pk))


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


@open_to(ADMINS)
@require_GET
def report_schedule_slots(request: StaffRequest) -> HttpResponse:
    """The next ten slots of what is being typed."""
    schedule = exception_for(request) or ReportSchedule.objects.of_agency()
    form = ReportScheduleForm(request.GET, instance=schedule)
    slots = slots_of(form.instance, request.at) if form.is_valid() else []
    context = {"slots": slots, "schedule": form.instance}
    return render(request, "processes/parts/report_slots.html", context)


def next_reports() -> list[tuple[datetime, Assignment]]:
    """The next ten to go out: those drafted or approved, and those not yet drafted."""
    ahead = Report.objects.approved() | Report.objects.to_review()
    ahead = ahead.filter(letters_at=None).select_related("assignment__client")
    planned = Assignment.objects.open().filter(next_report_at__isnull=False)
    planned = planned.select_related("client").order_by("next_report_at", "pk")
    rows = [(row.send_at, row.assignment) for row in ahead.order_by("send_at", "pk")[:TEN]]
    rows += [(row.next_report_at, row) for row in planned[:TEN] if row.next_report_at]
    return sorted(rows, key=lambda row: row[0])[:TEN]


def edited(request: StaffRequest, schedule: ReportSchedule) -> HttpResponse:
    form = ReportScheduleForm(request.POST or None, instance=schedule)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            covered = form.save_and_take_effect(at=request.at)
        messages.success(request, _("Saved: %(when)s.") % {"when": covered})
        return redirect("report_schedules")
    refused = request.method == "POST"
    context = {
        "form": form,
        "schedule": schedule,
        "slots": [] if refused else slots_of(schedule, request.at),
    }
    status = 422 if refused else 200
    return render(request, "processes/report_schedule_form.html", context, status=status)


def exception_for(request: StaffRequest) -> ReportSchedule | None:
    """The schedule of the client or assignment that the address names, made in memory if new."""
    client, assignment = request.GET.get("client", ""), request.GET.get("assignment", "")
    default = ReportSchedule.objects.of_agency()
    same = {name: getattr(default, name) for name in ("weekday", "time", "time_zone")}
    if client.isdecimal():
        owner = get_object_or_404(Client, pk=client)
        found = ReportSchedule.objects.filter(client=owner).first()
        return found or ReportSchedule(client=owner, **same)
    if assignment.isdecimal():
        role = get_object_or_404(Assignment.objects.open().select_related("client"), pk=assignment)
        found = ReportSchedule.objects.filter(assignment=role).first()
        return found or ReportSchedule(assignment=role, **same)
    if client or assignment:
        raise Http404
    return None


def found_by_name(request: StaffRequest) -> dict[str, object]:
    typed = request.GET.get("q", "").strip()[:80]
    if not typed:
        return {"typed": "", "clients": [], "assignments": []}
    return {
        "typed": typed,
        "clients": Client.objects.named(typed)[:FOUND],
        "assignments": Assignment.objects.open().named(typed).select_related("client")[:FOUND],
    }


def slots_of(schedule: ReportSchedule, at: datetime) -> list[datetime]:
    """The next ten, on the schedule's own clock."""
    if schedule.is_paused:
        return []
    weekly = schedule.weekly(schedule.country)
    first = weekly.next_after(at)
    if assignment := schedule.assignment:
        last = Report.objects.last_slots([assignment]).get(assignment.pk)
        first = next_slot(weekly, at=at, last=last, planned=assignment.next_report_at)
    slots = [first]
    while len(slots) < TEN:
        slots.append(weekly.next_after(slots[-1]))
    return [slot.astimezone(ZoneInfo(schedule.time_zone)) for slot in slots]
