"""How often a client, or somebody whom we placed, hears from us (A3)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from candidates.models import Candidate
from clients.models import Client
from processes.forms.top_of_mind import RhythmForm
from processes.top_of_mind.rhythm import agencys_weeks, choose_rhythm
from processes.views.frame import typed
from processes.views.saying import say


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def client_rhythm(request: StaffRequest, pk: int) -> HttpResponse:
    return chosen(request, get_object_or_404(Client.objects.visible_to(request.user), pk=pk))


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_rhythm(request: StaffRequest, pk: int) -> HttpResponse:
    return chosen(request, get_object_or_404(Candidate.objects.opened_by(request.user), pk=pk))


def chosen(request: StaffRequest, of: Client | Candidate) -> HttpResponse:
    form = RhythmForm(
        typed(request), agencys=agencys_weeks(), initial={"weeks": of.touch_every_weeks}
    )
    if request.method == "POST" and form.is_valid():
        choose_rhythm(of, form.cleaned_data["weeks"], at=request.at)
        return say(request, _("The rhythm is kept."), go_to=of.get_absolute_url())
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "of": of}
    return render(request, "processes/contact_rhythm.html", context, status=status)
