"""Telling the client something: on the phone, in a meeting, or by letter. Two pages share it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import StaffRequest
from clients.models import Contact
from processes.conversations import Conversation, log_conversation
from processes.forms.telling import HeardForm, TellingForm
from processes.models import BriefVersion, EventKind, Obstacle
from processes.people import Person
from processes.views.saying import say


@transaction.atomic
def told(
    request: StaffRequest,
    row: BriefVersion | Obstacle,
    form: HeardForm | TellingForm,
    *,
    outcome: str,
    go_to: str,
) -> HttpResponse:
    """Logs the call or meeting with its ``outcome``, and the client knows."""
    said = form.cleaned_data
    contact, reached = said["contact"], said["how"] != "no_answer"
    kind = said["how"] if reached else EventKind.CALLED
    logged = log_conversation(
        Conversation(
            kind=kind,
            person=Person(contact=contact),
            at=said["at"],
            assignment=row.assignment,
            reached=reached,
            text=said["text"],
            outcome="" if said["text"] else outcome,
        ),
        by=request.user,
    )
    name = {"name": contact.full_name}
    if not reached:
        return say(request, _("Logged. %(name)s does not know yet.") % name, go_to=go_to)
    row.tell(by=request.user, at=said["at"], contact=contact, how=kind, heard_in=logged.event)
    return say(request, _("%(name)s knows.") % name, go_to=go_to)


def asked_reader(request: StaffRequest, people: list[Contact]) -> Contact | None:
    """Whom the letter is for: the one asked for, else the first who can be written to."""
    asked = (request.POST or request.GET).get("contact", "")
    return next((one for one in people if str(one.pk) == asked), people[0] if people else None)


def ways_to_tell(
    request: StaffRequest, what: str, pk: int, name: str, back: str, context: dict[str, Any]
) -> HttpResponse:
    """One of the two ways to tell ``what``, with the other beside it."""
    ways = {f"{what}_telling": _("On the phone, in a meeting"), f"{what}_letter": _("By letter")}
    context |= {
        "action": reverse(name, args=[pk]),
        "back": back,
        "tabs": [
            {"label": label, "url": reverse(way, args=[pk]), "here": way == name}
            for way, label in ways.items()
        ],
    }
    template = "telling_letter" if name.endswith("_letter") else name
    status = 422 if request.method == "POST" else 200
    return render(request, f"processes/{template}.html", context, status=status)
