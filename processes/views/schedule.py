"""The schedule promised to the client: lines, ticks, and its versions on their way."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from accounts.trail.readings import noted
from processes.models import AlreadyClosed, PlannedActivity, ScheduleVersion
from processes.reports.serving import pdf_file
from processes.schedules.sending import (
    NoAddress,
    NothingPlanned,
    note_sent_by_hand,
    recipients,
    send,
)
from processes.schedules.standing import versions_of, weeks_of
from processes.views.frame import find_assignment, frame, refuse_if_closed


@open_to(STAFF)
def assignment_schedule(request: StaffRequest, pk: int, error: str = "") -> HttpResponse:
    found = find_assignment(request, pk)
    context = frame(request, found, "assignment_schedule")
    sent = found.events.filter(kind="schedule_sent").with_people().newest_first()
    context |= {
        "parts": weeks_of(found, context["activities"], request.at),
        "recipients": recipients(found),
        "versions": versions_of(found, request.at),
        "sent": sent[:1],
        "owed": found.follow_ups.waiting().filter(kind="schedule").first(),
        "error": error,
    }
    status = 422 if error else 200
    return render(request, "processes/assignment_schedule.html", context, status=status)


@open_to(STAFF)
@require_POST
def schedule_sending(request: StaffRequest, pk: int) -> HttpResponse:
    """The schedule goes to whoever ordered and whoever decides, as letters."""
    found = find_assignment(request, pk)
    try:
        refuse_if_closed(found)
        sending = send(found, by=request.user, at=request.at)
    except (NoAddress, NothingPlanned, AlreadyClosed) as refusal:
        return assignment_schedule(request, pk, error=str(refusal))
    if sending.again:
        said = _("Nothing has changed since this version. Nobody gets it twice.")
        messages.warning(request, said)
    else:
        names = {"names": ", ".join(person.full_name for person in sending.people)}
        messages.success(request, _("The schedule is on its way to %(names)s.") % names)
    return redirect("assignment_schedule", pk)


@open_to(STAFF)
@require_POST
def schedule_sent(request: StaffRequest, pk: int) -> HttpResponse:
    """The recruiter has sent it outside the product."""
    found = find_assignment(request, pk)
    note_sent_by_hand(found, by=request.user, at=request.at)
    messages.success(request, _("Noted: the client has the schedule."))
    return redirect("assignment_schedule", pk)


@open_to(STAFF)
@require_GET
@noted(about=ScheduleVersion)
def schedule_pdf(request: StaffRequest, pk: int, language: str) -> HttpResponse:
    """A version as the client gets it."""
    version = get_object_or_404(ScheduleVersion.objects.visible_to(request.user).only("pk"), pk=pk)
    editions = version.editions.select_related("pdf")
    return pdf_file(get_object_or_404(editions, language=language).pdf)


@open_to(STAFF)
@require_POST
def activity_done(request: StaffRequest, pk: int) -> HttpResponse:
    rows = PlannedActivity.objects.visible_to(request.user).select_related("assignment__client")
    activity = get_object_or_404(rows, pk=pk)
    activity.tick_off(by=request.user, at=request.at)
    return redirect("assignment_schedule", activity.assignment_id)
