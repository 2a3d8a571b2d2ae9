"""Holding all mail, such as after restoring a backup: nothing leaves until an admin says so."""

from __future__ import annotations

import structlog
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from mailings.models import MailHold, TooLate
from processes.forms.mail_hold import SHOWN, CancellationForm, HoldForm, waiting

log = structlog.get_logger(__name__)


@open_to(ADMINS)
def mail_hold(request: StaffRequest) -> HttpResponse:
    """GET: whether mail is held and what waits; POST begins a hold."""
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, why = request.user.full_name, form.cleaned_data["why"]
        MailHold.objects.begin(by=name, why=why, at=request.at)
        log.warning("mail_held", by=request.user.pk)
        messages.success(request, _("No letter leaves from now on."))
        return redirect("mail_hold")
    return page_of(request, form=form)


@open_to(ADMINS)
@require_POST
def mail_hold_cancellation(request: StaffRequest) -> HttpResponse:
    """The ticked letters are not sent; all of them, or none when one can no longer be stopped."""
    form = CancellationForm(request.POST)
    if not form.is_valid():
        return page_of(request, cancellation=form)
    try:
        with transaction.atomic():
            number = form.cancel(at=request.at)
    except TooLate:
        form.add_error("letters", _("One of them is going at this moment; nothing was changed."))
        return page_of(request, cancellation=form)
    log.info("held_letters_cancelled", number=number, by=request.user.pk)
    said = ngettext(
        "%(number)d letter will not be sent.", "%(number)d letters will not be sent.", number
    )
    messages.success(request, said % {"number": number})
    return redirect("mail_hold")


@open_to(ADMINS)
@require_POST
def mail_hold_end(request: StaffRequest) -> HttpResponse:
    if MailHold.objects.end(by=request.user.full_name, at=request.at):
        log.warning("mail_let_go", by=request.user.pk)
        messages.success(request, _("Letters go again, the oldest first."))
    return redirect("mail_hold")


def page_of(
    request: StaffRequest,
    *,
    form: HoldForm | None = None,
    cancellation: CancellationForm | None = None,
) -> HttpResponse:
    refused = request.method == "POST"
    context = {
        "hold": MailHold.objects.current(),
        "form": form or HoldForm(),
        "cancellation": cancellation,
        "ticked": request.POST.getlist("letters") if cancellation else [],
        "letters": waiting()[:SHOWN],
        "number": waiting().count(),
    }
    return render(request, "mailings/mail_hold.html", context, status=422 if refused else 200)
