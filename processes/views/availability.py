"""When consultants are free: the list for the next order, and noting what one has said."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import STAFF, StaffRequest, open_to
from candidates.models import Candidate
from processes.forms.availability import AvailableFilter, NotedAvailabilityForm, known_of
from processes.models import Assignment, Availability, NotFree
from processes.models.availability import AvailabilityQuerySet
from processes.views.frame import typed
from processes.views.saying import say

PAGE = 50


@open_to(STAFF)
@require_safe
def available(request: StaffRequest) -> HttpResponse:
    """Free when, able to what: whoever said so last comes first."""
    form = AvailableFilter(request.GET)
    narrowed = form.narrowed(Availability.objects.open())
    rows = list(
        after(narrowed, request.GET.get("after", ""))
        .select_related("candidate")
        .defer("candidate__about")
        .order_by("-noted_at", "-id")[: PAGE + 1]
    )
    wanted = form.cleaned_data.get("assignment")
    seen = Assignment.objects.visible_to(request.user).filter(closed_at=None)
    context = {
        "form": form,
        "rows": rows[:PAGE],
        "more": next_page(request, rows) if len(rows) > PAGE else "",
        "today": timezone.localtime(request.at).date(),
        "assignment": seen.filter(pk=wanted).select_related("client").first() if wanted else None,
    }
    part = "#rows" if request.htmx.target == "rows" else ""
    return render(request, f"processes/available.html{part}", context)


def after(rows: AvailabilityQuerySet, mark: str) -> AvailabilityQuerySet:
    """Those behind a mark; one that nobody wrote is the beginning."""
    moment, _dash, pk = mark.rpartition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        at = None
    if at is None or timezone.is_naive(at) or not pk.isdecimal() or len(pk) > 18:
        return rows
    return rows.filter(Q(noted_at__lt=at) | Q(noted_at=at, pk__lt=int(pk)))


def next_page(request: StaffRequest, rows: list[Availability]) -> str:
    last = rows[PAGE - 1]
    assert last.noted_at is not None, "whoever is free has said so"
    asked = {name: value for name, value in request.GET.items() if name != "after" and value}
    return "?" + urlencode({**asked, "after": f"{last.noted_at.isoformat()}_{last.pk}"})


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_availability(request: StaffRequest, pk: int) -> HttpResponse:
    candidate = find_candidate(request, pk)
    form = NotedAvailabilityForm(typed(request), candidate=candidate, today=today(request))
    if request.method == "POST" and form.is_valid():
        Availability.objects.note(candidate, form.terms, by=request.user, at=request.at)
        if form.cleaned_data.get("asks_monthly"):
            Availability.objects.agree(candidate, by=request.user, at=request.at)
        else:
            Availability.objects.leave_alone(candidate)
        said = _("Noted when %(name)s is free.") % {"name": candidate.full_name}
        return say(request, said, go_to=candidate.get_absolute_url())
    context = {"form": form, "candidate": candidate, "known": known_of(candidate)}
    status = 422 if form.is_bound else 200
    return render(request, "processes/candidate_availability.html", context, status=status)


@open_to(STAFF)
@require_POST
def candidate_availability_confirmation(request: StaffRequest, pk: int) -> HttpResponse:
    """Still so, as they have just said."""
    candidate = find_candidate(request, pk)
    known = known_of(candidate)
    said = _("Nothing is noted that could still be so.")
    if known is not None:
        try:
            known.confirm(by=request.user, at=request.at)
            said = _("Noted: %(name)s is still free as said.") % {"name": candidate.full_name}
        except NotFree:
            pass
    return say(request, said, go_to=candidate.get_absolute_url())


@open_to(STAFF)
@require_POST
def candidate_availability_end(request: StaffRequest, pk: int) -> HttpResponse:
    """They take nothing for now."""
    candidate = find_candidate(request, pk)
    known = known_of(candidate)
    if known is not None:
        known.close(by=request.user, at=request.at)
    said = _("Noted: %(name)s takes no assignment for now.") % {"name": candidate.full_name}
    return say(request, said, go_to=candidate.get_absolute_url())


def find_candidate(request: StaffRequest, pk: int) -> Candidate:
    people = Candidate.objects.opened_by(request.user).select_related("availability")
    return get_object_or_404(people, pk=pk)


def today(request: StaffRequest) -> date:
    return timezone.localtime(request.at).date()
