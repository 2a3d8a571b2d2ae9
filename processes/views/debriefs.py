"""Debrief with one side after a meeting: a quick form from Today's row or from the meeting (K5)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from clients.models import Contact
from processes.debriefing import last_meeting
from processes.forms.debrief import DebriefForm
from processes.models import Candidacy, Debrief, Event, EventKind, OtherProcess
from processes.sides import Side
from processes.timeline import record
from processes.views.candidacies import find_candidacy
from processes.views.frame import typed
from processes.views.saying import say


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidacy_debrief(request: StaffRequest, pk: int, side: str) -> HttpResponse:
    """What they said, and how interest moved; or that nobody answered: then it is still owed."""
    if side not in Side.values:
        raise Http404
    found = find_candidacy(request, pk)
    if side == Side.CANDIDATE and found.is_clients_own:
        raise Http404  # only the client speaks with them (C8)
    asked = request.GET.get("meeting", "")
    number = int(asked) if asked.isdecimal() and len(asked) <= 18 else None
    meeting = last_meeting(found, number)
    nobody_answered = request.method == "POST" and "no_answer" in request.POST
    form = DebriefForm(
        None if nobody_answered else typed(request),
        candidacy=found,
        side=Side(side),
        meeting=meeting,
        now=request.at,
    )
    page = reverse("candidacy", args=[pk])
    if nobody_answered:
        call = rang_in_vain(request, found, Side(side))
        words = _("Logged: no answer. The debrief is still owed.")
        return say(request, words, go_to=page, undo=call)
    if request.method == "POST" and form.is_valid():
        debrief = keep(request, found, form)
        return say(request, told(debrief), go_to=page, undo=debrief.call)
    context = {
        "candidacy": found,
        "assignment": found.assignment,
        "form": form,
        "side": side,
        "meeting": meeting,
        "person": found.candidate if side == Side.CANDIDATE else whom_to_ring(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/debrief.html", context, status=status)


@transaction.atomic
def keep(request: StaffRequest, candidacy: Candidacy, form: DebriefForm) -> Debrief:
    at, said = form.cleaned_data["at"], form.cleaned_data
    debrief = Debrief.objects.take(
        candidacy, side=form.side, meeting=form.meeting, **form.said(), by=request.user, at=at
    )
    if employer := said.get("employer"):
        OtherProcess.objects.note(
            candidacy, employer, answers_on=said["answers_on"], by=request.user, at=at
        )
    return debrief


def rang_in_vain(request: StaffRequest, candidacy: Candidacy, side: Side) -> Event:
    """An ordinary call that nobody took."""
    at_once: dict[str, Any] = {"by": request.user, "at": request.at, "reached": False, "rang": "us"}
    if side == Side.CANDIDATE:
        return record(EventKind.CALLED, candidacy=candidacy, **at_once)
    chosen = request.POST.get("contact", "")
    people = candidacy.assignment.client.contacts.active()
    contact = people.filter(pk=chosen).first() if chosen.isdecimal() and len(chosen) < 19 else None
    contact = contact or candidacy.assignment.decider
    return record(EventKind.CALLED, assignment=candidacy.assignment, contact=contact, **at_once)


def told(debrief: Debrief) -> str:
    name = {"name": debrief.contact or debrief.candidacy.name}
    person = debrief.candidacy
    fallen = person.client_cooled_from if debrief.side == Side.CLIENT else person.cooled_from
    if fallen:
        return _("Noted. The interest of %(name)s has fallen: it stands on Today.") % name
    return _("Noted: the debrief with %(name)s.") % name


def whom_to_ring(form: DebriefForm) -> Contact | None:
    chosen = form["contact"].value()
    people = {str(one.pk): one for one in form.fields["contact"].queryset}  # type: ignore[attr-defined]
    return people.get(str(getattr(chosen, "pk", chosen)))
