"""Obstacles of an assignment: found, told, decided, and what came of it (C6)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.obstacle import DecisionForm, ObstacleForm, OutcomeForm, TellingForm
from processes.models import AlreadyClosed, Assignment, Obstacle
from processes.models.obstacle import DecidedAlready
from processes.stages import Reason, SaidNo
from processes.views.frame import find_assignment, frame, refuse_if_closed, typed


@open_to(STAFF)
def assignment_obstacles(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_assignment(request, pk)
    context = frame(request, found, "assignment_obstacles")
    context["obstacles"] = found.obstacles.select_related("found_by")[:60]
    context["evidence"] = evidence(found)
    return render(request, "processes/assignment_obstacles.html", context)


def evidence(assignment: Assignment) -> list[dict[str, Any]]:
    """Reasons of those who said no themselves, counted: 7 of 12 named the salary."""
    said_no = assignment.candidacies.ended().filter(said_no=SaidNo.CANDIDATE).order_by()
    counts = dict(said_no.values_list("end_reason").annotate(Count("pk")))
    total = sum(counts.values())
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {
            "reason": reason,
            "count": count,
            "total": total,
            "sentence": _("%(count)d of %(total)d who said no named: %(reason)s.")
            % {"count": count, "total": total, "reason": Reason(reason).label},
        }
        for reason, count in ranked
    ]


@open_to(STAFF)
def obstacle_new(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_assignment(request, pk)
    counted = evidence(found)
    form = ObstacleForm(typed(request), initial=suggested(request, counted))
    if request.method == "POST" and form.is_valid():
        try:
            refuse_if_closed(found)
        except AlreadyClosed as refusal:
            form.add_error(None, str(refusal))
        else:
            return raised(request, found, form)
    status = 422 if request.method == "POST" else 200
    context = {"assignment": found, "form": form, "evidence": counted}
    return render(request, "processes/obstacle_form.html", context, status=status)


def suggested(request: StaffRequest, counted: list[dict[str, Any]]) -> dict[str, str]:
    """What a counted reason puts into the form."""
    asked = request.GET.get("reason")
    for one in counted:
        if one["reason"] == asked:
            kind = asked if asked in Obstacle.Kind.values else Obstacle.Kind.OTHER
            return {"kind": kind, "evidence": one["sentence"]}
    return {}


@transaction.atomic
def raised(request: StaffRequest, assignment: Assignment, form: ObstacleForm) -> HttpResponse:
    told = form.cleaned_data.pop("told")
    obstacle = Obstacle.find(
        assignment=assignment, by=request.user, at=request.at, **form.cleaned_data
    )
    if told:
        obstacle.tell(by=request.user, at=request.at, contact=assignment.decider)
    else:
        messages.warning(request, _("Written down. Now tell the client, today."))
    return redirect("assignment_obstacles", assignment.pk)


@open_to(STAFF)
def obstacle_telling(request: StaffRequest, pk: int) -> HttpResponse:
    obstacle = found_obstacle(pk)
    form = TellingForm(typed(request), assignment=obstacle.assignment)
    if request.method == "POST" and form.is_valid():
        obstacle.tell(by=request.user, at=request.at, contact=form.cleaned_data["contact"])
        return redirect("assignment_obstacles", obstacle.assignment_id)
    return step(request, obstacle, form, _("Tell the client"))


@open_to(STAFF)
def obstacle_decision(request: StaffRequest, pk: int) -> HttpResponse:
    obstacle = found_obstacle(pk)
    form = DecisionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            obstacle.decide(form.cleaned_data["decision"], by=request.user, at=request.at)
        except DecidedAlready as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("assignment_obstacles", obstacle.assignment_id)
    return step(request, obstacle, form, _("Decided with the client"))


@open_to(STAFF)
def obstacle_outcome(request: StaffRequest, pk: int) -> HttpResponse:
    obstacle = found_obstacle(pk)
    form = OutcomeForm(typed(request), initial={"outcome": obstacle.outcome})
    if request.method == "POST" and form.is_valid():
        obstacle.note_outcome(form.cleaned_data["outcome"], by=request.user, at=request.at)
        return redirect("assignment_obstacles", obstacle.assignment_id)
    return step(request, obstacle, form, _("What came of it"))


def found_obstacle(pk: int) -> Obstacle:
    rows = Obstacle.objects.select_related("assignment__client", "assignment__decider")
    return get_object_or_404(rows, pk=pk)


def step(request: StaffRequest, obstacle: Obstacle, form: Any, heading: str) -> HttpResponse:
    """The small form of one step, on a page of its own or in the dialog."""
    context: dict[str, Any] = {"obstacle": obstacle, "assignment": obstacle.assignment}
    context |= {"form": form, "heading": heading}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/obstacle_step.html", context, status=status)
