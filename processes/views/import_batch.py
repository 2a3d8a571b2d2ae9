"""Import: a dry run of the uploaded tables first, then the same bytes for good."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from processes.forms.import_batch import ImportForm
from processes.importing import uploads
from processes.importing.batch import Batch
from processes.importing.report import ImportReport

# The page shows so many refused rows; the file of the command shows all.
SHOWN = 200


@open_to(ADMINS)
@require_http_methods(["GET", "HEAD", "POST"])
def import_batch(request: StaffRequest) -> HttpResponse:
    """Choose files; posting them says what would happen, row by row, and changes nothing."""
    if request.method != "POST":
        return render(request, "processes/import_batch.html", {"form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "processes/import_batch.html", {"form": form}, status=422)
    files = form.cleaned_data["tables"]
    report = Batch(by=request.user, at=request.at).take_in(files, dry_run=True)
    ticket = uploads.keep(files, by=request.user, at=request.at) if report.changes else ""
    return shown(request, report, ticket)


@open_to(ADMINS)
@require_POST
def import_taking_in(request: StaffRequest) -> HttpResponse:
    """Takes in what the dry run has looked at."""
    ticket = request.POST.get("ticket", "")
    try:
        files = uploads.bring(ticket, by=request.user)
    except uploads.NoLongerKept:
        messages.error(request, _("The files are no longer kept. Please choose them again."))
        return redirect("import_batch")
    report = Batch(by=request.user, at=request.at).take_in(files)
    uploads.forget(ticket, by=request.user)
    return shown(request, report)


def shown(request: StaffRequest, report: ImportReport, ticket: str = "") -> HttpResponse:
    page = {
        "report": report,
        "ticket": ticket,
        "refused": report.refused[:SHOWN],
        "refused_more": len(report.refused) - SHOWN,
    }
    return render(request, "processes/import_report.html", page)
