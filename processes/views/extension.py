"""Whether a contract goes on after its end: asked of each side for itself, then agreed (A5)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from processes.extending_sides import stands, wants_agreement
from processes.forms.extension import ASKED, ExtensionForm, ExtensionSideForm
from processes.models import Candidacy, NotRunning, Placement
from processes.sides import Side
from processes.views.candidacies import step
from processes.views.frame import typed
from processes.views.placements import find_placement


@open_to(STAFF)
@require_GET
def candidacy_extension(request: StaffRequest, pk: int) -> HttpResponse:
    """Both sides beside each other: asked, answered under seal, or open once both have spoken."""
    found, placement = find_ending(request, pk)
    both = stands(placement)
    context = {
        "candidacy": found,
        "assignment": found.assignment,
        "placement": placement,
        "heading": heading_of(found, placement),
        "stands": both,
        "sealed": any(one.state == "sealed" for one in both),
        "wants_agreement": wants_agreement(placement, both),
    }
    return render(request, "processes/extension.html", context)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def extension_side(request: StaffRequest, pk: int, side: str) -> HttpResponse:
    """One side was asked, or has answered; nobody reads it before the other has answered, too."""
    if side not in Side.values:
        raise Http404
    found, placement = find_ending(request, pk)
    form = ExtensionSideForm(typed(request), placement=placement)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if said["answer"] == ASKED:
                placement.ask_extension(side=side, by=request.user, at=request.at)
                opened = False
            else:
                opened = placement.keep_answer(
                    side,
                    goes_on=said["answer"] != "ends",
                    until=said["until"],
                    words=said["words"],
                    by=request.user,
                    at=request.at,
                )
        except (NotRunning, ValueError) as refusal:
            form.add_error(None, str(refusal))
        else:
            noted = _("Both have answered: this is what they said.") if opened else _("Noted.")
            messages.success(request, noted)
            return redirect("candidacy_extension", pk)
    if side == Side.CLIENT:
        heading = _("The client: does %(name)s stay on?") % {"name": found.name}
    else:
        heading = _("%(name)s: staying on?") % {"name": found.name}
    return step(request, found, form, heading)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def extension_agreement(request: StaffRequest, pk: int) -> HttpResponse:
    """Both would go on, until different days: which one they have agreed on."""
    found, placement = find_ending(request, pk)
    if not wants_agreement(placement, stands(placement)):
        return redirect("candidacy_extension", pk)
    form = ExtensionForm(typed(request), placement=placement)
    if request.method == "POST" and form.is_valid():
        try:
            placement.answer_extension(form.cleaned_data["until"], by=request.user, at=request.at)
        except (NotRunning, ValueError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Agreed."))
            return redirect("candidacy_extension", pk)
    return step(request, found, form, _("What both have agreed"))


def find_ending(request: StaffRequest, pk: int) -> tuple[Candidacy, Placement]:
    """A placement with an end, or 404."""
    found, placement = find_placement(request, pk)
    if placement.ends_on is None:
        raise Http404
    return found, placement


def heading_of(candidacy: Candidacy, placement: Placement) -> str:
    day = date_format(placement.ends_on, "DATE_FORMAT") if placement.ends_on else ""
    return _("Does %(name)s stay on after %(day)s?") % {"name": candidacy.name, "day": day}
