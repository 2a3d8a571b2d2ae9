"""Meetings of a candidate with the client, or with us."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.meeting import (
    CancelMeetingForm,
    MeetingForm,
    MovedMeetingForm,
    PeopleOfAMeeting,
)
from processes.meetings.inviting import tell
from processes.models import Candidacy, Meeting, NoConsent
from processes.models.clients_own import LeaveToClient
from processes.models.meeting import HasPassed
from processes.views.candidacies import find_candidacy, step
from processes.views.frame import typed


@open_to(STAFF)
def candidacy_meeting(request: StaffRequest, pk: int) -> HttpResponse:
    """Books a meeting, or writes down one that has taken place."""
    found = find_candidacy(request, pk)
    form = MeetingForm(
        typed(request),
        candidacy=found,
        at=request.at,
        initial={
            "with_client": request.GET.get("with") != "us",
            "colleagues": [request.user] if request.GET.get("with") == "us" else [],
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            meeting, told = book(found, form, request)
        except NoConsent as refusal:
            form.add_error("with_client", str(refusal))
        except LeaveToClient as refusal:
            form.add_error(None, str(refusal))
        else:
            say_told(request, told)
            return redirect("candidacy", pk) if meeting.starts_at <= request.at else to(meeting)
    return asked(request, found, form, _("A meeting with %(name)s") % {"name": found.name})


@transaction.atomic
def book(
    candidacy: Candidacy, form: MeetingForm, request: StaffRequest
) -> tuple[Meeting, int | None]:
    """The meeting, and how many were told of it; None where nobody was to be told."""
    data = form.cleaned_data
    held, words, feedback_on = (data.pop(name) for name in ("held", "words", "feedback_on"))
    wants_telling = data.pop("tell")
    if not data["with_client"]:
        data["contact"], data["contacts"] = None, []
    meeting = Meeting.objects.book(candidacy, **data, by=request.user, at=request.at)
    if held:
        agreed = feedback_on if meeting.with_client else None
        meeting.was_held(by=request.user, at=request.at, words=words, feedback_on=agreed)
    elif wants_telling:
        return meeting, len(tell(meeting, by=request.user, at=request.at))
    return meeting, None


@open_to(STAFF)
def meeting_moving(request: StaffRequest, pk: int) -> HttpResponse:
    """Another time or place; calendars that have it take the new one for it."""
    meeting = found_meeting(request, pk)
    found = find_candidacy(request, meeting.candidacy_id)
    form = MovedMeetingForm(
        typed(request), instance=found_meeting(request, pk), candidacy=found, at=request.at
    )
    if request.method == "POST" and form.is_valid():
        try:
            told = move(meeting, form, request)
        except HasPassed as refusal:
            form.add_error(None, str(refusal))
        else:
            say_told(request, told)
            return to(meeting)
    heading = _("Change the meeting with %(name)s") % {"name": found.name}
    return asked(request, found, form, heading, meeting=meeting)


@transaction.atomic
def move(meeting: Meeting, form: MovedMeetingForm, request: StaffRequest) -> int | None:
    """How many were told of it; None where nobody was to be told."""
    wants_telling = form.cleaned_data.pop("tell")
    meeting.move_to(**form.cleaned_data, by=request.user, at=request.at)
    return len(tell(meeting, by=request.user, at=request.at)) if wants_telling else None


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def meeting_cancelling(request: StaffRequest, pk: int) -> HttpResponse:
    """It does not take place, and whoever has it in a calendar hears so."""
    meeting = found_meeting(request, pk)
    found = find_candidacy(request, meeting.candidacy_id)
    form = CancelMeetingForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            meeting.cancel(by=request.user, at=request.at, why=form.cleaned_data["why"])
            if form.cleaned_data["tell"]:
                say_told(request, len(tell(meeting, by=request.user, at=request.at)))
        return redirect("candidacy", meeting.candidacy_id)
    heading = _("Call off the meeting with %(name)s") % {"name": found.name}
    return step(request, found, form, heading, verb=pgettext("meeting", "Call it off"))


@open_to(STAFF)
@require_POST
def meeting_holding(request: StaffRequest, pk: int) -> HttpResponse:
    """A booked meeting has taken place."""
    meeting = found_meeting(request, pk)
    if meeting.starts_at <= request.at and not meeting.is_cancelled:
        meeting.was_held(by=request.user, at=request.at)
    return redirect("candidacy", meeting.candidacy_id)


def asked(
    request: StaffRequest, found: Candidacy, form: PeopleOfAMeeting, heading: str, **more: Any
) -> HttpResponse:
    """Who, when and where, what for; on a page of its own or in the dialog."""
    context: dict[str, Any] = {"candidacy": found, "assignment": found.assignment, "form": form}
    context |= {"heading": heading} | more
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/meeting_form.html", context, status=status)


def to(meeting: Meeting) -> HttpResponse:
    return redirect("meeting", meeting.pk)


def say_told(request: StaffRequest, told: int | None) -> None:
    if told is None:
        return
    said = ngettext("%(count)d letter is on its way.", "%(count)d letters are on their way.", told)
    nobody = _("Nobody had to be told anything new.")
    messages.success(request, said % {"count": told} if told else nobody)


def found_meeting(request: StaffRequest, pk: int) -> Meeting:
    rows = (
        Meeting.objects.visible_to(request.user)
        .select_related("contact", "booked_by", "candidacy__candidate", "candidacy__guide")
        .select_related("candidacy__assignment__client", "candidacy__assignment__decider")
        .select_related("candidacy__assignment__owner")
    )
    return get_object_or_404(rows, pk=pk)
