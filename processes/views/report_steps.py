"""What sends a report on its way: approval, sending now, and trying a rendering again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes.models.report import NotADraft, Report, TooLate
from processes.reports.review import Review
from processes.views.report_page import find_report, page_of
from processes.views.report_words import back_to, words_typed, write_typed
from processes.views.reports import to_next


@open_to(STAFF)
@require_POST
def report_approval(request: StaffRequest, pk: int) -> HttpResponse:
    """Takes along what was typed a moment ago and is not saved yet."""
    return taken_along(
        request,
        pk,
        lambda found: found.approve(by=request.user, at=request.at),
        _("Approved: these words and figures are what the client gets."),
    )


@open_to(STAFF)
@require_POST
def report_sending(request: StaffRequest, pk: int) -> HttpResponse:
    """Out at once, before its slot, with what was typed a moment ago."""
    return taken_along(
        request,
        pk,
        lambda found: found.send_now(by=request.user, at=request.at),
        _("On its way: it goes out as soon as it is rendered."),
    )


def taken_along(
    request: StaffRequest, pk: int, step: Callable[[Report], None], done: str
) -> HttpResponse:
    """The words and the step in one transaction: both, or neither."""
    found = find_report(request, pk)
    form = words_typed(request, found)
    if form and not form.is_valid():
        return page_of(request, pk, form=form)
    try:
        with transaction.atomic():
            write_typed(form, found)
            step(found)
    except (NotADraft, TooLate) as refusal:
        return page_of(request, pk, form=form, refusal=str(refusal))
    return go_on(request, found, done)


@open_to(STAFF)
@require_POST
def report_rendering(request: StaffRequest, pk: int) -> HttpResponse:
    """Tried again, after it has failed so often that it waited for somebody to say so."""
    found = find_report(request, pk)
    try:
        found.render_again(at=request.at)
    except TooLate as refusal:
        return page_of(request, pk, refusal=str(refusal))
    messages.success(request, _("On its way: it goes out as soon as it is rendered."))
    return back_to(request, pk)


def go_on(request: StaffRequest, done: Report, said: str) -> HttpResponse:
    """To the next draft for whoever reviews them one by one, else back to this report."""
    whose = request.GET.get("whose")
    if whose is None:
        messages.success(request, said)
        return back_to(request, done.pk)
    review = Review.read(whose, request.user)
    left = review.drafts.count()
    about = {"title": done.assignment.title, "said": said, "count": left}
    if left:
        text = ngettext(
            "%(title)s: %(said)s %(count)d is left to review.",
            "%(title)s: %(said)s %(count)d are left to review.",
            left,
        )
    else:
        text = _("%(title)s: %(said)s That was the last one.")
    messages.success(request, text % about)
    return to_next(review, done)
