"""Somebody leaves the job, and what was promised for that starts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from clients.models import ClientIsClosed
from processes.forms.leaving import LeavingForm, RefundForm
from processes.models import Candidacy, Leaving, NothingPromised, NotRunning, Promise
from processes.views.candidacies import step
from processes.views.frame import typed
from processes.views.placements import find_placement
from processes.who_sees_money import sees_money


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidacy_leaving(request: StaffRequest, pk: int) -> HttpResponse:
    """Who ended it, when and why; within the guarantee the new search opens at once."""
    found, placement = find_placement(request, pk)
    form = LeavingForm(typed(request), placement=placement)
    if request.method == "POST" and form.is_valid():
        try:
            leaving = Leaving.objects.note(
                placement, **form.cleaned_data, by=request.user, at=request.at
            )
        except (NotRunning, ValueError) as refusal:  # the start was moved meanwhile
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted. Both sides are owed a word now."))
            if leaving.promised == Promise.REPLACEMENT:
                return replaced(request, leaving)
            if leaving.promised == Promise.REFUND and sees_money(request.user, found.assignment):
                return redirect("leaving_refund", pk)
            return redirect("candidacy", pk)
    heading = _("%(name)s leaves the job") % {"name": found.name}
    return step(request, found, form, heading)


@open_to(STAFF)
@require_POST
def leaving_replacement(request: StaffRequest, pk: int) -> HttpResponse:
    """The new search that was promised, where it has not begun yet."""
    _found, leaving = find_leaving(request, pk)
    return replaced(request, leaving)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def leaving_refund(request: StaffRequest, pk: int) -> HttpResponse:
    """What goes back of the fee, and when."""
    found, leaving = find_leaving(request, pk)
    if not sees_money(request.user, found.assignment):
        raise Http404
    form = RefundForm(typed(request), leaving=leaving, now=request.at)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            leaving.note_refund(
                said["amount"], said["currency"], on=said["on"], by=request.user, at=request.at
            )
        except NothingPromised as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted. Tell the client when it comes."))
            return redirect("candidacy", pk)
    heading = _("What goes back for %(name)s") % {"name": found.name}
    return step(request, found, form, heading)


def replaced(request: StaffRequest, leaving: Leaving) -> HttpResponse:
    try:
        opened = leaving.start_replacement(by=request.user, at=request.at)
    except (NothingPromised, ClientIsClosed) as refusal:
        messages.error(request, str(refusal))
        return redirect("candidacy", leaving.placement.candidacy_id)
    messages.success(
        request, _("A new search with the old brief is open. Agree new dates with the client.")
    )
    return redirect(opened)


def find_leaving(request: StaffRequest, pk: int) -> tuple[Candidacy, Leaving]:
    """The candidacy and how it was left, or 404."""
    found, placement = find_placement(request, pk)
    leaving: Leaving | None = Leaving.objects.filter(placement=placement).first()
    if leaving is None:
        raise Http404
    leaving.placement = placement
    return found, leaving
