"""Consent to be presented, the privacy notice, and leave to speak with a client's own."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from candidates.models import Candidate
from processes.forms.consent import (
    ConsentBackForm,
    ConsentForm,
    ContactAgreementForm,
    NoticeForm,
)
from processes.models import AlreadyClosed, Candidacy, ConsentHow, WrongStage
from processes.privacy_notice import give_notice
from processes.stages import SHOWN_TO_CLIENT, Stage
from processes.views.candidacies import find_candidacy, step
from processes.views.frame import refuse_if_closed, typed


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidacy_consent(request: StaffRequest, pk: int) -> HttpResponse:
    """Consent to be presented; with ``stage`` the card moves there in the same step."""
    found = find_candidacy(request, pk)
    stage = request.GET.get("stage", "")
    stage = stage if stage in SHOWN_TO_CLIENT and stage != Stage.PLACED else ""
    initial = {"how": ConsentHow.PHONE, "feedback_on": request.GET.get("feedback_on", "")}
    form = ConsentForm(
        typed(request), candidacy=found, stage=stage, now=request.at, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            agree(request, found, form, stage)
        except (WrongStage, AlreadyClosed) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said(found, stage))
            return redirect(way_back(request, found))
    heading = _("Does %(name)s agree to be presented?") % {"name": found.name}
    more = {
        "intro": "processes/parts/consent_question.html",
        "verb": _("Log it and move the card") if stage else _("Log it"),
        "consents": found.consents.select_related("by")[:10],
    }
    return step(request, found, form, heading, **more)


@transaction.atomic
def agree(request: StaffRequest, found: Candidacy, form: ConsentForm, stage: str) -> None:
    """The notice, the consent and the move: all of it, or nothing."""
    refuse_if_closed(found.assignment)
    data = form.cleaned_data
    if found.lacks_privacy_notice():
        give_notice(found.candidate, data["how"], by=request.user, at=data["at"])
    if "words" in form.fields:
        found.give_consent(data["how"], by=request.user, at=data["at"], words=data["words"])
    if stage:
        found.move_to(
            stage,
            by=request.user,
            at=request.at,
            seen=request.GET.get("from", ""),
            feedback_on=data.get("feedback_on"),
        )


def said(candidacy: Candidacy, stage: str) -> str:
    names = {"name": candidacy.name, "stage": candidacy.get_stage_display()}
    if stage:
        return _("%(name)s agrees, and now stands at “%(stage)s”.") % names
    return _("Logged. %(name)s may be presented to this client.") % names


def way_back(request: StaffRequest, candidacy: Candidacy) -> str:
    """To the board, where a card was to be moved; else to the candidacy."""
    if request.GET.get("stage") and request.GET.get("back") != "candidacy":
        return candidacy.assignment.get_absolute_url()
    return reverse("candidacy", args=[candidacy.pk])


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def consent_taking_back(request: StaffRequest, pk: int) -> HttpResponse:
    """They do not want to be presented to this client any more."""
    found = find_candidacy(request, pk)
    form = ConsentBackForm(typed(request))
    if request.method == "POST" and form.is_valid():
        found.take_consent_back(words=form.cleaned_data["words"], by=request.user, at=request.at)
        messages.success(
            request,
            _("Logged. Nothing more of %(name)s goes to the client.") % {"name": found.name},
        )
        return redirect("candidacy", pk)
    heading = _("%(name)s takes consent back") % {"name": found.name}
    return step(request, found, form, heading, verb=_("Log it"))


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def contact_agreement(request: StaffRequest, pk: int) -> HttpResponse:
    """The client has agreed that we may speak with its own candidate."""
    found = find_candidacy(request, pk)
    form = ContactAgreementForm(typed(request), candidacy=found)
    if request.method == "POST" and form.is_valid():
        found.agree_contact(form.cleaned_data["contact"], by=request.user, at=request.at)
        return redirect("candidacy", pk)
    heading = _("May we speak with %(name)s?") % {"name": found.name}
    return step(request, found, form, heading, verb=_("Log it"))


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def privacy_notice(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody was told what we keep of them, where it came from, and why."""
    found = get_object_or_404(Candidate.objects.opened_by(request.user), pk=pk)
    form = NoticeForm(typed(request), now=request.at, since=found.created_at)
    if request.method == "POST" and form.is_valid():
        give_notice(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("Logged: %(name)s knows.") % {"name": found.full_name})
        return redirect(found)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "candidate": found}
    return render(request, "processes/privacy_notice.html", context, status=status)
