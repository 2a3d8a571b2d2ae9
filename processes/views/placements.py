"""What was signed: agreed, changed, and the start moved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.placement import PlacementForm
from processes.forms.start import StartForm
from processes.models import AlreadyClosed, Candidacy, NotRunning, Placement, WrongStage
from processes.views.candidacies import find_candidacy, step
from processes.views.frame import refuse_if_closed, typed
from processes.who_sees_money import sees_money


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidacy_placement(request: StaffRequest, pk: int) -> HttpResponse:
    """Signed: the contract, its days, what we promise for it, and the money."""
    found = find_candidacy(request, pk)
    form = form_for(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_if_closed(found.assignment)
            Placement.objects.agree(found, **form.terms(), by=request.user, at=request.at)
        except (WrongStage, AlreadyClosed) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s got the role.") % {"name": found.name})
            return redirect(found.assignment)
    heading = _("%(name)s gets the role") % {"name": found.name}
    return shown(request, found, form, heading)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def placement_terms(request: StaffRequest, pk: int) -> HttpResponse:
    """Other terms than those signed."""
    found, placement = find_placement(request, pk)
    form = form_for(request, found, instance=Placement.objects.get(pk=placement.pk))
    if request.method == "POST" and form.is_valid():
        try:
            placement.change_terms(**form.terms(), by=request.user, at=request.at)
        except NotRunning as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The terms are changed."))
            return redirect("candidacy", pk)
    return shown(request, found, form, _("Terms of %(name)s") % {"name": found.name})


@open_to(STAFF)
@require_POST
def placement_preview(request: StaffRequest, pk: int) -> HttpResponse:
    """What the typed terms come to; nothing is changed."""
    found = find_candidacy(request, pk)
    form = form_for(request, found)
    form.is_valid()
    return render(request, "processes/placement_form.html#usual", {"form": form})


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def placement_start(request: StaffRequest, pk: int) -> HttpResponse:
    """Another first day; trial period and guarantee move along."""
    found, placement = find_placement(request, pk)
    form = StartForm(typed(request), initial={"starts_on": placement.starts_on})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            placement.move_start(said["starts_on"], why=said["why"], by=request.user, at=request.at)
        except NotRunning as refusal:
            form.add_error(None, str(refusal))
        except ValueError as refusal:
            form.add_error("starts_on", str(refusal))
        else:
            messages.success(request, _("The start has moved, and with it what is still to come."))
            return redirect("candidacy", pk)
    heading = _("%(name)s starts on another day") % {"name": found.name}
    return step(request, found, form, heading, verb=_("Move the start"))


def find_placement(request: StaffRequest, pk: int) -> tuple[Candidacy, Placement]:
    """The candidacy and its placement, or 404."""
    found = find_candidacy(request, pk)
    placement: Placement | None = getattr(found, "placement", None)
    if placement is None:
        raise Http404
    return found, placement


def form_for(request: StaffRequest, candidacy: Candidacy, **kwargs: Any) -> PlacementForm:
    return PlacementForm(
        typed(request),
        candidacy=candidacy,
        now=request.at,
        money=sees_money(request.user, candidacy.assignment),
        **kwargs,
    )


def shown(
    request: StaffRequest, candidacy: Candidacy, form: PlacementForm, heading: str
) -> HttpResponse:
    context = {
        "candidacy": candidacy,
        "assignment": candidacy.assignment,
        "form": form,
        "heading": heading,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/placement_form.html", context, status=status)
