from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from accounts.access import STAFF, StaffRequest, open_to
from processes.search import beginnings, everything

IN_THE_PALETTE, ON_THE_PAGE = 5, 20


@open_to(STAFF)
@require_GET
@vary_on_headers("HX-Request")
def search(request: StaffRequest) -> HttpResponse:
    """Everything that fits what was typed: a page, and the list of the palette (Ctrl K)."""
    typed = request.GET.get("q", "").strip()
    in_the_palette = bool(request.htmx) and not request.htmx.history_restore_request
    size = IN_THE_PALETTE if in_the_palette else ON_THE_PAGE
    user = request.user
    groups = everything(typed, user, size=size, at=request.at) if typed else beginnings(user)
    template = "processes/search_options.html" if in_the_palette else "processes/search.html"
    context = {"groups": groups, "search_text": typed}
    return render(request, template, context)
