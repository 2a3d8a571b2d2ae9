from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from accounts.access import STAFF, StaffRequest, open_to
from processes.search import everything

IN_THE_BOX, ON_THE_PAGE = 5, 20


@open_to(STAFF)
@require_GET
@vary_on_headers("HX-Request")
def search(request: StaffRequest) -> HttpResponse:
    """Everything that fits what was typed: a page, and the list below the search box."""
    typed = request.GET.get("q", "").strip()
    in_the_box = bool(request.htmx) and not request.htmx.history_restore_request
    groups = everything(typed, request.user, size=IN_THE_BOX if in_the_box else ON_THE_PAGE)
    template = "processes/search.html#found" if in_the_box else "processes/search.html"
    context = {"groups": groups, "search_text": typed, "in_the_box": in_the_box}
    return render(request, template, context)
