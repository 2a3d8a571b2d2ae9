"""How it goes after the signature, for the agency's own people: both sides, call and letter."""

from __future__ import annotations

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import STAFF, StaffRequest, open_to
from processes import words
from processes.care.asking import AskedAlready, NothingToAsk, ask, is_asked
from processes.care.page import times_of
from processes.forms.care import CareCallForm, CareLetterForm
from processes.models import (
    AnsweredAlready,
    Candidacy,
    CareAnswer,
    FollowUp,
    Placement,
    Touchpoint,
)
from processes.models.care_answer import How, NotAskedYet
from processes.models.which_candidacies import CandidacyQuerySet
from processes.views.frame import typed
from processes.views.saying import say


@open_to(STAFF)
@require_safe
def care(request: StaffRequest, pk: int) -> HttpResponse:
    """Both sides of a placement side by side. Nobody outside ever sees this."""
    seen = Placement.objects.select_related(
        "candidacy__candidate", "candidacy__assignment__client", "candidacy__assignment__owner"
    )
    placement = get_object_or_404(seen.filter(candidacy__in=visible(request)), candidacy=pk)
    alerts = FollowUp.objects.waiting().filter(
        candidacy=pk, kind__in=["care_alert", "care_alert_candidate"]
    )
    context = {
        "placement": placement,
        "candidacy": placement.candidacy,
        "assignment": placement.candidacy.assignment,
        "times": times_of(placement),
        "alerts": alerts.select_related("opened_by").order_by("pk"),
    }
    return render(request, "processes/care.html", context)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def care_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The three questions on the phone."""
    point = find_touchpoint(request, pk)
    form = CareCallForm(typed(request), touchpoint=point)
    if request.method == "POST" and form.is_valid():
        try:
            CareAnswer.objects.keep(
                point,
                form.said,
                how=How.PHONE,
                by=request.user,
                contact=form.who,
                at=request.at,
            )
        except (AnsweredAlready, NotAskedYet) as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Noted how it goes for %(name)s.") % {"name": point.placement.candidacy.name}
            return say(request, said, go_to=way_back_from(point))
    return shown(request, point, form, "processes/care_answer.html")


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def care_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """The same questions by a letter with a link, now."""
    point = find_touchpoint(request, pk)
    form = CareLetterForm(typed(request), touchpoint=point)
    if request.method == "POST" and form.is_valid():
        try:
            letter = ask(point, to=form.who, by=request.user, at=request.at)
        except (AskedAlready, NothingToAsk, words.NoAddress) as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("The questions are on their way to %(name)s.") % {"name": letter.to_name}
            return say(request, said, go_to=way_back_from(point))
    return shown(request, point, form, "processes/care_letter.html")


def shown(request: StaffRequest, point: Touchpoint, form: BaseForm, page: str) -> HttpResponse:
    candidacy = point.placement.candidacy
    context = {
        "touchpoint": point,
        "form": form,
        "candidacy": candidacy,
        "assignment": candidacy.assignment,
        "is_asked": is_asked(point),
        "word": point.follow_ups.waiting().first(),
    }
    return render(request, page, context, status=422 if form.is_bound else 200)


def find_touchpoint(request: StaffRequest, pk: int) -> Touchpoint:
    """One that asks, of an assignment that this person sees, or 404."""
    seen = Touchpoint.objects.visible_to(request.user).with_people().filter(asks=True)
    opened = seen.filter(placement__candidacy__in=visible(request))
    found: Touchpoint = get_object_or_404(opened, pk=pk)
    return found


def visible(request: StaffRequest) -> CandidacyQuerySet:
    return Candidacy.objects.visible_to(request.user).opened_by(request.user)


def way_back_from(point: Touchpoint) -> str:
    return reverse("care", args=[point.placement.candidacy_id])
