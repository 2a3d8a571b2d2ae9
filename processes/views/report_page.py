"""One report as its client will see it or has seen it, beside the recruiter's words."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from accounts.trail.readings import noted
from mailings.models import Letter
from processes.forms.report_words import WordsForm
from processes.models import Report
from processes.models.document import Reader
from processes.models.edition import Edition
from processes.reports.proposals import proposed
from processes.reports.rendering import said
from processes.reports.review import Review
from processes.reports.serving import frozen_page, pdf_file


@open_to(STAFF)
@require_GET
def report(request: StaffRequest, pk: int) -> HttpResponse:
    return page_of(request, pk)


@open_to(STAFF)
@require_GET
def report_page(request: StaffRequest, pk: int) -> HttpResponse:
    """The frozen page, as the letter carried it, in one of its languages."""
    return frozen_page(find_edition(request, pk))


@open_to(STAFF)
@require_GET
@noted(about=Report)
def report_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    return pdf_file(find_edition(request, pk).pdf)


def find_edition(request: StaffRequest, pk: int) -> Edition:
    edition = find_report(request, pk).edition(request.GET.get("language", ""))
    if edition is None:
        raise Http404
    return edition


def seen(request: StaffRequest) -> QuerySet[Report]:
    """The reports that this reader may see, with those whom their pages name."""
    return Report.objects.visible_to(request.user).select_related(
        *("assignment__client", "assignment__owner", "assignment__decider"),
        *("assignment__ordered_by", "approved_by", "stopped_by"),
    )


def find_report(request: StaffRequest, pk: int) -> Report:
    found: Report = get_object_or_404(seen(request), pk=pk)
    return found


def page_of(
    request: StaffRequest, pk: int, *, form: WordsForm | None = None, refusal: str = ""
) -> HttpResponse:
    """The report's page; with refused words or a refusal it is 422."""
    review = Review.read(request.GET.get("whose"), request.user)
    found = get_object_or_404(review.placed(with_neighbours(seen(request))), pk=pk)
    readers = found.readers() if not found.letters_at else []
    context = sheet(request, found) | {
        "refusal": refusal,
        "readers": readers,
        "languages": languages(found, readers),
        "letters": letters_of(found) if found.letters_at else [],
        "is_late": found.waits_for_approval(request.at),
        "slot_has_passed": found.send_at <= request.at,
        "assignment": found.assignment,
        "review": review,
        "form": form,
    }
    if form is None and found.is_draft:
        context["form"] = WordsForm(found, proposed=proposed(found, context["facts"]))
    status = 422 if refusal or form else 200
    return render(request, "processes/report.html", context, status=status)


def sheet(request: StaffRequest, found: Report) -> dict[str, Any]:
    """What the sheet at the left says in one of its languages; frozen pages need none."""
    asked = request.GET.get("language", "")
    language = asked if asked and translation.check_for_language(asked) else found.language
    context: dict[str, Any] = {"report": found, "language": language, "query": query(request)}
    if found.rendered_at:
        return context | {"facts": None, "words": None}
    facts = found.known(request.at)
    with translation.override(language), timezone.override(facts.zone):
        return context | {"facts": facts, "words": said(found, facts), "numbers_open": True}


def query(request: StaffRequest) -> str:
    """What the address asks for, such as the review it belongs to, to be taken along."""
    asked = request.GET.urlencode()
    return f"?{asked}" if asked else ""


def languages(found: Report, readers: list[Reader]) -> list[str]:
    """Those to read it in: of its editions, else its own and those of its readers."""
    if found.rendered_at:
        return list(found.editions.languages())
    return list(dict.fromkeys([found.language, *(reader.language for reader in readers)]))


def letters_of(found: Report) -> QuerySet[Letter]:
    """By what they are about, which has an index; the content of letters is not shown here."""
    return found.letters().defer("html", "text").order_by("pk")


def with_neighbours(reports: QuerySet[Report]) -> QuerySet[Report]:
    """The reports with those before and after them on the same assignment."""
    rows = Report.objects.filter(assignment=OuterRef("assignment"))
    older = rows.filter(slot_at__lt=OuterRef("slot_at")).order_by("-slot_at").values("pk")
    newer = rows.filter(slot_at__gt=OuterRef("slot_at")).order_by("slot_at").values("pk")
    return reports.annotate(older=Subquery(older[:1]), newer=Subquery(newer[:1]))
