"""Doors that a signed link opens: no sign-in, GET shows, only POST counts, once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeAlias

from allauth.core.internal import ratelimit
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts.access import ANYONE, StaffRequest, open_to
from accounts.models import LinkIsOver, SignedLink

UNKNOWN = "unknown"
TOO_OFTEN = "too_often"
METHODS = ("GET", "HEAD", "POST")
LinkView: TypeAlias = Callable[[StaffRequest, SignedLink], HttpResponse]
Door: TypeAlias = Callable[..., HttpResponse]


def opened_by_link(purpose: str) -> Callable[[LinkView], Door]:
    """Marks a view as the one that links of this purpose open; it is handed the open link.

    One that is forged, used, withdrawn or too old is answered here, in the language of whoever
    got it. The view calls ``link.use`` where it keeps the answer. No cookie is needed, so no
    other site's form can ride on one: who knows the secret may answer, nobody else.
    """

    def mark(view: LinkView) -> Door:
        @open_to(ANYONE)
        @csrf_exempt  # a browser that tells no address of origin sends "Origin: null"
        @never_cache
        @wraps(view)
        def door(request: StaffRequest, pk: int, key: str) -> HttpResponse:
            answer: HttpResponse = HttpResponseNotAllowed(METHODS)
            if request.method in METHODS:
                answer = shown(request, view, purpose, pk, key)
            answer.headers["Referrer-Policy"] = "no-referrer"
            answer._has_been_logged = True  # type: ignore[attr-defined]  # the address is a secret
            answer.headers["X-Robots-Tag"] = "noindex, nofollow"
            return answer

        return door

    return mark


def shown(request: StaffRequest, view: LinkView, purpose: str, pk: int, key: str) -> HttpResponse:
    if not ratelimit.consume(request, app="allauth.account", action="signed_link", limit_get=True):
        return over(request, TOO_OFTEN, status=429)
    link = SignedLink.objects.with_secret(purpose, pk, key)
    if link is None:
        return over(request, UNKNOWN, status=404)
    with translation.override(link.language):
        try:
            if link.state(request.at) != SignedLink.State.OPEN:
                raise LinkIsOver
            answer = view(request, link)
        except LinkIsOver:
            link.refresh_from_db()
            state = link.state(request.at)
            if state == SignedLink.State.OPEN:  # what it is about is over
                state = SignedLink.State.WITHDRAWN
            others = SignedLink.objects.about(purpose, link.row).exclude(pk=link.pk)
            newer = others.open(request.at).exists()
            answer = over(request, state, status=410, newer=newer)
        answer.headers["Content-Language"] = link.language
        return answer


def over(request: StaffRequest, state: str, *, status: int, newer: bool = False) -> HttpResponse:
    """Why the link does nothing, and what to do now."""
    context = {"state": state, "newer": newer}
    return render(request, "accounts/link_over.html", context, status=status)
