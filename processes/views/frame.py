"""What stands on every page of an assignment: its one sentence, must-haves, schedule, tabs."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import StaffRequest
from processes.attention import is_without_dates
from processes.guides import unprepared, without_guides
from processes.models import AlreadyClosed, Assignment, Closing, Kind
from processes.schedule import counts_by_stage, weeks
from processes.shortlist import standing, with_shortlist

TABS = (
    ("assignment", gettext_lazy("Board")),
    ("assignment_presentation", gettext_lazy("Presentation")),
    ("assignment_timeline", gettext_lazy("Timeline")),
    ("assignment_schedule", gettext_lazy("Schedule")),
    ("assignment_obstacles", gettext_lazy("Obstacles")),
    ("assignment_reports", gettext_lazy("Reports")),
    ("assignment_brief", gettext_lazy("Brief")),
    ("assignment_vacancy", gettext_lazy("Vacancy")),
)
COMPANIES = ("target_companies", gettext_lazy("Target companies"))


def find_assignment(request: StaffRequest, pk: int, **more: Any) -> Assignment:
    """The assignment with those whom its pages name, or 404; ``more``: what only one page asks."""
    seen = (
        Assignment.objects.visible_to(request.user)
        .select_related("client", "owner", "decider", "ordered_by")
        .annotate(
            open_obstacles=Count("obstacles", filter=Q(obstacles__decided_at__isnull=True)),
            is_being_closed=Exists(Closing.objects.under_way().filter(assignment=OuterRef("pk"))),
            without_guides=without_guides(request.at, request.user),
            **more,
        )
    )
    try:
        return with_shortlist(seen).get(pk=pk)
    except Assignment.DoesNotExist:
        raise Http404 from None


def frame(request: StaffRequest, assignment: Assignment, tab: str) -> dict[str, Any]:
    activities = list(assignment.activities.all())
    for activity in activities:
        activity.assignment = assignment
    counts, ended = counts_by_stage(assignment)
    return {
        "assignment": assignment,
        "week": assignment.week(request.at),
        "without_dates": is_without_dates(assignment, request.at),
        "unprepared": unprepared(assignment.without_guides),  # type: ignore[attr-defined]
        "shortlist": standing(assignment, request.at),
        "must_haves": [must.text for must in assignment.must_haves.all()],
        "weeks": weeks(assignment, activities, counts, request.at),
        "activities": activities,
        "counts": counts,
        "ended_count": ended,
        "tabs": [
            {
                "label": label,
                "url": reverse(name, args=[assignment.pk]),
                "here": name == tab,
                "count": assignment.open_obstacles if name == "assignment_obstacles" else None,  # type: ignore[attr-defined]
            }
            for name, label in tabs_of(assignment)
        ],
    }


def tabs_of(assignment: Assignment) -> list[tuple[str, str | Promise]]:
    """A search has its target companies, beside what every assignment has."""
    tabs: list[tuple[str, str | Promise]] = list(TABS)
    if assignment.kind == Kind.SEARCH:
        tabs.insert(1, COMPANIES)
    return tabs


def typed(request: StaffRequest) -> QueryDict | None:
    """What was posted, be it nothing; None where the form is only shown."""
    return request.POST if request.method == "POST" else None


def searched(request: StaffRequest) -> str:
    """The words to search for; PostgreSQL knows no text with a zero character."""
    words = (request.POST or request.GET).get("q", "")
    return words.replace("\0", "").strip()[:80]


def refuse_if_closed(assignment: Assignment) -> None:
    """Raises ``AlreadyClosed``: nothing is added to an assignment that has ended."""
    if not assignment.is_open:
        raise AlreadyClosed(_("This assignment is closed. Nothing was changed."))
