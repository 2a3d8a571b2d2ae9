"""The guide to meeting somebody (K4): written, published to the client, withdrawn."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.guide import GuideForm
from processes.guides import begun
from processes.models import (
    AlreadyClosed,
    Candidacy,
    GuideChangedMeanwhile,
    GuideSaysNothing,
    Meeting,
    MeetingGuide,
)
from processes.views.candidacies import find_candidacy
from processes.views.frame import refuse_if_closed, typed

WRITTEN = ["wants", "wants_words", "show", "case", "explore"]


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidacy_guide(request: StaffRequest, pk: int) -> HttpResponse:
    """Written in seconds: it begins with what is known."""
    return written(request, find_candidacy(request, pk))


@open_to(STAFF)
@require_POST
def guide_publication(request: StaffRequest, pk: int) -> HttpResponse:
    """Kept as it was typed, and from now on the client reads it."""
    return written(request, find_candidacy(request, pk), publish=True)


@open_to(STAFF)
@require_POST
def guide_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    """The client reads it no more."""
    found = find_candidacy(request, pk)
    get_object_or_404(MeetingGuide, candidacy=found).withdraw(by=request.user, at=request.at)
    messages.success(request, _("The client does not see the guide any more."))
    return redirect("candidacy", pk)


def written(request: StaffRequest, found: Candidacy, publish: bool = False) -> HttpResponse:
    guide = guide_of(found)
    known = model_to_dict(guide, WRITTEN) if guide else begun(found, by=request.user)
    form = GuideForm(typed(request), written=known, seen=guide.version if guide else "")
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep(request, found, form, publish=publish)
        except GuideChangedMeanwhile as changed:
            again = _("What you typed is still here; saving once more replaces theirs.")
            form.add_error(None, f"{changed} {again}")
            form.look_again(changed.guide.version if changed.guide else "")
        except GuideSaysNothing as nothing:
            form.add_error("wants", str(nothing))
        except AlreadyClosed as closed:
            form.add_error(None, str(closed))
        else:
            messages.success(request, said(kept))
            meeting = to_be_sent(kept, request.at)
            return redirect("meeting", meeting.pk) if meeting else redirect("candidacy", found.pk)
    context = {"candidacy": found, "assignment": found.assignment, "guide": guide, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/guide.html", context, status=status)


@transaction.atomic
def keep(
    request: StaffRequest, found: Candidacy, form: GuideForm, *, publish: bool
) -> MeetingGuide:
    refuse_if_closed(found.assignment)
    data = form.cleaned_data
    guide = MeetingGuide.objects.write(found, **data, by=request.user, at=request.at)
    if publish:
        guide.publish(by=request.user, at=request.at)
    return guide


def to_be_sent(guide: MeetingGuide, at: datetime) -> Meeting | None:
    """The next meeting with the client, where a published guide may go out as a letter."""
    coming = Meeting.objects.to_come(at).filter(candidacy=guide.candidacy_id, with_client=True)
    return coming.order_by("starts_at", "pk").first() if guide.is_published else None


def guide_of(found: Candidacy) -> MeetingGuide | None:
    return MeetingGuide.objects.filter(candidacy=found).select_related("written_by").first()


def said(guide: MeetingGuide) -> str:
    if guide.is_published:
        return _("The client reads the guide before each coming meeting.")
    return _("Kept as a draft. The client does not see it before you publish it.")
