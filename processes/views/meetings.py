"""Meetings of a candidate with the client, or with us."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.meeting import MeetingForm, MovedMeetingForm
from processes.models import Candidacy, Meeting
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
        initial={"with_client": request.GET.get("with") != "us"},
    )
    if request.method == "POST" and form.is_valid():
        book(found, form, request)
        return redirect("candidacy", pk)
    return step(request, found, form, _("A meeting with %(name)s") % {"name": found.name})


@transaction.atomic
def book(candidacy: Candidacy, form: MeetingForm, request: StaffRequest) -> None:
    data = form.cleaned_data
    held, words, feedback_on = (data.pop(name) for name in ("held", "words", "feedback_on"))
    if not data["with_client"]:
        data["contact"] = None
    meeting = Meeting.objects.book(candidacy, **data, by=request.user, at=request.at)
    if held:
        agreed = feedback_on if meeting.with_client else None
        meeting.was_held(by=request.user, at=request.at, words=words, feedback_on=agreed)


@open_to(STAFF)
def meeting_moving(request: StaffRequest, pk: int) -> HttpResponse:
    """Another time or place; calendars that have it take the new one for it."""
    meeting = found_meeting(request, pk)
    found = find_candidacy(request, meeting.candidacy_id)
    form = MovedMeetingForm(typed(request), instance=found_meeting(request, pk), at=request.at)
    if request.method == "POST" and form.is_valid():
        try:
            meeting.move_to(**form.cleaned_data, by=request.user, at=request.at)
        except HasPassed as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("candidacy", found.pk)
    return step(request, found, form, _("Move the meeting with %(name)s") % {"name": found.name})


@open_to(STAFF)
@require_POST
def meeting_cancelling(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = found_meeting(request, pk)
    meeting.cancel(by=request.user, at=request.at)
    return redirect("candidacy", meeting.candidacy_id)


@open_to(STAFF)
@require_POST
def meeting_holding(request: StaffRequest, pk: int) -> HttpResponse:
    """A booked meeting has taken place."""
    meeting = found_meeting(request, pk)
    if meeting.starts_at <= request.at and not meeting.is_cancelled:
        meeting.was_held(by=request.user, at=request.at)
    return redirect("candidacy", meeting.candidacy_id)


def found_meeting(request: StaffRequest, pk: int) -> Meeting:
    rows = (
        Meeting.objects.visible_to(request.user)
        .select_related("contact", "candidacy__candidate", "candidacy__assignment__client")
        .select_related("candidacy__assignment__decider", "candidacy__assignment__owner")
    )
    return get_object_or_404(rows, pk=pk)
