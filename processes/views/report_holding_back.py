"""What keeps a report from going out at its slot: it is put off, skipped or stopped."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from accounts.templatetags.moments import full_moment
from processes.forms.report import PutOffForm, SkipForm, StopForm
from processes.models.report import Report, TooLate
from processes.views.frame import typed
from processes.views.report_page import find_report
from processes.views.report_steps import go_on
from processes.views.report_words import back_to


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def report_stop(request: StaffRequest, pk: int) -> HttpResponse:
    """Does not go out, for a reason that stays among us."""
    found = find_report(request, pk)
    form = StopForm(typed(request))
    if is_right(request, form):
        try:
            found.stop(form.cleaned_data["reason"], by=request.user, at=request.at)
        except TooLate as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_on(request, found, _("Stopped. The next report covers this week too."))
    words = {"heading": _("Stop this report"), "verb": _("Stop it"), "tone": "btn-error"}
    return asked(request, found, form, **words)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def report_skip(request: StaffRequest, pk: int) -> HttpResponse:
    """Does not go out, and the next one tells the client why."""
    found = find_report(request, pk)
    form = SkipForm(typed(request))
    if is_right(request, form):
        try:
            found.skip(form.cleaned_data["reason"], by=request.user, at=request.at)
        except TooLate as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_on(request, found, _("Skipped. The next report tells the client why."))
    return asked(request, found, form, heading=_("Skip this week"), verb=_("Skip it"))


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def report_putting_off(request: StaffRequest, pk: int) -> HttpResponse:
    """Goes out at another moment, before the next one is due."""
    found = find_report(request, pk)
    form = PutOffForm(typed(request), report=found, at=request.at)
    if is_right(request, form):
        until = form.cleaned_data["until"]
        try:
            found.put_off(until, by=request.user, at=request.at)
        except TooLate as refusal:
            form.add_error(None, str(refusal))
        else:
            when = {"when": full_moment(until)}
            messages.success(request, _("Put off: it goes out %(when)s.") % when)
            return back_to(request, pk)
    return asked(request, found, form, heading=_("Put this report off"), verb=_("Put it off"))


def is_right(request: StaffRequest, form: Form) -> bool:
    return request.method == "POST" and form.is_valid()


def asked(request: StaffRequest, found: Report, form: Form, **words: Any) -> HttpResponse:
    """The form, as a page or in the dialog."""
    context = {"report": found, "form": form, **words}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/report_holding_back.html", context, status=status)
