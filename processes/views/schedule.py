"""The schedule promised to the client: lines, ticks, and sending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.schedule import ActivityForm, MoveActivityForm
from processes.models import AlreadyClosed, PlannedActivity
from processes.schedule_letter import NoAddress, recipients, send, under_way
from processes.views.frame import find_assignment, frame, refuse_if_closed, typed


@open_to(STAFF)
def assignment_schedule(request: StaffRequest, pk: int, error: str = "") -> HttpResponse:
    found = find_assignment(request, pk)
    context = frame(request, found, "assignment_schedule")
    sent = found.events.filter(kind="schedule_sent").with_people().newest_first()
    context |= {
        "lines": [(line, line.is_late(request.at)) for line in context["activities"]],
        "recipients": recipients(found),
        "under_way": under_way(found)[:4],
        "sent": sent[:4],
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
        sending = send(found, at=request.at)
    except (NoAddress, AlreadyClosed) as refusal:
        return assignment_schedule(request, pk, error=str(refusal))
    named = sending.new or sending.letters
    names = {"names": ", ".join(letter.to_name for letter in named)}
    if sending.again:
        said = _("%(names)s have this version already. It was not sent twice.") % names
        messages.warning(request, said)
    else:
        messages.success(request, _("The schedule is on its way to %(names)s.") % names)
    return redirect("assignment_schedule", pk)


@open_to(STAFF)
@require_POST
def schedule_sent(request: StaffRequest, pk: int) -> HttpResponse:
    """The recruiter has sent it outside the product."""
    found = find_assignment(request, pk)
    found.note_schedule_sent(by=request.user, at=request.at)
    messages.success(request, _("Noted: the client has the schedule."))
    return redirect("assignment_schedule", pk)


@open_to(STAFF)
def activity_new(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_assignment(request, pk)
    form = ActivityForm(typed(request))
    if request.method == "POST" and form.is_valid():
        PlannedActivity.objects.plan(found, **form.cleaned_data)
        return redirect("assignment_schedule", pk)
    status = 422 if request.method == "POST" else 200
    context = {"assignment": found, "form": form}
    return render(request, "processes/activity_form.html", context, status=status)


@open_to(STAFF)
@require_POST
def activity_done(request: StaffRequest, pk: int) -> HttpResponse:
    activity = found_activity(pk)
    activity.tick_off(by=request.user, at=request.at)
    return redirect("assignment_schedule", activity.assignment_id)


@open_to(STAFF)
def activity_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Another day for a line of the schedule; the day first promised is kept."""
    activity = found_activity(pk)
    form = MoveActivityForm(typed(request), initial={"due_on": activity.due_on})
    if request.method == "POST" and form.is_valid():
        activity.move_to(form.cleaned_data["due_on"])
        return redirect("assignment_schedule", activity.assignment_id)
    status = 422 if request.method == "POST" else 200
    context = {"assignment": activity.assignment, "activity": activity, "form": form}
    return render(request, "processes/activity_form.html", context, status=status)


def found_activity(pk: int) -> PlannedActivity:
    rows = PlannedActivity.objects.select_related("assignment__client")
    return get_object_or_404(rows, pk=pk)
