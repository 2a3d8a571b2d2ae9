"""Whoever has nothing that could be asked for again must have come in just now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.signing_in.sessions import BEGAN

JUST_NOW = timedelta(minutes=30)
View = Callable[..., HttpResponse]


def came_just_now(request: HttpRequest) -> bool:
    """Whether this session has begun so lately that it is most likely nobody else's."""
    now = int(request.at.timestamp())  # type: ignore[attr-defined]
    return now - int(request.session.get(BEGAN, 0)) <= JUST_NOW.total_seconds()


def for_whoever_came_just_now(view: View) -> View:
    """Marks a page that adds a way in. allauth asks for the password or the second factor first.

    Whoever signs in by a code or an issuer has neither; an open browser alone must not be enough
    to come in for ever, so they sign in once more.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or came_just_now(request) or get_reauthentication_flows(user):
            return view(request, *args, **kwargs)
        get_adapter().logout(request)
        messages.info(request, _("Sign in once more: then you may add another way to sign in."))
        return redirect_to_login(request.get_full_path())

    return asked
