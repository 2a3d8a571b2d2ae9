"""When a password alone opens nothing: asked at sign-in, and set up before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from accounts.access import ANYONE, Next, led_to, opened_to
from accounts.models import User

# The pages of setting one up are named like this; everything else waits.
PAGES_OF_FACTORS = "mfa_"


def vouched_for(request: HttpRequest, user: User) -> bool:
    """Signed in by an issuer of whom settings say that it asks for a second factor itself."""
    return any(
        record.get("method") == "socialaccount"
        and record.get("provider") in settings.ISSUERS_THAT_ASK_TWICE
        for record in get_authentication_records(request, user)
    )


class AsksForSecondFactor(AuthenticateStage):  # type: ignore[misc]  # allauth has no types
    """The step of signing in at which whoever has a second factor shows it."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not vouched_for(request, self.login.user) and super()._should_handle(request)


class LeadsToSecondFactor:
    """Middleware: whoever owes a second factor is led to setting one up and nowhere else."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(request.user, "owes_second_factor", False):
            return None
        match = request.resolver_match
        page = (match.url_name or "") if match else ""
        if page.startswith(PAGES_OF_FACTORS) or page == "welcome":  # first of all a password
            return None
        if opened_to(view) == ANYONE or vouched_for(request, request.user):  # type: ignore[arg-type]
            return None
        return led_to(request, reverse("mfa_index"))
