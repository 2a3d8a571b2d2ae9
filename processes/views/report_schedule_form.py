"""One schedule of weekly reports: when, to whom, in which language, and what is in them."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from clients.models import Client
from processes.forms.report_readers import ReadersForm
from processes.forms.report_schedule import ReportScheduleForm
from processes.models import Assignment, ReportSchedule
from processes.reports.next_reports import slots_ahead
from processes.reports.sections import Section

FOUND = 8


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def report_schedule_new(request: StaffRequest) -> HttpResponse:
    """First for whom, found by name; then when and how."""
    schedule = exception_for(request)
    if schedule is None:
        return render(request, "processes/report_schedule_new.html", found_by_name(request))
    if schedule.pk:
        return redirect("report_schedule_edit", schedule.pk)
    return edited(request, schedule)


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def report_schedule_agency(request: StaffRequest) -> HttpResponse:
    return edited(request, ReportSchedule.objects.of_agency())


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def report_schedule_edit(request: StaffRequest, pk: int) -> HttpResponse:
    rows = ReportSchedule.objects.select_related("client", "assignment__client")
    return edited(request, get_object_or_404(rows, pk=pk))


@open_to(ADMINS)
@require_GET
def report_schedule_slots(request: StaffRequest) -> HttpResponse:
    """The next ten slots of what is being typed."""
    schedule = exception_for(request) or ReportSchedule.objects.of_agency()
    form = ReportScheduleForm(request.GET, instance=schedule)
    slots = slots_ahead(form.instance, request.at) if form.is_valid() else []
    context = {"slots": slots, "schedule": form.instance}
    return render(request, "processes/parts/report_slots.html", context)


@open_to(ADMINS)
@require_POST
def report_schedule_arrangement(request: StaffRequest) -> HttpResponse:
    """A section one step up or down in what is being typed; nothing is saved yet."""
    schedule = exception_for(request) or ReportSchedule.objects.of_agency()
    typed = request.POST.copy()
    names = typed.getlist("sections")
    for moved, step in ((typed.get("up"), -1), (typed.get("down"), 1)):
        place = names.index(moved) if moved in names else -1
        if place >= 0 and 0 <= place + step < len(names):
            names[place], names[place + step] = names[place + step], names[place]
    typed.setlist("sections", names)
    form = ReportScheduleForm(typed, instance=schedule)
    return shown(request, form, readers_of(typed, schedule))


def edited(request: StaffRequest, schedule: ReportSchedule) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    form = ReportScheduleForm(typed, instance=schedule)
    readers = readers_of(typed, schedule)
    if typed is None:
        return shown(request, form, readers)
    right = [one.is_valid() for one in (form, readers) if one]
    covered = saved(request, form, readers) if all(right) else None
    if covered is None:
        return shown(request, form, readers, status=422)
    said = ngettext(
        "Saved: %(when)s, for %(count)d open assignment. Drafts that are there keep their time.",
        "Saved: %(when)s, for %(count)d open assignments. Drafts that are there keep their time.",
        covered,
    )
    messages.success(request, said % {"when": schedule, "count": covered})
    return redirect("report_schedules")


def saved(
    request: StaffRequest, form: ReportScheduleForm, readers: ReadersForm | None
) -> int | None:
    """Writes the schedule, its readers and what follows for how many assignments.

    None when somebody else was quicker.
    """
    try:
        with transaction.atomic():
            if form.instance.pk:
                locked = ReportSchedule.objects.select_for_update(of=("self",))
                get_object_or_404(locked, pk=form.instance.pk)
            schedule: ReportSchedule = form.save()
            if readers:
                readers.save(by=request.user, at=request.at)
            return schedule.take_effect(at=request.at)
    except IntegrityError:
        text = _("Somebody else has changed this at the same moment. Open the page again.")
        form.add_error(None, text)
        return None


def shown(
    request: StaffRequest,
    form: ReportScheduleForm,
    readers: ReadersForm | None,
    *,
    status: int = 200,
) -> HttpResponse:
    schedule: ReportSchedule = form.instance
    wrong = form.is_bound and not form.is_valid()
    context = {
        "form": form,
        "readers": readers,
        "schedule": schedule,
        "slots": [] if wrong else slots_ahead(schedule, request.at),
        "save_url": save_url(schedule),
        "whose": whose(schedule),
        "next_week": Section.NEXT_WEEK,
    }
    return render(request, "processes/report_schedule_form.html", context, status=status)


def save_url(schedule: ReportSchedule) -> str:
    if not schedule.precedence:
        return reverse("report_schedule_agency")
    if schedule.pk:
        return reverse("report_schedule_edit", args=[schedule.pk])
    return f"{reverse('report_schedule_new')}?{whose(schedule)}"


def whose(schedule: ReportSchedule) -> str:
    """Whose schedule it is, as addresses say it."""
    if schedule.assignment_id:
        return f"assignment={schedule.assignment_id}"
    return f"client={schedule.client_id}" if schedule.client_id else ""


def readers_of(typed: QueryDict | None, schedule: ReportSchedule) -> ReadersForm | None:
    """Whom to choose from; the agency's default goes to whoever ordered and decides."""
    client = schedule.whose_people
    return ReadersForm(typed, schedule=schedule, client=client) if client else None


def exception_for(request: StaffRequest) -> ReportSchedule | None:
    """The schedule of the client or assignment that the address names, made in memory if new."""
    client, assignment = request.GET.get("client", ""), request.GET.get("assignment", "")
    rows = ReportSchedule.objects.select_related("client", "assignment__client")
    if client.isdecimal():
        owner = get_object_or_404(Client, pk=client)
        return rows.filter(client=owner).first() or ReportSchedule.objects.like_wider(client=owner)
    if assignment.isdecimal():
        role = get_object_or_404(Assignment.objects.open().select_related("client"), pk=assignment)
        found = rows.filter(assignment=role).first()
        return found or ReportSchedule.objects.like_wider(assignment=role)
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
