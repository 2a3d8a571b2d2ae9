"""What changes a schedule: a line more, another day, a line less. Once it was sent, with why."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.schedule import ActivityForm, ChangeForm, MoveActivityForm
from processes.models import AlreadyClosed, DoneAlready, PlannedActivity
from processes.models.which_schedule_versions import SaysNotWhy
from processes.views.frame import find_assignment, refuse_if_closed, typed


@open_to(STAFF)
def activity_new(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_assignment(request, pk)
    form = ActivityForm(typed(request), assignment=found)

    def add() -> None:
        said = form.cleaned_data
        PlannedActivity.objects.plan(
            found,
            text=said["text"],
            due_on=said["due_on"],
            why=form.reason,
            by=request.user,
            at=request.at,
        )

    return changed(request, form, add, what="new")


@open_to(STAFF)
def activity_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Another day for a line of the schedule; the day first promised is kept."""
    activity = found_activity(request, pk)
    form = MoveActivityForm(
        typed(request), assignment=activity.assignment, initial={"due_on": activity.due_on}
    )

    def move() -> None:
        day = form.cleaned_data["due_on"]
        activity.move_to(day, why=form.reason, by=request.user, at=request.at)

    return changed(request, form, move, what="edit", activity=activity)


@open_to(STAFF)
def activity_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """A line that is no longer planned."""
    activity = found_activity(request, pk)
    form = ChangeForm(typed(request), assignment=activity.assignment)

    def take_out() -> None:
        activity.take_out(why=form.reason, by=request.user, at=request.at)

    return changed(request, form, take_out, what="removal", activity=activity)


def changed(
    request: StaffRequest,
    form: ChangeForm,
    change: Callable[[], None],
    *,
    what: str,
    activity: PlannedActivity | None = None,
) -> HttpResponse:
    """The page of the form, or the schedule after the change."""
    if request.method == "POST" and form.is_valid():
        try:
            refuse_if_closed(form.assignment)
            change()
        except SaysNotWhy:  # it went out while this was typed
            form = type(form)(request.POST, assignment=form.assignment)
        except (DoneAlready, AlreadyClosed) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("assignment_schedule", form.assignment.pk)
    context = {"assignment": form.assignment, "activity": activity, "form": form, "what": what}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/activity_form.html", context, status=status)


def found_activity(request: StaffRequest, pk: int) -> PlannedActivity:
    rows = PlannedActivity.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("assignment__client", "assignment__owner"), pk=pk)
