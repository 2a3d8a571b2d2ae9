"""Aftercare: the plan of one placement, and what comes in the next weeks (A1, A2)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import STAFF, StaffRequest, open_to
from processes.aftercare.calendar import calendar
from processes.aftercare.plan import plan_of
from processes.confidential import seen_by
from processes.forms.aftercare import NotWantedForm
from processes.models import Candidacy, FollowUp, Placement, Touchpoint
from processes.views.frame import typed
from processes.views.saying import say


@open_to(STAFF)
@require_safe
def aftercare(request: StaffRequest) -> HttpResponse:
    """The next weeks: whoever leads sees everybody's first, a recruiter their own."""
    whose = request.GET.get("whose", "all" if request.user.leads else "mine")
    everybody = whose == "all"
    context = {
        "calendar": calendar(request.user, request.at, everybody=everybody),
        "everybody": everybody,
        "tabs": [
            {"label": label, "url": f"{reverse('aftercare')}?whose={name}", "here": here}
            for name, label, here in (
                ("mine", _("Mine"), not everybody),
                ("all", _("Everybody's"), everybody),
            )
        ],
    }
    return render(request, "processes/aftercare.html", context)


@open_to(STAFF)
@require_safe
def candidacy_aftercare(request: StaffRequest, pk: int) -> HttpResponse:
    """The plan of a placement, both sides side by side."""
    seen = Placement.objects.filter(seen_by(request.user, "candidacy__assignment"))
    placement = get_object_or_404(
        seen.select_related(
            "candidacy__candidate",
            "candidacy__assignment__client",
            "candidacy__assignment__owner",
            "candidacy__assignment__decider",
            "candidacy__assignment__ordered_by",
        ),
        candidacy__in=Candidacy.objects.opened_by(request.user).filter(pk=pk),
    )
    context = {
        "placement": placement,
        "candidacy": placement.candidacy,
        "assignment": placement.candidacy.assignment,
        "plan": plan_of(placement, request.at),
    }
    return render(request, "processes/candidacy_aftercare.html", context)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def touchpoint_not_wanted(request: StaffRequest, pk: int) -> HttpResponse:
    """They would rather not hear from us about it: nobody owes it any more."""
    opened = Candidacy.objects.opened_by(request.user)
    seen = Touchpoint.objects.visible_to(request.user).filter(placement__candidacy__in=opened)
    point = get_object_or_404(seen.with_people(), pk=pk)
    form = NotWantedForm(typed(request))
    if request.method == "POST" and form.is_valid():
        if not FollowUp.objects.waiting().filter(touchpoint=point).exists():
            form.add_error(None, _("Nobody owes this word now: it was given, or is still to come."))
        else:
            point.not_wanted(by=request.user, at=request.at, why=form.cleaned_data["why"])
            said = _("Noted. %(what)s is not owed any more.") % {"what": point.name}
            plan = reverse("candidacy_aftercare", args=[point.placement.candidacy_id])
            return say(request, said, go_to=plan)
    context = {"form": form, "point": point, "candidacy": point.placement.candidacy}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/touchpoint_not_wanted.html", context, status=status)
