"""Gestures: noted at a person, and looked at by client and year (A4)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from accounts.money import currency_of
from candidates.models import Candidate
from clients.models import Client, Contact
from processes.forms.top_of_mind import GestureForm
from processes.models import Candidacy, Gesture, Touchpoint
from processes.stages import Stage
from processes.top_of_mind.gestures import SHOWN, by_client, of_year, totals
from processes.views.frame import typed
from processes.views.log import is_id
from processes.views.saying import say

YEARS = 5
ROLES = 20


@open_to(STAFF)
@require_GET
def gestures(request: StaffRequest) -> HttpResponse:
    """A year, client by client, and what was given last."""
    this_year = timezone.localtime(request.at).year
    asked = request.GET.get("year", "")
    years = [this_year - back for back in range(YEARS)]
    year = (
        int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) in years else this_year
    )
    rows = by_client(request.user, year)
    given = of_year(request.user, year).select_related("contact", "candidate", "client", "by")
    context = {
        "year": year,
        "years": years,
        "rows": rows,
        "total": totals(rows),
        "given": given[:SHOWN],
    }
    return render(request, "processes/gestures.html", context)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def contact_gesture(request: StaffRequest, pk: int) -> HttpResponse:
    of_clients = Contact.objects.filter(client__in=Client.objects.visible_to(request.user))
    contact = get_object_or_404(of_clients.select_related("client"), pk=pk)
    return noted(request, contact)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_gesture(request: StaffRequest, pk: int) -> HttpResponse:
    return noted(request, get_object_or_404(Candidate.objects.opened_by(request.user), pk=pk))


def noted(request: StaffRequest, to: Contact | Candidate) -> HttpResponse:
    """The small form, on a page of its own or in the dialog."""
    form = GestureForm(
        typed(request),
        today=timezone.localtime(request.at).date(),
        currency=currency_of(to.client.country if isinstance(to, Contact) else to.country),
        placed=placed(request, to) if isinstance(to, Candidate) else (),
    )
    back = to.client if isinstance(to, Contact) else to
    if request.method == "POST" and form.is_valid():
        Gesture.objects.make(
            to=to,
            by=request.user,
            at=request.at,
            touchpoint=asked_for(request, to),
            **form.cleaned_data,
        )
        said = _("Noted: a gesture for %(name)s.") % {"name": to.full_name}
        return say(request, said, go_to=back.get_absolute_url())
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "to": to, "back": back}
    return render(request, "processes/gesture_form.html", context, status=status)


def asked_for(request: StaffRequest, to: Contact | Candidate) -> Touchpoint | None:
    """The touchpoint of the plan of aftercare that the address names, if it is with them."""
    pk = request.GET.get("touchpoint", "")
    if not is_id(pk):
        return None
    seen = Candidacy.objects.visible_to(request.user)
    planned = Touchpoint.objects.filter(placement__candidacy__in=seen, pk=pk)
    if isinstance(to, Contact):
        return planned.filter(placement__candidacy__assignment__client=to.client_id).first()
    return planned.filter(placement__candidacy__candidate=to).first()


def placed(request: StaffRequest, candidate: Candidate) -> list[Candidacy]:
    """The roles in which we placed somebody, the last one first."""
    roles = Candidacy.objects.visible_to(request.user).filter(
        candidate=candidate, stage=Stage.PLACED
    )
    return list(roles.select_related("assignment__client").order_by("-stage_since")[:ROLES])
