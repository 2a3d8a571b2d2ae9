"""Whoever sends a form is named to PostgreSQL while it is answered."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from accounts.models import User
from accounts.trail.acting import acting
from accounts.trail.noting import request_address

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}  # these write nothing


class SayWhoActs:
    """Middleware: who, from which address, through which view; not asked for what only reads.

    Stands below the one that knows who is signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with ExitStack() as said:
            request.said = said  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if request.method in SAFE:
            return
        user, match = request.user, request.resolver_match
        who = acting(
            by=user.pk if isinstance(user, User) else None,
            address=request_address(request),
            source=match.view_name if match else "",
        )
        request.said.enter_context(who)  # type: ignore[attr-defined]
