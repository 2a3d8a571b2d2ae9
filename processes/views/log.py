"""Logging a call, meeting, mail or note from every page; what follows from it is told at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from processes.conversations import Logged, log_conversation, told
from processes.forms.log import LogForm
from processes.models import LOGGED, Assignment, Candidacy, FollowUp, LeaveToClient
from processes.people import Person, people_at, people_named, people_of
from processes.views.saying import say

ABOUT = "log-about"


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def log_call(request: StaffRequest) -> HttpResponseBase:
    if request.method == "POST":
        return write_down(request)
    known, found = beginning(request)
    form = LogForm(reader=request.user, now=request.at, initial=known, found=found)
    keep = urlencode({"assignment": known["assignment"]}) if known.get("assignment") else ""
    form.fields["who"].widget.attrs["hx-get"] = f"{reverse('log_call')}?{keep}"
    part = "#about" if request.htmx.target == ABOUT else ""
    context = {"form": form, "given": was_given(request, known.get("follow_up", ""))}
    return render(request, f"processes/log.html{part}", context)


def write_down(request: StaffRequest) -> HttpResponseBase:
    form = LogForm(request.POST, reader=request.user, now=request.at)
    if not form.is_valid():
        return render(request, "processes/log.html", {"form": form}, status=422)
    said = form.conversation()
    try:
        logged = log_conversation(said, by=request.user)
    except LeaveToClient as refusal:
        form.add_error("who", str(refusal))
        return render(request, "processes/log.html", {"form": form}, status=422)
    words = told(said, logged.settled)
    if was_given(request, form.cleaned_data["follow_up"], before=logged):
        words = f"{words} {_('Somebody has given this word in the meantime.')}"
    return say(request, words, go_to=form.cleaned_data["next"], undo=logged.event)


def beginning(request: StaffRequest) -> tuple[dict[str, Any], list[Person]]:
    """What the address says already, and people to choose from."""
    asked: dict[str, str] = {name: str(value) for name, value in request.GET.items() if value}
    number = {name: int(value) for name, value in asked.items() if is_id(value)}
    known: dict[str, Any] = {"next": asked.get("next", ""), "who": asked.get("who", "")}
    if asked.get("kind") in LOGGED:
        known["kind"] = asked["kind"]
    for kind in ("candidate", "contact"):
        if kind in number:
            known["who"] = f"{kind}-{number[kind]}"
    if "assignment" in number:
        known["assignment"] = str(number["assignment"])
    if "candidacy" in number:
        known |= from_candidacy(request, number["candidacy"])
    if "follow_up" in number:
        known |= from_follow_up(request, number["follow_up"])
    found = people_named(asked.get("q", "")[:80], request.user, request.at)
    if not known["who"] and "client" in number:
        found += people_at(number["client"])
    if not known["who"] and "assignment" in number:
        assignment = (
            Assignment.objects.visible_to(request.user).filter(pk=number["assignment"]).first()
        )
        found += people_of(assignment) if assignment else []
    return known, found


def is_id(value: str) -> bool:
    return value.isdecimal() and len(value) <= 18


def from_candidacy(request: StaffRequest, pk: int) -> dict[str, str]:
    candidacy = Candidacy.objects.visible_to(request.user).filter(pk=pk).first()
    if candidacy is None:
        return {}
    who = f"candidate-{candidacy.candidate_id}"
    return {"who": who, "assignment": str(candidacy.assignment_id)}


def from_follow_up(request: StaffRequest, pk: int) -> dict[str, str]:
    """Whom to ring so that the word is given, or got."""
    follow_up = FollowUp.objects.visible_to(request.user).with_people().filter(pk=pk).first()
    if follow_up is None:
        return {}
    known = {"assignment": str(follow_up.assignment_id or ""), "follow_up": str(pk)}
    if follow_up.candidacy and follow_up.rule.owed == "candidate":
        return known | {"who": f"candidate-{follow_up.candidacy.candidate_id}"}
    if follow_up.candidacy:
        known["answer_on"] = str(follow_up.candidacy_id)
    contact = follow_up.whom_to_ring
    return known | {"who": f"contact-{contact.pk}" if contact else f"client-{follow_up.client_id}"}


def was_given(request: StaffRequest, pk: str, before: Logged | None = None) -> bool:
    """Whether the word that the form was opened for has been given already, by something else."""
    given_now = [word.pk for word in before.settled] if before else []
    if not is_id(pk) or int(pk) in given_now:
        return False
    seen = FollowUp.objects.visible_to(request.user)
    return seen.filter(pk=pk, settled_at__isnull=False).exists()


@open_to(STAFF)
@require_GET
def people(request: StaffRequest) -> JsonResponse:
    """Options for "With whom", as somebody types."""
    found = people_named(request.GET.get("q", "")[:80], request.user, request.at)
    options = [{"value": one.key, "text": one.name, "detail": one.detail} for one in found]
    return JsonResponse({"results": options})
