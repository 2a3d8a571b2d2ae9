"""Telling the client of an obstacle (C6): on the phone, in a meeting, or by letter."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import STAFF, StaffRequest, open_to
from clients.models import Contact
from processes import words
from processes.conversations import Conversation, log_conversation
from processes.forms.telling import TellingForm, TellingLetterForm
from processes.models import EventKind, Obstacle
from processes.obstacle_letter import OnItsWay, draft, readers, send
from processes.people import Person
from processes.views.frame import typed
from processes.views.obstacles import found_obstacle
from processes.views.saying import say


@open_to(STAFF)
def obstacle_telling(request: StaffRequest, pk: int) -> HttpResponse:
    """They have heard it from somebody: logs the call or meeting, and the client knows."""
    obstacle = found_obstacle(request, pk)
    form = TellingForm(typed(request), obstacle=obstacle, now=request.at)
    if request.method == "POST" and form.is_valid():
        return told(request, obstacle, form)
    return telling(request, obstacle, "obstacle_telling", {"form": form})


@transaction.atomic
def told(request: StaffRequest, obstacle: Obstacle, form: TellingForm) -> HttpResponse:
    said = form.cleaned_data
    contact, reached = said["contact"], said["how"] != "no_answer"
    kind = said["how"] if reached else EventKind.CALLED
    logged = log_conversation(
        Conversation(
            kind=kind,
            person=Person(contact=contact),
            at=said["at"],
            assignment=obstacle.assignment,
            reached=reached,
            text=said["text"],
            outcome="" if said["text"] else obstacle.title,
        ),
        by=request.user,
    )
    back = reverse("assignment_obstacles", args=[obstacle.assignment_id])
    name = {"name": contact.full_name}
    if not reached:
        return say(request, _("Logged. %(name)s does not know yet.") % name, go_to=back)
    obstacle.tell(by=request.user, at=said["at"], contact=contact, how=kind, heard_in=logged.event)
    return say(request, _("%(name)s knows.") % name, go_to=back)


@open_to(STAFF)
def obstacle_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """A letter with evidence, ways out and our advice; it counts once it has gone out."""
    obstacle = found_obstacle(request, pk)
    people = readers(obstacle.assignment)
    reader = asked_reader(request, people)
    form = None
    if reader is not None:
        initial = {}
        if request.method != "POST":
            initial = draft(obstacle, reader, by=request.user, at=request.at)._asdict()
        form = TellingLetterForm(typed(request), initial=initial)
        if request.method == "POST" and form.is_valid():
            written = words.Draft(**form.cleaned_data)
            try:
                send(obstacle, written, to=reader, by=request.user, at=request.at)
            except (OnItsWay, words.NoAddress) as refusal:
                form.add_error(None, str(refusal))
            else:
                back = reverse("assignment_obstacles", args=[obstacle.assignment_id])
                said = _("The letter to %(name)s is on its way.") % {"name": reader.full_name}
                return say(request, said, go_to=back)
    context = {"form": form, "reader": reader, "readers": people}
    return telling(request, obstacle, "obstacle_letter", context)


def asked_reader(request: StaffRequest, people: list[Contact]) -> Contact | None:
    """Whom the letter is for: the one asked for, else the first who can be written to."""
    asked = (request.POST or request.GET).get("contact", "")
    return next((one for one in people if str(one.pk) == asked), people[0] if people else None)


def telling(
    request: StaffRequest, obstacle: Obstacle, name: str, context: dict[str, Any]
) -> HttpResponse:
    """One of the two ways to tell, with the other beside it."""
    ways = {"obstacle_telling": _("On the phone, in a meeting"), "obstacle_letter": _("By letter")}
    context |= {
        "obstacle": obstacle,
        "assignment": obstacle.assignment,
        "tabs": [
            {"label": label, "url": reverse(way, args=[obstacle.pk]), "here": way == name}
            for way, label in ways.items()
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, f"processes/{name}.html", context, status=status)
