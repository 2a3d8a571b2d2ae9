"""What else a candidate considers: several, each with its day (K6)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.forms.other_process import OtherProcessForm
from processes.models import OtherProcess
from processes.views.candidacies import find_candidacy, step
from processes.views.frame import typed


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def other_process_new(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_candidacy(request, pk)
    form = OtherProcessForm(typed(request), now=request.at)
    if request.method == "POST" and form.is_valid():
        OtherProcess.objects.note(found, **form.cleaned_data, by=request.user, at=request.at)
        return redirect("candidacy", pk)
    heading = _("What else is going on for %(name)s") % {"name": found.name}
    return step(request, found, form, heading)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def other_process_edit(request: StaffRequest, pk: int) -> HttpResponse:
    process = found_process(request, pk)
    found = find_candidacy(request, process.candidacy_id)
    form = OtherProcessForm(typed(request), instance=found_process(request, pk), now=request.at)
    if request.method == "POST" and form.is_valid():
        process.change(**form.cleaned_data, by=request.user, at=request.at)
        return redirect("candidacy", found.pk)
    heading = _("What else is going on for %(name)s") % {"name": found.name}
    return step(request, found, form, heading)


@open_to(STAFF)
@require_POST
def other_process_ending(request: StaffRequest, pk: int) -> HttpResponse:
    """It is no more."""
    process = found_process(request, pk)
    process.end(by=request.user, at=request.at)
    return redirect("candidacy", process.candidacy_id)


def found_process(request: StaffRequest, pk: int) -> OtherProcess:
    rows = OtherProcess.objects.visible_to(request.user).running()
    return get_object_or_404(
        rows.select_related("candidacy__candidate", "candidacy__assignment__client"), pk=pk
    )
