"""Weekly reports: the list of them, and one as its client will see it or has seen it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from mailings.models import Letter
from processes.forms.report import StopForm, WordsForm
from processes.models import Report
from processes.reports.delivery import recipients
from processes.reports.rendering import said
from processes.reports.serving import frozen_page, pdf_file

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
    everybodys = request.GET.get("whose", "all" if request.user.leads else "mine") == "all"
    rows = Report.objects.visible_to(request.user)
    if not everybodys:
        rows = rows.filter(assignment__owner=request.user)
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
    }
    return render(request, "processes/reports.html", context)


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
    return found.defer("html", "text", "facts")


def address(state: str, everybodys: bool, page: int = 1) -> str:
    query = {"state": state} if state != "review" else {}
    query |= {"whose": "all" if everybodys else "mine"}
    query |= {"page": str(page)} if page > 1 else {}
    return f"{reverse('reports')}?{urlencode(query)}"


@open_to(STAFF)
@require_GET
def report(request: StaffRequest, pk: int) -> HttpResponse:
    return page_of(request, find_report(request, pk))


@open_to(STAFF)
@require_GET
def report_page(request: StaffRequest, pk: int) -> HttpResponse:
    """The frozen page, as the letter carried it."""
    found = find_report(request, pk)
    if not found.rendered_at:
        raise Http404
    return frozen_page(found)


@open_to(STAFF)
@require_GET
def report_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_report(request, pk)
    if found.pdf is None:
        raise Http404
    return pdf_file(found.pdf)


def find_report(request: StaffRequest, pk: int) -> Report:
    seen = Report.objects.visible_to(request.user).select_related(
        "assignment__client", "assignment__owner", "assignment__decider", "assignment__ordered_by"
    )
    found: Report = get_object_or_404(seen.select_related("approved_by", "stopped_by"), pk=pk)
    return found


def page_of(
    request: StaffRequest,
    found: Report,
    *,
    form: WordsForm | None = None,
    stop_form: StopForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    """The report's page; with a refused form or a refusal it is 422."""
    refused = bool(refusal or form or stop_form)
    assignment = found.assignment
    context = sheet(found, request) | {
        "form": form or WordsForm(instance=found),
        "stop_form": stop_form or StopForm(),
        "refusal": refusal,
        "recipients": recipients(found) if not found.letters_at else [],
        "letters": letters_of(found),
        "beside": beside(found),
        "is_late": found.waits_for_approval(request.at),
        "slot_has_passed": found.send_at <= request.at,
        "assignment": assignment,
    }
    return render(request, "processes/report.html", context, status=422 if refused else 200)


def letters_of(found: Report) -> QuerySet[Letter]:
    """By what they are about, which has an index; the content of letters is not shown here."""
    kind = ContentType.objects.get_for_model(Report)
    about = Letter.objects.filter(occasion_type=kind, occasion_id=found.pk)
    return about.defer("html", "text").order_by("pk")


def sheet(found: Report, request: StaffRequest) -> dict[str, Any]:
    """What the sheet at the left says, in the client's language; frozen pages need none."""
    if found.rendered_at:
        return {"report": found, "words": None}
    facts = found.known(request.at)
    with translation.override(found.language), timezone.override(facts.zone):
        return {"report": found, "words": said(found, facts)}


def beside(found: Report) -> dict[str, Report | None]:
    """The reports before and after this one on the same assignment."""
    rows = Report.objects.filter(assignment=found.assignment_id).only("slot_at")
    before = rows.filter(slot_at__lt=found.slot_at).order_by("-slot_at")[:1]
    after = rows.filter(slot_at__gt=found.slot_at).order_by("slot_at")[:1]
    near: dict[str, Report | None] = {"before": None, "after": None}
    for row in before.union(after):
        near["before" if row.slot_at < found.slot_at else "after"] = row
    return near
