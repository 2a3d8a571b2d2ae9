"""The assignment's page: its board, who is out of it, and adding candidates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import STAFF, StaffRequest, open_to
from candidates.models import Candidate
from processes.board import columns
from processes.models import AlreadyClosed, Assignment, Candidacy
from processes.search import find_people
from processes.stages import Stage
from processes.views.frame import find_assignment, frame, refuse_if_closed, searched

FOUND = 20
ENDED_SHOWN = 100


@open_to(STAFF)
def assignment(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_assignment(request, pk)
    context = board_context(request, found)
    if request.htmx and request.htmx.target == "board":
        return render(request, "processes/assignment.html#board", context)
    context |= frame(request, found, "assignment")
    return render(request, "processes/assignment.html", context)


def board_context(request: StaffRequest, assignment: Assignment) -> dict[str, Any]:
    whole = request.GET.get("all", "")
    return {
        "assignment": assignment,
        "columns": columns(
            assignment,
            request.at,
            whole=whole if whole in Stage else "",
            leads=request.user.leads,
        ),
        "stages": Stage.choices,
    }


@open_to(STAFF)
def assignment_ended(request: StaffRequest, pk: int) -> HttpResponse:
    """Those who are out of the process: why, and who said no."""
    found = find_assignment(request, pk)
    ended = found.candidacies.ended().select_related("candidate").order_by("-ended_at", "-pk")
    context = {"assignment": found, "ended": ended[:ENDED_SHOWN]}
    template = "processes/assignment_ended.html"
    if request.htmx and request.htmx.target == "ended":
        return render(request, f"{template}#ended", context)
    return render(request, template, context | frame(request, found, "assignment"))


@open_to(STAFF)
def candidacy_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Finds candidates by name or words, and puts the chosen ones on the assignment."""
    found = find_assignment(request, pk)
    if request.method == "POST":
        return candidates_added(request, found)
    context = adding_context(request, found)
    wants_people = request.htmx and request.htmx.target == "found"
    part = "#found" if wants_people else ""
    return render(request, f"processes/candidacy_new.html{part}", context)


def adding_context(request: StaffRequest, assignment: Assignment) -> dict[str, Any]:
    typed = searched(request)
    found = find_people(typed, request.user, FOUND, request.at) if typed else []
    on_it = assignment.candidacies.filter(candidate__in=found)
    stands = {one.candidate_id: one for one in on_it}
    return {
        "assignment": assignment,
        "q": typed,
        "people": [(person, stands.get(person.pk)) for person in found],
    }


def candidates_added(request: StaffRequest, assignment: Assignment) -> HttpResponse:
    chosen = [pk for pk in request.POST.getlist("candidate") if pk.isdecimal() and len(pk) < 16]
    people = list(Candidate.objects.findable().filter(pk__in=chosen))
    there = set(
        Candidacy.objects.filter(assignment=assignment, candidate__in=people).values_list(
            "candidate", flat=True
        )
    )
    error = "" if people else _("Choose at least one candidate.")
    try:
        refuse_if_closed(assignment)
        put_on_board(assignment, people, request)
    except AlreadyClosed as closed:
        error = str(closed)
    if error:
        context = adding_context(request, assignment) | {"error": error}
        return render(request, "processes/candidacy_new.html", context, status=422)
    say_who_was_added(request, people, there)
    return redirect(assignment)


@transaction.atomic
def put_on_board(assignment: Assignment, people: list[Candidate], request: StaffRequest) -> None:
    for person in people:
        assignment.add(person, by=request.user, at=request.at, applied="applied" in request.POST)


def say_who_was_added(request: StaffRequest, people: list[Candidate], there: set[int]) -> None:
    new = [person.full_name for person in people if person.pk not in there]
    old = [person.full_name for person in people if person.pk in there]
    if new:
        said = ngettext("%(names)s is on the board.", "%(names)s are on the board.", len(new))
        messages.success(request, said % {"names": ", ".join(new)})
    if old:
        said = ngettext(
            "%(names)s was on this assignment already.",
            "%(names)s were on this assignment already.",
            len(old),
        )
        messages.warning(request, said % {"names": ", ".join(old)})
