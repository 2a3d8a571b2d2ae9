"""Signing in by an issuer of OpenID Connect, who vouches for an address of somebody we know.

Nothing of it is kept: each time, a verified address has to be that of one of the agency's people.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Action, User
from accounts.trail import note, request_address


class Vouching(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """What allauth asks when somebody comes back from an issuer."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> User:
        """Nothing of what an issuer tells of somebody is taken over."""
        nobody: User = sociallogin.user
        return nobody

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Somebody who is here and may sign in, by a verified address; nobody is made or joined."""
        sociallogin.state["process"] = AuthProcess.LOGIN
        verified = [one.email.lower() for one in sociallogin.email_addresses if is_verified(one)]
        sociallogin.user = User.objects.staff().filter(email__in=verified).first()
        if sociallogin.user is None:
            raise ImmediateHttpResponse(refused(request, sociallogin.provider.name, "unknown"))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        why = "cancelled" if error == AuthError.CANCELLED else "failed"
        raise ImmediateHttpResponse(refused(request, provider.name, why))


def is_verified(address: Any) -> bool:
    """Some issuers write the word "false", which Python takes for true."""
    return address.verified is True or str(address.verified).lower() == "true"


def refused(request: HttpRequest, issuer: str, why: str) -> HttpResponse:
    """The page that says so; noted in the trail."""
    note(
        Action.SIGN_IN_REFUSED,
        by=None,
        at=request.at,  # type: ignore[attr-defined]
        address=request_address(request),
        source="issuer",
        why=why,
    )
    context = {"issuer": issuer, "why": why}
    return render(request, "account/issuer_refused.html", context, status=403)
