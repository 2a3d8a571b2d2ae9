"""Telling the client what is new in the brief (C2): on the phone, in a meeting, or by letter."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from processes import words
from processes.briefs.telling import Untold, draft, send, untold
from processes.forms.telling import HeardForm, TellingLetterForm
from processes.models import Assignment, BriefVersion
from processes.telling_letters import OnItsWay, readers
from processes.views.frame import find_assignment, typed
from processes.views.saying import say
from processes.views.telling import asked_reader, told, ways_to_tell


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
        known, back = seen(request, new), way_back(assignment)
        return told(request, known, form, outcome=_("What is new in the brief"), go_to=back)
    return telling(request, assignment, new, "brief_telling", {"form": form})


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
    context |= {"assignment": assignment, "new": new}
    return ways_to_tell(request, "brief", assignment.pk, name, way_back(assignment), context)
