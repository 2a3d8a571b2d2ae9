"""Telling the client of an obstacle (C6): on the phone, in a meeting, or by letter."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import STAFF, StaffRequest, open_to
from processes import words
from processes.forms.telling import TellingForm, TellingLetterForm
from processes.models import Obstacle
from processes.obstacle_letter import draft, send
from processes.telling_letters import OnItsWay, readers
from processes.views.frame import typed
from processes.views.obstacles import found_obstacle
from processes.views.saying import say
from processes.views.telling import asked_reader, told, ways_to_tell


@open_to(STAFF)
def obstacle_telling(request: StaffRequest, pk: int) -> HttpResponse:
    """They have heard it from somebody: logs the call or meeting, and the client knows."""
    obstacle = found_obstacle(request, pk)
    form = TellingForm(typed(request), obstacle=obstacle, now=request.at)
    if request.method == "POST" and form.is_valid():
        back = way_back(obstacle)
        return told(request, obstacle, form, outcome=obstacle.title, go_to=back)
    return telling(request, obstacle, "obstacle_telling", {"form": form})


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
                said = _("The letter to %(name)s is on its way.") % {"name": reader.full_name}
                return say(request, said, go_to=way_back(obstacle))
    context = {"form": form, "reader": reader, "readers": people}
    return telling(request, obstacle, "obstacle_letter", context)


def way_back(obstacle: Obstacle) -> str:
    return reverse("assignment_obstacles", args=[obstacle.assignment_id])


def telling(
    request: StaffRequest, obstacle: Obstacle, name: str, context: dict[str, Any]
) -> HttpResponse:
    context |= {"obstacle": obstacle, "assignment": obstacle.assignment}
    return ways_to_tell(request, "obstacle", obstacle.pk, name, way_back(obstacle), context)
