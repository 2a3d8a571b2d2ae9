"""Opening an assignment, and changing its brief."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import STAFF, StaffRequest, open_to
from clients.models import Client, ClientIsClosed
from processes.briefs.memory import memory_of
from processes.forms.assignment import AssignmentForm, EditAssignmentForm
from processes.models import Assignment
from processes.views.frame import find_assignment, searched, typed

FOUND = 20


@open_to(STAFF)
def assignment_new(request: StaffRequest) -> HttpResponse:
    client = chosen_client(request)
    if request.method == "POST" and "choose_client" not in request.POST:
        form = AssignmentForm(request.POST, reader=request.user, client=client)
        if form.is_valid():
            try:
                assignment = opened(form, request)
            except ClientIsClosed as refusal:
                form.add_error("client", str(refusal))
            else:
                messages.success(request, _("%(title)s is open.") % {"title": assignment.title})
                return redirect(assignment)
        return shown(request, form, client, status=422)
    kept: dict[str, Any] = {"client": client}
    if request.method == "POST":  # another client; what was typed stays
        kept = request.POST.dict() | {"team": request.POST.getlist("team")}
    form = AssignmentForm(reader=request.user, client=client, initial=kept)
    wants_people = request.htmx and request.htmx.target == "people"
    return shown(request, form, client, part="#people" if wants_people else "")


@open_to(STAFF)
def assignment_edit(request: StaffRequest, pk: int) -> HttpResponse:
    assignment = find_assignment(request, pk)
    form = EditAssignmentForm(
        typed(request),
        instance=find_assignment(request, pk) if request.method == "POST" else assignment,
        reader=request.user,
        client=assignment.client,
    )
    if request.method == "POST" and form.is_valid():
        edited = assignment.edit(by=request.user, at=request.at, **form.cleaned_data)
        if edited and "version" in edited.facts and assignment.is_open:
            messages.success(request, _("The brief has a new version. Now tell the client of it."))
        return redirect("assignment_brief", assignment.pk)
    status = 422 if request.method == "POST" else 200
    return shown(request, form, assignment.client, assignment=assignment, status=status)


@open_to(STAFF)
def assignment_clients(request: StaffRequest) -> JsonResponse:
    """Clients whose name fits what was typed, for the chooser."""
    open_ones = Client.objects.visible_to(request.user).filter(closed_at=None)
    found = open_ones.named(searched(request))[:FOUND]
    return JsonResponse(
        {"results": [{"value": c.pk, "text": c.name, "detail": c.city} for c in found]}
    )


def chosen_client(request: StaffRequest) -> Client | None:
    pk = (request.POST or request.GET).get("client", "")
    if not pk.isdecimal() or len(pk) > 15:
        return None
    return Client.objects.visible_to(request.user).filter(pk=pk).first()


def opened(form: AssignmentForm, request: StaffRequest) -> Assignment:
    return Assignment.objects.open_one(by=request.user, at=request.at, **form.cleaned_data)


def shown(
    request: StaffRequest,
    form: AssignmentForm,
    client: Client | None,
    *,
    status: int = 200,
    part: str = "",
    assignment: Assignment | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "client": client, "assignment": assignment}
    context["memory"] = None
    if client:
        context["memory"] = memory_of(client, request.user, at=request.at, but=assignment)
    context["choosing"] = bool(part)
    return render(request, f"processes/assignment_form.html{part}", context, status=status)
