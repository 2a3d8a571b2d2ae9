"""A brief held against the role catalogue, and what each requirement costs (C2)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from accounts.access import STAFF, StaffRequest, open_to
from processes.requirement_costs import requirement_costs
from processes.role_catalogue.brief_check import check_brief
from processes.role_catalogue.saying import for_the_client
from processes.views.frame import find_assignment, frame

# Parts that other pages fetch, by the id of what they replace.
PARTS = {
    "brief-check": "processes/parts/brief_check.html",
    "brief-check-notice": "processes/parts/brief_check_notice.html",
    "requirement-costs": "processes/parts/requirement_costs.html",
}


@open_to(STAFF)
@require_GET
@vary_on_headers("HX-Request", "HX-Target")
def brief_check(request: StaffRequest, pk: int) -> HttpResponse:
    """Both on a page of their own; the brief and the board fetch their part of it."""
    found = find_assignment(request, pk)
    part = PARTS.get(request.htmx.target or "") if request.htmx else None
    must_haves = list(found.must_haves.all())
    context: dict[str, object] = {"assignment": found}
    if part != PARTS["requirement-costs"]:
        check = check_brief(found, [must.text for must in must_haves])
        context |= {"check": check, "draft": for_the_client(check)}
    if part in (None, PARTS["requirement-costs"]):
        context["costs"] = requirement_costs(found, must_haves)
    if part:
        return render(request, part, context)
    context |= frame(request, found, "assignment_brief")
    return render(request, "processes/brief_check.html", context)
