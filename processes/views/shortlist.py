"""The shortlist and those in reserve, why it is short, and how somebody wants to work (C8, C9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.shortlist import ReasonForm, WishForm
from processes.models import AlreadyClosed, Assignment, ShortlistReason, WrongStage
from processes.shortlist import shortlist_of
from processes.views.candidacies import find_candidacy, step
from processes.views.frame import find_assignment, frame, refuse_if_closed, typed

REASONS = 20


@open_to(STAFF)
@require_GET
def assignment_shortlist(request: StaffRequest, pk: int) -> HttpResponse:
    """Who is presented, who stands behind them in order, and who else could."""
    return page(request, find_assignment(request, pk), ReasonForm())


def page(
    request: StaffRequest, assignment: Assignment, form: ReasonForm, refusal: str = ""
) -> HttpResponse:
    context: dict[str, Any] = frame(request, assignment, "assignment_presentation")
    context |= {
        "people": shortlist_of(assignment),
        "reasons": assignment.shortlist_reasons.select_related("by")[:REASONS],
        "form": form,
        "refusal": refusal,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/assignment_shortlist.html", context, status=status)


@open_to(STAFF)
@require_POST
def shortlist_reason(request: StaffRequest, pk: int) -> HttpResponse:
    """Why so few; the risk stays in view, with the reason beside it."""
    found, form = find_assignment(request, pk), ReasonForm(request.POST)
    try:
        refuse_if_closed(found)
    except AlreadyClosed as refusal:
        return page(request, found, form, str(refusal))
    if not form.is_valid():
        return page(request, found, form)
    words = form.cleaned_data["words"]
    ShortlistReason.objects.give(found, words, by=request.user, at=request.at)
    return redirect("assignment_shortlist", pk)


@open_to(STAFF)
@require_POST
def candidacy_reserve(request: StaffRequest, pk: int) -> HttpResponse:
    """Keeps somebody in reserve; with ``step`` they change places with a neighbour."""
    found = find_candidacy(request, pk)
    assignment, way = found.assignment, request.POST.get("step", "")
    try:
        refuse_if_closed(assignment)
        if way:
            found.step_in_reserve(up=way == "up", by=request.user, at=request.at)
        else:
            found.keep_in_reserve(by=request.user, at=request.at)
    except (WrongStage, AlreadyClosed) as refusal:
        seen = find_assignment(request, assignment.pk)
        return page(request, seen, ReasonForm(), str(refusal))
    return redirect("assignment_shortlist", assignment.pk)


@open_to(STAFF)
@require_POST
def reserve_leaving(request: StaffRequest, pk: int) -> HttpResponse:
    """Stands in reserve no longer."""
    found = find_candidacy(request, pk)
    found.leave_reserve(by=request.user, at=request.at)
    return redirect("assignment_shortlist", found.assignment_id)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidacy_wish(request: StaffRequest, pk: int) -> HttpResponse:
    """How senior they are against the role, how they want to work, whether they want this job."""
    found = find_candidacy(request, pk)
    form = WishForm(typed(request), instance=find_candidacy(request, pk))
    if request.method == "POST" and form.is_valid():
        found.note_wish(**form.cleaned_data, by=request.user, at=request.at)
        messages.success(request, _("Noted."))
        return redirect("candidacy", pk)
    return step(request, found, form, _("How %(name)s wants to work") % {"name": found.name})
