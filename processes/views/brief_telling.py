"""Telling the client what is new in the brief (C2): on the phone, in a meeting, or by letter."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from processes import words
from processes.briefs.telling import OnItsWay, Untold, draft, send, untold
from processes.conversations import Conversation, log_conversation
from processes.forms.telling import HeardForm, TellingLetterForm
from processes.models import Assignment, BriefVersion, EventKind
from processes.obstacle_letter import readers
from processes.people import Person
from processes.views.frame import find_assignment, typed
from processes.views.obstacle_telling import asked_reader
from processes.views.saying import say


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def brief_telling(request: StaffRequest, pk: int) -> HttpResponse:
    """They have heard it from somebody: logs the call or meeting, and the client knows."""
    assignment = find_assignment(request, pk)
    new = untold(assignment)
    if new is None:
        return nothing_new(request, assignment)
    form = HeardForm(typed(request), assignment=assignment, known_at=new.version.at, now=request.at)
    if request.method == "POST" and form.is_valid():
        return told(request, seen(request, new), form)
    return telling(request, assignment, new, "brief_telling", {"form": form})


@transaction.atomic
def told(request: StaffRequest, version: BriefVersion, form: HeardForm) -> HttpResponse:
    said = form.cleaned_data
    contact, reached = said["contact"], said["how"] != "no_answer"
    kind = said["how"] if reached else EventKind.CALLED
    logged = log_conversation(
        Conversation(
            kind=kind,
            person=Person(contact=contact),
            at=said["at"],
            assignment=version.assignment,
            reached=reached,
            text=said["text"],
            outcome="" if said["text"] else _("What is new in the brief"),
        ),
        by=request.user,
    )
    back, name = way_back(version.assignment), {"name": contact.full_name}
    if not reached:
        return say(request, _("Logged. %(name)s does not know yet.") % name, go_to=back)
    version.tell(by=request.user, at=said["at"], contact=contact, how=kind, heard_in=logged.event)
    return say(request, _("%(name)s knows.") % name, go_to=back)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def brief_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """A letter with what is new and what it does to the dates; it counts once it has gone out."""
    assignment = find_assignment(request, pk)
    new = untold(assignment)
    if new is None:
        return nothing_new(request, assignment)
    people = readers(assignment)
    reader = asked_reader(request, people)
    form = None
    if reader is not None:
        initial = {}
        if request.method != "POST":
            initial = draft(assignment, reader, by=request.user, at=request.at)._asdict()
        form = TellingLetterForm(typed(request), initial=initial)
        if request.method == "POST" and form.is_valid():
            written = words.Draft(**form.cleaned_data)
            try:
                send(seen(request, new), written, to=reader, by=request.user, at=request.at)
            except (OnItsWay, words.NoAddress) as refusal:
                form.add_error(None, str(refusal))
            else:
                said = _("The letter to %(name)s is on its way.") % {"name": reader.full_name}
                return say(request, said, go_to=way_back(assignment))
    context = {"form": form, "reader": reader, "readers": people}
    return telling(request, assignment, new, "brief_letter", context)


def seen(request: StaffRequest, new: Untold) -> BriefVersion:
    """The version whose words were on the page: one that came since is still to be told."""
    asked = request.POST.get("version", "")
    if not asked.isdecimal() or len(asked) > 4:
        return new.version
    mine = BriefVersion.objects.filter(assignment=new.version.assignment_id)
    return mine.filter(number=asked).select_related("assignment").first() or new.version


def nothing_new(request: StaffRequest, assignment: Assignment) -> HttpResponse:
    """Somebody else has told them meanwhile."""
    said = _("The client knows the brief as it stands. There is nothing to tell.")
    return say(request, said, go_to=way_back(assignment))


def way_back(assignment: Assignment) -> str:
    return reverse("assignment_brief", args=[assignment.pk])


def telling(
    request: StaffRequest, assignment: Assignment, new: Untold, name: str, context: dict[str, Any]
) -> HttpResponse:
    """One of the two ways to tell, with the other beside it."""
    ways = {"brief_telling": _("On the phone, in a meeting"), "brief_letter": _("By letter")}
    context |= {
        "assignment": assignment,
        "new": new,
        "tabs": [
            {"label": label, "url": reverse(way, args=[assignment.pk]), "here": way == name}
            for way, label in ways.items()
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, f"processes/{name}.html", context, status=status)
