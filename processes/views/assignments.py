"""The list of assignments: where people stand by stage, and what is late."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Count, Min
from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import STAFF, StaffRequest, open_to
from processes.models import Assignment, Candidacy, FollowUp, Kind
from processes.stages import Stage, counted
from processes.views.frame import searched

ON_A_PAGE = 50
MOST_PAGES = 1000


@open_to(STAFF)
def assignments(request: StaffRequest) -> HttpResponse:
    chosen = filters(request)
    rows = Assignment.objects.visible_to(request.user).select_related("client", "owner")
    if chosen["state"] != "any":
        rows = rows.filter(closed_at__isnull=chosen["state"] == "open")
    if chosen["whose"] == "mine":
        rows = rows.filter(owner=request.user)
    if chosen["kind"]:
        rows = rows.filter(kind=chosen["kind"])
    if chosen["q"]:
        rows = rows.named(chosen["q"])
    page = page_number(request)
    start = (page - 1) * ON_A_PAGE
    found = list(rows.open_first()[start : start + ON_A_PAGE + 1])
    context = {
        "rows": standing(found[:ON_A_PAGE], request),
        "page": page,
        "more": len(found) > ON_A_PAGE,
        "chosen": chosen,
        "kinds": Kind.choices,
    }
    wants_list = request.htmx and request.htmx.target == "assignments"
    template = "processes/assignments.html"
    return render(request, f"{template}#list" if wants_list else template, context)


def page_number(request: StaffRequest) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), MOST_PAGES) if asked.isdecimal() and len(asked) < 8 else 1


def filters(request: StaffRequest) -> dict[str, Any]:
    """What the reader asked for; recruiters begin with their own."""
    asked = request.GET
    whose = asked.get("whose") or ("all" if request.user.leads else "mine")
    kind = asked.get("kind", "")
    state = asked.get("state", "")
    return {
        "q": searched(request),
        "whose": "all" if whose == "all" else "mine",
        "kind": kind if kind in Kind.values else "",
        "state": state if state in {"closed", "any"} else "open",
        "is_plain": not any(asked.get(name) for name in ("q", "kind", "state", "page")),
    }


def standing(rows: list[Assignment], request: StaffRequest) -> list[dict[str, Any]]:
    """Each assignment with people by stage and what is late, in two queries for all of them."""
    stands: dict[int, dict[str, int]] = defaultdict(dict)
    people = Candidacy.objects.in_play().filter(assignment__in=rows).order_by()
    for pk, stage, count in people.values_list("assignment", "stage").annotate(Count("pk")):
        stands[pk][stage] = count
    overdue = FollowUp.objects.overdue(request.at).filter(assignment__in=rows).order_by()
    late = {
        pk: (count, since)
        for pk, count, since in overdue.values_list("assignment").annotate(
            Count("pk"), Min("due_at")
        )
    }
    return [
        {
            "assignment": one,
            "week": one.week(request.at),
            "stages": [
                {"label": counted(stage, stands[one.pk][stage]), "count": stands[one.pk][stage]}
                for stage in Stage
                if stands[one.pk].get(stage)
            ],
            "late": late.get(one.pk, (0, None))[0],
            "late_since": late.get(one.pk, (0, None))[1],
        }
        for one in rows
    ]
