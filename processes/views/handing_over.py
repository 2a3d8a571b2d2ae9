"""Somebody else owes it from now on: one follow-up, or a whole desk before its owner leaves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import LEADS, STAFF, StaffRequest, open_to
from accounts.models import Role, User
from processes.desks import Desk, NoDeputy
from processes.forms.handing_over import HandingOverForm
from processes.models import FollowUp, SettledMeanwhile
from processes.views.saying import say

SHOWN = 8


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def follow_up_handing_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Another owner for one word; who settled it meanwhile has kept it, and nothing changes."""
    word = get_object_or_404(FollowUp.objects.visible_to(request.user).with_people(), pk=pk)
    form = HandingOverForm(request.POST or None, giver=word.owner, at=request.at)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            word.hand_over(to, by=request.user, at=request.at, why=form.cleaned_data["why"])
        except (SettledMeanwhile, ValueError) as refusal:
            form.add_error(None, str(refusal))
        else:
            words = {"name": word.waiting_for, "to": to}
            return say(request, _("%(name)s: handed over to %(to)s.") % words)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "follow_up": word}
    return render(request, "processes/follow_up_handing_over.html", context, status=status)


@open_to(LEADS)
@require_http_methods(["GET", "POST"])
def desk(request: StaffRequest, pk: int) -> HttpResponse:
    """All that somebody looks after, and to whom it goes."""
    giver = get_object_or_404(User.objects.exclude(role=Role.CLIENT), pk=pk)
    theirs = Desk(giver)
    form = HandingOverForm(request.POST or None, giver=giver, at=request.at)
    if request.method == "POST" and form.is_valid():
        to, why = form.cleaned_data["to"], form.cleaned_data["why"]
        try:
            theirs.hand_over(to, by=request.user, at=request.at, why=why)
        except (NoDeputy, ValueError) as refusal:
            form.add_error("to", str(refusal))
        else:
            words = {"name": giver, "to": to}
            messages.success(request, _("%(to)s looks after the desk of %(name)s.") % words)
            return redirect("desk", pk)
    context = {
        "form": form,
        "person": giver,
        "left": theirs.left(),
        "assignments": theirs.assignments.select_related("client")[:SHOWN],
        "clients": theirs.clients[:SHOWN],
        "words": theirs.words.with_people()[:SHOWN],
        "leaves": theirs.deputising.select_related("user"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/desk.html", context, status=status)
