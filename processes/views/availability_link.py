"""The link of the monthly question: still so, something else, or not any more; one tap."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import StaffRequest
from accounts.models import LinkIsOver, SignedLink
from accounts.signed_links import opened_by_link
from processes.consultants.asking import PURPOSE
from processes.forms.availability import AvailabilityForm
from processes.models import Availability, NotFree
from processes.views.frame import typed

STILL, GONE, STOP, CHANGED = "still", "gone", "stop", "changed"


@opened_by_link(PURPOSE)
def availability_answer(request: StaffRequest, link: SignedLink) -> HttpResponse:
    """What we know, and three buttons; whatever has changed is said below them."""
    rows = Availability.objects.select_related("candidate__owner")
    mine = rows.filter(pk=link.row, agreed_at__isnull=False).first()
    if mine is None:
        raise LinkIsOver
    day = timezone.localtime(request.at, mine.candidate.working_hours().zone).date()
    answer = request.POST.get("answer", "")
    changed = typed(request) if answer == CHANGED else None
    form = AvailabilityForm(changed, candidate=mine.candidate, today=day)
    context = {"form": form, "known": mine, "candidate": mine.candidate, "today": day}
    said = answer in {STILL, GONE, STOP} or (answer == CHANGED and form.is_valid())
    if request.method == "POST" and said:
        try:
            keep(mine, answer, form, link, request)
        except NotFree:
            said = False
        else:
            return render(
                request, "processes/availability_thanks.html", {**context, "answer": answer}
            )
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/availability_link.html", context, status=status)


@transaction.atomic
def keep(
    mine: Availability, answer: str, form: AvailabilityForm, link: SignedLink, request: StaffRequest
) -> None:
    """Link and answer, both or neither. Raises ``LinkIsOver`` and ``NotFree``.

    The row is locked first, as the chore does, whose next letter withdraws the link.
    """
    mine.locked()
    link.use(at=request.at)
    if answer == STILL:
        mine.confirm(by=None, at=request.at)
    elif answer == GONE:
        mine.close(by=None, at=request.at)
    elif answer == STOP:
        Availability.objects.leave_alone(mine.candidate)
    else:
        Availability.objects.note(mine.candidate, form.terms, by=None, at=request.at)
