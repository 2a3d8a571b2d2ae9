"""An offer: made, answered, signed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.offer import OfferAnswerForm, OfferForm
from processes.models import AlreadyClosed, Candidacy, NoOffer, Offer, WrongStage
from processes.views.candidacies import find_candidacy, step
from processes.views.frame import refuse_if_closed, typed


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def offer_new(request: StaffRequest, pk: int) -> HttpResponse:
    """The client offers the role; a better offer takes the place of the one before."""
    found = find_candidacy(request, pk)
    form = OfferForm(typed(request), candidacy=found, now=request.at)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_if_closed(found.assignment)
            Offer.objects.make(found, **form.cleaned_data, by=request.user, at=request.at)
        except (WrongStage, AlreadyClosed) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("%(name)s has an offer. Their answer is owed to the client.")
                % {"name": found.name},
            )
            return redirect("candidacy", pk)
    heading = _("An offer for %(name)s") % {"name": found.name}
    part = "processes/parts/offer_fields.html"
    return step(request, found, form, heading, verb=_("The offer is made"), fields=part)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def offer_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """What the candidate says to it; the client is to hear it today."""
    offer, found = find_offer(request, pk)
    form = OfferAnswerForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            offer.take_answer(**form.cleaned_data, by=request.user, at=request.at)
        except (NoOffer, WrongStage) as refusal:
            form.add_error(None, str(refusal))
        else:
            told = form.cleaned_data["told"]
            said = _("Noted.") if told else _("Noted. Tell the client today.")
            messages.success(request, said)
            return redirect("candidacy", found.pk)
    heading = _("The answer of %(name)s") % {"name": found.name}
    return step(request, found, form, heading)


@open_to(STAFF)
@require_POST
def offer_signature(request: StaffRequest, pk: int) -> HttpResponse:
    """The contract is signed; what was agreed in it comes next."""
    offer, found = find_offer(request, pk)
    try:
        offer.sign(by=request.user, at=request.at)
    except (NoOffer, WrongStage) as refusal:
        messages.error(request, str(refusal))
        return redirect("candidacy", found.pk)
    return redirect("candidacy_placement", found.pk)


def find_offer(request: StaffRequest, pk: int) -> tuple[Offer, Candidacy]:
    """An offer and its candidacy, or 404 where either is not theirs to see."""
    offer = get_object_or_404(Offer, pk=pk)
    offer.candidacy = find_candidacy(request, offer.candidacy_id)
    return offer, offer.candidacy
