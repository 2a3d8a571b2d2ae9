"""Obstacles of an assignment: found or proposed, decided, and what came of it (C6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.access import STAFF, StaffRequest, open_to
from processes import evidence
from processes.brief_findings import as_obstacle
from processes.evidence import Evidence
from processes.forms.obstacle import DecisionForm, DismissalForm, ObstacleForm, OutcomeForm
from processes.models import (
    AlreadyClosed,
    AnsweredMeanwhile,
    Assignment,
    DecidedAlready,
    Obstacle,
    ObstacleHint,
)
from processes.obstacle_letter import under_way
from processes.views.frame import find_assignment, frame, refuse_if_closed, typed
from processes.views.log import is_id
from processes.views.saying import say

SHOWN = 60
TIME_TO_DECIDE = 3  # working days


@open_to(STAFF)
def assignment_obstacles(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_assignment(request, pk)
    context = frame(request, found, "assignment_obstacles")
    obstacles = list(found.obstacles.select_related("found_by")[:SHOWN])
    on_their_way = under_way(obstacles) if any(not one.told_at for one in obstacles) else {}
    context |= {
        "obstacles": [(one, on_their_way.get(one.pk)) for one in obstacles],
        "hints": found.hints.open() if found.is_open else (),
        "evidence": evidence.counted(found, context["activities"], at=request.at),
    }
    return render(request, "processes/assignment_obstacles.html", context)


@open_to(STAFF)
def obstacle_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Written down by hand, from what was counted, or because it proposed itself."""
    found = find_assignment(request, pk)
    counted = evidence.counted(found, found.activities.all(), at=request.at)
    hint = asked_hint(request, found)
    today = request.at.astimezone(found.zone).date()
    form = ObstacleForm(
        typed(request), today=today, initial=suggested(request, found, counted, hint)
    )
    if request.method == "POST" and form.is_valid():
        try:
            refuse_if_closed(found)
            return raised(request, found, form, hint)
        except (AlreadyClosed, AnsweredMeanwhile) as refusal:
            form.add_error(None, str(refusal))
    status = 422 if request.method == "POST" else 200
    context = {"assignment": found, "form": form, "evidence": counted, "hint": hint}
    return render(request, "processes/obstacle_form.html", context, status=status)


def asked_hint(request: StaffRequest, assignment: Assignment) -> ObstacleHint | None:
    """The proposal that is being written down, if it is one."""
    asked = (request.POST or request.GET).get("hint", "")
    return assignment.hints.filter(pk=asked).first() if is_id(asked) else None


def suggested(
    request: StaffRequest,
    assignment: Assignment,
    counted: Iterable[Evidence],
    hint: ObstacleHint | None,
) -> dict[str, Any]:
    """What something counted puts into the form, in the language of whoever will read it."""
    if said := as_obstacle(assignment, request.GET.get("finding", "")):
        return {**said, "decision_wanted_on": time_to_decide(request, assignment)}
    asked = (
        (hint.cause, hint.reason)
        if hint
        else (request.GET.get("cause", "withdrawals"), request.GET.get("reason", ""))
    )
    one = next((one for one in counted if (one.cause, one.reason) == asked), None)
    if one is None and hint:  # nobody counts it any more; what was counted then still holds
        one = Evidence(hint.cause, hint.facts, hint.reason)
    if one is None:
        return {}
    with translation.override(assignment.language):
        return {
            "kind": one.kind,
            "title": one.title,
            "evidence": one.sentence,
            "decision_wanted_on": time_to_decide(request, assignment),
        }


def time_to_decide(request: StaffRequest, assignment: Assignment) -> date:
    hours = assignment.owner.working_hours()
    return hours.local_day(hours.add_days(request.at, TIME_TO_DECIDE))


@transaction.atomic
def raised(
    request: StaffRequest, assignment: Assignment, form: ObstacleForm, hint: ObstacleHint | None
) -> HttpResponse:
    told = form.cleaned_data.pop("told")
    obstacle = Obstacle.find(
        assignment=assignment, by=request.user, at=request.at, hint=hint, **form.cleaned_data
    )
    if told:
        obstacle.tell(by=request.user, at=request.at, contact=assignment.decider)
    else:
        messages.warning(request, _("Written down. Now tell the client, today."))
    return redirect("assignment_obstacles", assignment.pk)


@open_to(STAFF)
def hint_dismissal(request: StaffRequest, pk: int) -> HttpResponse:
    """A proposed obstacle is none, and why."""
    hints = ObstacleHint.objects.visible_to(request.user)
    hint = get_object_or_404(hints.select_related("assignment__client", "assignment__owner"), pk=pk)
    form = DismissalForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            hint.dismiss(form.cleaned_data["why"], by=request.user, at=request.at)
        except AnsweredMeanwhile as refusal:
            form.add_error(None, str(refusal))
        else:
            back = reverse("assignment_obstacles", args=[hint.assignment_id])
            return say(request, _("Dismissed. It does not propose itself again."), go_to=back)
    status = 422 if request.method == "POST" else 200
    context = {"hint": hint, "assignment": hint.assignment, "form": form}
    return render(request, "processes/hint_dismissal.html", context, status=status)


@open_to(STAFF)
def obstacle_decision(request: StaffRequest, pk: int) -> HttpResponse:
    obstacle = found_obstacle(request, pk)
    form = DecisionForm(typed(request), obstacle=obstacle)
    if request.method == "POST" and form.is_valid():
        try:
            obstacle.decide(form.decided, by=request.user, at=request.at)
        except DecidedAlready as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("assignment_obstacles", obstacle.assignment_id)
    return step(request, obstacle, form, _("Decided with the client"))


@open_to(STAFF)
def obstacle_outcome(request: StaffRequest, pk: int) -> HttpResponse:
    obstacle = found_obstacle(request, pk)
    form = OutcomeForm(typed(request), initial={"outcome": obstacle.outcome})
    if request.method == "POST" and form.is_valid():
        obstacle.note_outcome(form.cleaned_data["outcome"], by=request.user, at=request.at)
        return redirect("assignment_obstacles", obstacle.assignment_id)
    return step(request, obstacle, form, _("What came of it"))


def found_obstacle(request: StaffRequest, pk: int) -> Obstacle:
    rows = Obstacle.objects.visible_to(request.user).select_related(
        *("assignment__client", "assignment__owner"),
        *("assignment__decider__client", "assignment__ordered_by__client"),
    )
    return get_object_or_404(rows, pk=pk)


def step(request: StaffRequest, obstacle: Obstacle, form: Any, heading: str) -> HttpResponse:
    """The small form of one step, on a page of its own or in the dialog."""
    context: dict[str, Any] = {"obstacle": obstacle, "assignment": obstacle.assignment}
    context |= {"form": form, "heading": heading}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/obstacle_step.html", context, status=status)
