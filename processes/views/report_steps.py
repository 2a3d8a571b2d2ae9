"""What is done to a draft: words, approval, stop, sending now, and a preview of its PDF."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.report import StopForm, WordsForm
from processes.models.report import NotADraft, Report, TooLate
from processes.reports.serving import pdf_file
from processes.views.reports import find_report, page_of, sheet


@open_to(STAFF)
@require_POST
def report_comment(request: StaffRequest, pk: int) -> HttpResponse:
    """Saved as it is typed; answers with the sheet as the client will see it now."""
    found = find_report(request, pk)
    form = WordsForm(request.POST, instance=find_report(request, pk))
    if not form.is_valid():
        if not request.htmx:
            return page_of(request, found, form=form)
        answer = render(request, "processes/parts/report_refusals.html", {"form": form}, status=422)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#refusals", "outerHTML"
        return answer
    try:
        found.write_words(**form.cleaned_data)
    except NotADraft as refusal:
        return page_of(request, found, form=form, refusal=str(refusal))
    if request.htmx:
        context = sheet(found, request) | {"form": form, "saved": True}
        return render(request, "processes/report.html#sheet", context)
    messages.success(request, _("Saved."))
    return redirect("report", pk)


def words_typed(request: StaffRequest, pk: int) -> WordsForm | None:
    """The words that came with a step: its buttons belong to the form of the words."""
    if "comment" not in request.POST:
        return None
    return WordsForm(request.POST, instance=find_report(request, pk))


def write_typed(form: WordsForm | None, found: Report) -> None:
    """Writes what differs from what is kept. Raises ``NotADraft``."""
    if form and form.has_changed():
        found.write_words(**form.cleaned_data)


@open_to(STAFF)
@require_POST
def report_approval(request: StaffRequest, pk: int) -> HttpResponse:
    """Takes along what was typed a moment ago and is not saved yet."""
    found = find_report(request, pk)
    form = words_typed(request, pk)
    if form and not form.is_valid():
        return page_of(request, found, form=form)
    try:
        with transaction.atomic():
            write_typed(form, found)
            found.approve(by=request.user, at=request.at)
    except NotADraft as refusal:
        return page_of(request, found, form=form, refusal=str(refusal))
    messages.success(request, _("Approved: these words and figures are what the client gets."))
    return redirect("report", pk)


@open_to(STAFF)
@require_POST
def report_sending(request: StaffRequest, pk: int) -> HttpResponse:
    """Out at once, before its slot, with what was typed a moment ago."""
    found = find_report(request, pk)
    form = words_typed(request, pk)
    if form and not form.is_valid():
        return page_of(request, found, form=form)
    try:
        with transaction.atomic():
            write_typed(form, found)
            found.send_now(by=request.user, at=request.at)
    except (NotADraft, TooLate) as refusal:
        return page_of(request, found, form=form, refusal=str(refusal))
    messages.success(request, _("On its way: it goes out as soon as it is rendered."))
    return redirect("report", pk)


@open_to(STAFF)
@require_POST
def report_stop(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_report(request, pk)
    form = StopForm(request.POST)
    if not form.is_valid():
        return page_of(request, found, stop_form=form)
    try:
        found.stop(form.cleaned_data["reason"], by=request.user, at=request.at)
    except TooLate as refusal:
        return page_of(request, found, stop_form=form, refusal=str(refusal))
    messages.success(request, _("Stopped. The next report covers this week too."))
    return redirect("report", pk)


@open_to(STAFF)
@require_POST
def report_rendering(request: StaffRequest, pk: int) -> HttpResponse:
    """Tried again, after it has failed so often that it waited for somebody to say so."""
    found = find_report(request, pk)
    try:
        found.render_again(at=request.at)
    except TooLate as refusal:
        return page_of(request, found, refusal=str(refusal))
    messages.success(request, _("On its way: it goes out as soon as it is rendered."))
    return redirect("report", pk)


@open_to(STAFF)
def report_preview(request: StaffRequest, pk: int) -> HttpResponse:
    """POST asks a worker for the PDF as it would look now; GET says whether it is there."""
    found = find_report(request, pk)
    if request.method == "POST":
        found.ask_for_preview(at=request.at)
    if request.htmx:
        return render(request, "processes/report.html#preview", {"report": found})
    return redirect("report", pk)


@open_to(STAFF)
@require_GET
def report_preview_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_report(request, pk)
    if found.preview is None:
        raise Http404
    return pdf_file(found.preview)
