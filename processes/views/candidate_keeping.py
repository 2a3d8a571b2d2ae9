"""Closing a record by hand, and opening it again. For leads."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import LEADS, StaffRequest, open_to
from candidates.models import Candidate
from processes.forms.retention import ClosingForm, ReopeningForm
from processes.retention.closing import StillWithUs, close, reopen
from processes.views.frame import typed

A_YEAR = timedelta(days=365)


@open_to(LEADS)
@require_http_methods(["GET", "POST"])
def candidate_reopening(request: StaffRequest, pk: int) -> HttpResponse:
    """A closed record is shown again, with the reason on the timeline."""
    closed = Candidate.objects.filter(closed_at__isnull=False, merged_into__isnull=True)
    candidate = get_object_or_404(closed, pk=pk)
    today = timezone.localtime(request.at).date()
    form = ReopeningForm(typed(request), today=today, initial={"until": today + A_YEAR})
    if request.method == "POST" and form.is_valid():
        reopen(candidate, **form.cleaned_data, by=request.user, at=request.at)
        messages.success(request, _("%(name)s is open again.") % {"name": candidate.full_name})
        return redirect(candidate)
    return asked(request, candidate, form)


@open_to(LEADS)
@require_http_methods(["GET", "POST"])
def candidate_closing(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody is not shown any more, because they asked for it or for another reason."""
    candidate = get_object_or_404(Candidate.objects.findable(), pk=pk)
    form = ClosingForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            close(candidate, **form.cleaned_data, by=request.user, at=request.at)
        except StillWithUs as error:
            form.add_error(None, str(error))
        else:
            said = _("%(name)s is closed. Leads can open the record again.")
            messages.success(request, said % {"name": candidate.full_name})
            return redirect(candidate)
    return asked(request, candidate, form)


def asked(
    request: StaffRequest, candidate: Candidate, form: ClosingForm | ReopeningForm
) -> HttpResponse:
    context = {"candidate": candidate, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/candidate_keeping.html", context, status=status)
