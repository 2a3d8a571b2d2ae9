"""Applications from outside: those that wait for somebody to look, and what came of the others."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from accounts.trail.readings import noted
from candidates.virus_scanner import ScannerAway, is_configured, virus_in
from processes.forms.application_look import SameForm, beside
from processes.models import AlreadyClosed, Application
from processes.vacancies.back import back_again
from processes.vacancies.deciding import DecidedAlready, is_other, is_same
from processes.vacancies.receipt import answer_by, answered_by
from processes.vacancies.receiving import list_of_twins

WAITING_SHOWN = 100
SIZE = 40


def find_application(request: StaffRequest, pk: int) -> Application:
    seen = Application.objects.visible_to(request.user).with_people()
    return get_object_or_404(seen.select_related("candidacy__candidate", "document"), pk=pk)


@open_to(STAFF)
@require_GET
def applications(request: StaffRequest) -> HttpResponse:
    """Those that wait come first, the longest waiting at the top."""
    seen = Application.objects.visible_to(request.user).with_people()
    waiting = seen.waiting().order_by("at", "pk")[:WAITING_SHOWN]
    decided = seen.decided().before(request.GET.get("before", ""))
    rows = list(decided.select_related("candidacy__candidate")[: SIZE + 1])
    found = answered_by(list(waiting))
    context = {
        "waiting": found,
        "nav_counts": {"applications": len(found) or None},
        "back": back_again(request.user, at=request.at),
        "decided": rows[:SIZE],
        "next_url": f"?before={rows[SIZE - 1].mark}" if len(rows) > SIZE else "",
    }
    return render(request, "processes/applications.html", context)


@open_to(STAFF)
@require_GET
def application(request: StaffRequest, pk: int) -> HttpResponse:
    return shown(request, find_application(request, pk))


def shown(
    request: StaffRequest,
    found: Application,
    *,
    form: SameForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The application and everybody who may have sent it, side by side."""
    twins = list_of_twins(found) if found.waits else []
    context: dict[str, Any] = {
        "application": found,
        "assignment": found.vacancy.assignment,
        "people": [beside(found, twin, form.ticked(twin) if form else None) for twin in twins],
        "refusal": refusal,
        "answer_by": answer_by(found.vacancy.assignment, found.at),
    }
    return render(request, "processes/application.html", context, status=status)


@open_to(STAFF)
@require_POST
def application_same(request: StaffRequest, pk: int) -> HttpResponse:
    """It is somebody who is here: the CV goes to them, and what was ticked is taken over."""
    found = find_application(request, pk)
    form = SameForm(request.POST, twins=list_of_twins(found))
    if not form.is_valid():
        refusal = " ".join(str(said) for errors in form.errors.values() for said in errors)
        return shown(request, found, form=form, refusal=refusal, status=422)
    take = form.cleaned_data["take"]
    try:
        candidacy = is_same(found, form.chosen, take=take, by=request.user, at=request.at)
    except (DecidedAlready, AlreadyClosed) as refused:
        return refuse(request, pk, refused)
    messages.success(
        request, _("It is %(name)s, who is now on the board.") % {"name": candidacy.name}
    )
    return redirect("applications")


@open_to(STAFF)
@require_POST
def application_other(request: StaffRequest, pk: int) -> HttpResponse:
    """It is none of them: a new record."""
    found = find_application(request, pk)
    try:
        candidacy = is_other(found, by=request.user, at=request.at)
    except (DecidedAlready, AlreadyClosed) as refused:
        return refuse(request, pk, refused)
    messages.success(
        request, _("%(name)s is new here, and on the board.") % {"name": candidacy.name}
    )
    return redirect("applications")


def refuse(request: StaffRequest, pk: int, refused: Exception) -> HttpResponse:
    """Somebody was faster; the page says what stands now."""
    return shown(request, find_application(request, pk), refusal=str(refused), status=422)


@open_to(STAFF)
@require_GET
@noted(about=Application)
def application_file(request: StaffRequest, pk: int) -> FileResponse:
    """The CV of an application that waits, to be saved and never to be shown by the browser.

    Scanned at this moment where there is a scanner: it is no document yet, which a worker scans.
    """
    found = find_application(request, pk)
    if not found.file:
        raise Http404
    try:
        file = found.file.open("rb")
        if is_configured() and virus_in(cast(BinaryIO, file)):
            raise Http404(_("The virus scanner found something in this file."))
    except FileNotFoundError as error:
        raise Http404(_("The file of this document is missing.")) from error
    except ScannerAway as error:
        raise Http404(_("The virus scanner does not answer. Try again later.")) from error
    file.seek(0)
    answer = FileResponse(
        file, as_attachment=True, filename=found.file_name, content_type=found.content_type
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer
