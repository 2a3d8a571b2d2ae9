"""Insights: who came back, and who called whom first (A3, A5)."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from accounts.models import Agency
from processes.came_by import CameBy
from processes.top_of_mind import returning

YEARS = (1, 3, 5, 10)


@open_to(STAFF)
@require_GET
def insights_returning(request: StaffRequest) -> HttpResponse:
    """Returning clients by year, how their orders came, and how people moved on."""
    zone = Agency.current().working_hours().zone
    asked = request.GET.get("years", "")
    years = int(asked) if asked.isdecimal() and asked in map(str, YEARS) else YEARS[1]
    first = request.at.astimezone(zone).year - years + 1
    since = datetime(first, 1, 1, tzinfo=zone)
    came_by = request.GET.get("came_by", "")
    came_by = came_by if came_by in CameBy.values else ""
    user, shown = request.user, returning.CASES_SHOWN
    rows = returning.by_year(user, since, zone)
    context = {
        "years": years,
        "choices": [
            (
                one,
                ngettext("%(number)s calendar year", "%(number)s calendar years", one)
                % {"number": one},
            )
            for one in YEARS
        ],
        "rows": rows,
        "clients": returning.clients_ways(rows),
        "candidates": returning.candidates_ways(user, since),
        "came_by": CameBy(came_by) if came_by else None,
        "orders": returning.returning_orders(user, since, came_by)[:shown],
        "moves": returning.moving_on(user, since)
        .select_related("candidate", "assignment__client", "by")
        .newest_first()[:shown],
    }
    return render(request, "processes/insights_returning.html", context)
