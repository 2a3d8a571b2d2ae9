"""Where the numbers of reports come from, and two reports side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from processes.models import Assignment, Report
from processes.reports.behind import UnknownFigure, behind
from processes.reports.sentences import stage_label
from processes.views.log import is_id
from processes.views.report_page import find_report, seen

TO_CHOOSE = 60  # reports of one assignment; more than a year of them


@dataclass(frozen=True)
class Compared:
    """A number in the earlier and in the later report."""

    label: str
    earlier: int
    later: int

    @property
    def change(self) -> int:
        return self.later - self.earlier


def closed_pages(assignment: Assignment) -> set[str]:
    """Of people on it whom retention closed, which are for leads."""
    closed = assignment.candidacies.filter(candidate__closed_at__isnull=False)
    return {reverse("candidacy", args=[pk]) for pk in closed.values_list("pk", flat=True)}


@open_to(STAFF)
@require_GET
def report_behind(request: StaffRequest, pk: int, figure: str) -> HttpResponse:
    """The rows that a number of the report counts."""
    found = find_report(request, pk)
    try:
        told = behind(found, figure, request.at)
    except UnknownFigure:
        raise Http404 from None
    shut = set() if request.user.leads else closed_pages(found.assignment)
    context = {"report": found, "behind": told, "shut": shut}
    return render(request, "processes/report_behind.html", context)


@open_to(STAFF)
@require_GET
def report_compare(request: StaffRequest, pk: int) -> HttpResponse:
    """A report that went out beside another on the same assignment, by default the next."""
    found = find_report(request, pk)
    sent = Report.objects.sent().filter(assignment=found.assignment_id)
    to_choose = list(sent.only("slot_at", "sent_at").order_by("-slot_at")[:TO_CHOOSE])
    if not found.sent_at:
        raise Http404
    other = chosen(request, found, to_choose)
    both = sorted([found, other], key=lambda one: one.slot_at) if other else [found]
    context = {
        "assignment": found.assignment,
        "both": both,
        "to_choose": to_choose,
        "compared": compared(*both, request=request) if other else [],
    }
    return render(request, "processes/report_compare.html", context)


def chosen(request: StaffRequest, found: Report, to_choose: list[Report]) -> Report | None:
    """The one asked for, else the next, else the one before; None where it is the only one."""
    asked = request.GET.get("with", "")
    if asked:
        if not is_id(asked) or int(asked) == found.pk:
            raise Http404
        rows = seen(request).sent().filter(assignment=found.assignment_id)  # type: ignore[attr-defined]
        one: Report = get_object_or_404(rows, pk=int(asked))
        return one
    later = [one for one in to_choose if one.slot_at > found.slot_at]
    earlier = [one for one in to_choose if one.slot_at < found.slot_at]
    near = later[-1] if later else earlier[0] if earlier else None
    return find_report(request, near.pk) if near else None


def compared(earlier: Report, later: Report, *, request: StaffRequest) -> list[Compared]:
    """What both have counted."""
    was, now = earlier.known(request.at), later.known(request.at)
    stages = {step.stage: step.total for step in now.funnel}
    rows = [
        Compared(stage_label(step.stage), step.total, stages[step.stage])
        for step in was.funnel
        if step.stage in stages
    ]
    return [
        *rows,
        Compared(_("Have answered"), was.answered, now.answered),
        Compared(_("Have left"), was.left_total, now.left_total),
    ]
