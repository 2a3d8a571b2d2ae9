"""The list of weekly reports by state, and the way into those that are to be reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from processes.models import Report
from processes.reports.review import Review

PAGE = 50
STATES = (
    ("review", gettext_lazy("To review")),
    ("approved", pgettext_lazy("reports", "Approved")),
    ("sent", pgettext_lazy("reports", "Sent")),
    ("stopped", pgettext_lazy("reports", "Stopped")),
)


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    here: bool


@open_to(STAFF)
@require_GET
def reports(request: StaffRequest) -> HttpResponse:
    """What is to review comes first, the next to go out first of all; a lead sees everybody's."""
    state = request.GET.get("state", "review")
    review = Review.read(request.GET.get("whose"), request.user)
    everybodys, rows = review.everybodys, review.reports
    page = Paginator(in_state(rows, state), PAGE).get_page(request.GET.get("page"))
    trouble = rows.in_trouble(request.at).select_related("assignment__client", "assignment__owner")
    context = {
        "page": page,
        "state": state,
        "everybodys": everybodys,
        "trouble": trouble.order_by("send_at")[:PAGE],
        "tabs": [
            Tab(str(label), address(name, everybodys), name == state) for name, label in STATES
        ],
        "other_url": address(state, not everybodys),
        "newer_url": address(state, everybodys, page.number - 1) if page.has_previous() else "",
        "older_url": address(state, everybodys, page.number + 1) if page.has_next() else "",
        "whose": review.whose,
    }
    return render(request, "processes/reports.html", context)


@open_to(STAFF)
@require_GET
def reports_review(request: StaffRequest) -> HttpResponse:
    """The first of those that are to be reviewed; where there is none, the list says so."""
    return to_next(Review.read(request.GET.get("whose"), request.user))


def to_next(review: Review, done: Report | None = None) -> HttpResponse:
    """On to the draft behind the one that was dealt with, or to the list."""
    found = review.next(done)
    page = reverse("report", args=[found.pk]) if found else reverse("reports")
    return redirect(f"{page}?whose={review.whose}")


def in_state(rows: Any, state: str) -> QuerySet[Report]:
    chosen = {
        "review": lambda: rows.to_review().order_by("send_at", "pk"),
        "approved": lambda: rows.approved().order_by("send_at", "pk"),
        "sent": lambda: rows.sent().order_by("-slot_at", "-pk"),
        "stopped": lambda: rows.stopped().order_by("-slot_at", "-pk"),
    }.get(state)
    if chosen is None:
        raise Http404
    found: QuerySet[Report] = chosen().select_related("assignment__client", "assignment__owner")
    return found.defer("facts")


def address(state: str, everybodys: bool, page: int = 1) -> str:
    query = {"state": state} if state != "review" else {}
    query |= {"whose": "all" if everybodys else "mine"}
    query |= {"page": str(page)} if page > 1 else {}
    return f"{reverse('reports')}?{urlencode(query)}"
