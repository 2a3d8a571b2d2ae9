from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from accounts.templatetags.moments import day
from processes import words
from processes.forms.putting_off import HOLDING, PuttingOffForm
from processes.holding.sending import hold
from processes.models import FollowUp, SettledMeanwhile
from processes.putting_off import tell_and_put_off
from processes.views.frame import typed
from processes.views.saying import say


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def follow_up_putting_off(request: StaffRequest, pk: int) -> HttpResponse:
    """A new date for a word; who settled it meanwhile has kept it, and nothing changes."""
    word = get_object_or_404(FollowUp.objects.visible_to(request.user).with_people(), pk=pk)
    form = PuttingOffForm(typed(request), word=word, by=request.user, now=request.at)
    if request.method == "POST" and form.is_valid():
        try:
            return say(request, put_off(request, word, form))
        except (SettledMeanwhile, words.NoAddress) as refusal:
            form.add_error(None, str(refusal))
    if request.method == "GET" and form.holds:
        form.begin()
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "follow_up": word}
    return render(request, "processes/follow_up_putting_off.html", context, status=status)


def put_off(request: StaffRequest, word: FollowUp, form: PuttingOffForm) -> str:
    """Does what was typed; returns it in words."""
    wanted = form.cleaned_data
    at_once: dict[str, Any] = {"by": request.user, "at": request.at}
    about = {"name": word.waiting_for, "day": day(form.until)}
    if not word.needs_word:
        word.put_off(form.until, why=wanted["why"], **at_once)
    elif wanted["how"] == HOLDING:
        hold(
            word,
            subject=wanted["subject"],
            body=wanted["body"],
            next_on=wanted["day"],
            **at_once,
        )
        return _("The message to %(name)s is on its way; then %(day)s is the new date.") % about
    else:
        tell_and_put_off(
            word,
            form.until,
            how=wanted["how"],
            said=wanted["said"],
            next_on=wanted["day"],
            **at_once,
        )
        word.refresh_from_db(fields=["settled_at"])
        if word.settled_at:
            return _("%(name)s: that was the word itself. The next one is due %(day)s.") % about
    return _("%(name)s: put off to %(day)s.") % about
