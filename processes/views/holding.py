"""Holding messages (K3): one list to read and to send, and the dialog of one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from processes import words
from processes.forms.holding import HoldingForm
from processes.holding.preparing import (
    drafted,
    has_news,
    hours_of,
    names_a_past_day,
    next_word_on,
    prepare_anew,
)
from processes.holding.sending import hold, send, send_edited
from processes.models import (
    ChangedMeanwhile,
    FollowUp,
    HoldingMessage,
    SettledMeanwhile,
)
from processes.views.frame import typed
from processes.views.saying import say

ROWS = 100
WHOSE = {"mine": gettext_lazy("Mine"), "all": gettext_lazy("Everybody's")}
REFUSALS = (SettledMeanwhile, ChangedMeanwhile, words.NoAddress)


def to_read(request: StaffRequest, whose: str) -> list[HoldingMessage]:
    rows = HoldingMessage.objects.visible_to(request.user).waiting().with_people()
    if whose == "mine":
        theirs = Q(follow_up=None, candidacy__assignment__owner=request.user)
        rows = rows.filter(Q(follow_up__owner=request.user) | theirs)
    return list(rows[:ROWS])


@open_to(STAFF)
@require_GET
def holding(request: StaffRequest) -> HttpResponse:
    """Everything that is prepared, soonest due first; what the client has answered stands apart."""
    whose = "all" if request.GET.get("whose") == "all" else "mine"
    rows = to_read(request, whose)
    past = {message.pk for message in rows if names_a_past_day(message, request.at)}
    context = {
        "whose": whose,
        "choices": WHOSE.items(),
        "rows": rows,
        "past": past,
        "ready": [one for one in rows if not (one.is_outdated or one.pk in past)],
    }
    return render(request, "processes/holding.html", context)


@open_to(STAFF)
@require_POST
def holding_sending(request: StaffRequest) -> HttpResponse:
    """Sends what somebody has read, one or all: ``message`` is an id with the version read."""
    sent, refused = 0, []
    for mark in request.POST.getlist("message")[:ROWS]:
        message, version = find_read(request, mark)
        try:
            send(message, by=request.user, at=request.at, read=version)
        except REFUSALS as refusal:
            refused.append(f"{message.candidacy.name}: {refusal}")
        else:
            sent += 1
    if sent:
        on_their_way = ngettext(
            "%(count)d message is on its way.", "%(count)d messages are on their way.", sent
        )
        messages.success(request, on_their_way % {"count": sent})
    for words_why in refused:
        messages.warning(request, words_why)
    return redirect(list_of(request))


def find_read(request: StaffRequest, mark: str) -> tuple[HoldingMessage, int]:
    pk, _dash, version = mark.partition("-")
    if not (pk.isdecimal() and version.isdecimal() and len(pk) < 18 and len(version) < 9):
        raise Http404
    mine = HoldingMessage.objects.visible_to(request.user)
    return get_object_or_404(mine.select_related("candidacy__candidate"), pk=pk), int(version)


def find_message(request: StaffRequest, pk: int) -> HoldingMessage:
    return get_object_or_404(HoldingMessage.objects.visible_to(request.user).with_people(), pk=pk)


def list_of(request: StaffRequest) -> str:
    return reverse("holding") + ("?whose=all" if request.GET.get("whose") == "all" else "")


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def holding_message(request: StaffRequest, pk: int) -> HttpResponse:
    """The words of one message, to be changed; saved, or sent at once."""
    message = find_message(request, pk)
    form = HoldingForm(
        typed(request),
        candidacy=message.candidacy,
        hours=hours_of(message),
        by=request.user,
        now=request.at,
        initial={
            "day": message.next_on,
            "subject": message.subject,
            "body": message.body,
            "drafted_for": message.next_on,
            "read": message.version,
        },
    )
    if request.method == "POST" and form.is_valid():
        changed = form.as_written()
        at_once = "send" in request.POST
        try:
            if at_once:
                send_edited(message, **changed, by=request.user, at=request.at)
            else:
                message.edit(**changed, at=request.at)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("The message to %(name)s is on its way.") % {"name": message.candidacy.name}
            saved = _("Saved. It goes out when you send it.")
            return say(request, said if at_once else saved, go_to=list_of(request))
    about = {"message": message, "candidacy": message.candidacy, "news": message.has_answer}
    return shown(request, form, about)


@open_to(STAFF)
@require_POST
def holding_setting_aside(request: StaffRequest, pk: int) -> HttpResponse:
    """Not this one: somebody gives the word in another way."""
    message = find_message(request, pk)
    try:
        message.set_aside(at=request.at)
    except SettledMeanwhile as settled:
        messages.warning(request, str(settled))
    else:
        said = _("Set aside. %(name)s still waits for a word.")
        messages.success(request, said % {"name": message.candidacy.name})
    return redirect(list_of(request))


@open_to(STAFF)
@require_POST
def holding_preparing(request: StaffRequest, pk: int) -> HttpResponse:
    """The words once more, from the facts as they are now."""
    message = find_message(request, pk)
    try:
        prepare_anew(message, by=request.user, at=request.at)
    except SettledMeanwhile as settled:
        messages.warning(request, str(settled))
    return redirect(list_of(request))


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def follow_up_holding(request: StaffRequest, pk: int) -> HttpResponse:
    """A holding message in place of a word that is owed, or while a client lets somebody wait."""
    rows = FollowUp.objects.visible_to(request.user).with_people()
    word = get_object_or_404(rows, pk=pk, candidacy__isnull=False)
    assert word.candidacy is not None
    form = HoldingForm(
        typed(request),
        candidacy=word.candidacy,
        hours=word.owner.working_hours(),
        by=request.user,
        now=request.at,
        initial=beginning(request, word) if request.method == "GET" else None,
    )
    if request.method == "POST" and form.is_valid():
        wanted = form.as_written()
        wanted.pop("read")
        try:
            hold(word, **wanted, by=request.user, at=request.at)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("The message to %(name)s is on its way.")
            return say(request, said % {"name": word.candidacy.name})
    about = {"word": word, "candidacy": word.candidacy, "news": has_news(word)}
    return shown(request, form, about)


def beginning(request: StaffRequest, word: FollowUp) -> dict[str, Any]:
    """The words that are prepared already, where they are still true; else fresh ones."""
    assert word.candidacy is not None
    ready = HoldingMessage.objects.waiting().with_people().filter(candidacy=word.candidacy)
    message = ready.first()
    today = word.owner.working_hours().local_day(request.at)
    if message is not None and not message.is_outdated and message.next_on > today:
        subject, body, day = message.subject, message.body, message.next_on
    else:
        day = next_word_on(word, request.at)
        subject, body = drafted(word.candidacy, next_on=day, by=request.user, at=request.at).draft
    return {"subject": subject, "body": body, "day": day, "drafted_for": day}


def shown(request: StaffRequest, form: HoldingForm, about: dict[str, Any]) -> HttpResponse:
    candidate = about["candidacy"].candidate
    context = {
        "form": form,
        "able": words.can_be_written_to(candidate),
        "candidate": candidate,
        **about,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/holding_message.html", context, status=status)
