"""The recruiter's own words in a draft, saved as they are typed."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.report_words import WordsForm
from processes.models.report import NotADraft, Report
from processes.views.report_page import find_report, page_of, query, sheet

PROPOSED = ("decisions", "actions")


@open_to(STAFF)
@require_POST
def report_comment(request: StaffRequest, pk: int) -> HttpResponse:
    """Saved as it is typed; answers with the sheet as the client will see it now."""
    found = find_report(request, pk)
    form = WordsForm(found, request.POST)
    try:
        if not form.is_valid():
            return refused(request, pk, form)
        write_typed(form, found)
    except NotADraft as refusal:
        return refused(request, pk, form, str(refusal))
    if request.htmx:
        return render(request, "processes/report.html#sheet", sheet(request, found) | {"saved": 1})
    messages.success(request, _("Saved."))
    return back_to(request, pk)


@open_to(STAFF)
@require_POST
def report_proposals(request: StaffRequest, pk: int) -> HttpResponse:
    """Decisions or next steps are again what the timeline proposes; the other words are saved."""
    part = request.POST.get("part", "")
    if part not in PROPOSED:
        raise Http404
    found = find_report(request, pk)
    form = WordsForm(found, request.POST)
    form.rows.pop(part, None)
    if not form.is_valid():
        return page_of(request, pk, form=form)
    try:
        with transaction.atomic():
            write_typed(form, found)
            if part == "decisions":
                found.write_words(decisions=None)
            else:
                found.write_words(actions=None)
    except NotADraft as refusal:
        return page_of(request, pk, form=form, refusal=str(refusal))
    return back_to(request, pk)


def refused(request: StaffRequest, pk: int, form: WordsForm, refusal: str = "") -> HttpResponse:
    """The page again; while somebody types only what is wrong, or their words would be gone."""
    if not request.htmx:
        return page_of(request, pk, form=form, refusal=refusal)
    context = {"form": form, "refusal": refusal}
    answer = render(request, "processes/parts/report_refusals.html", context, status=422)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#refusals", "outerHTML"
    return answer


def write_typed(form: WordsForm | None, found: Report) -> None:
    """Writes what differs from what the page showed. Raises ``NotADraft``."""
    if form and (changes := form.changes):
        found.write_words(**changes)


def words_typed(request: StaffRequest, found: Report) -> WordsForm | None:
    """The words that came with a step: its buttons belong to the form of the words."""
    parts = ("comment-", *(f"{part}-" for part in PROPOSED))
    came = any(name.startswith(parts) for name in request.POST)
    return WordsForm(found, request.POST) if came else None


def back_to(request: StaffRequest, pk: int) -> HttpResponse:
    """The report's page, in the same review as before."""
    return redirect(reverse("report", args=[pk]) + query(request))
