from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.letters import write_to
from accounts.models import User


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are given by the agency; nobody makes one alone. Letters go through the outbox."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        if isinstance(user, User) and not user.is_staff_member:
            return reverse("portal")
        return reverse("today")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes allauth's letters as letters of ours; a link in them names our own address."""
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        if user is None:
            return
        if template_prefix.endswith("password_reset_key"):
            path = reverse(
                "account_reset_password_from_key",
                kwargs={"uidb36": context["uid"], "key": context["key"]},
            )
            write_to(user, "password_reset", at=timezone.now(), address=settings.BASE_URL + path)
        else:
            write_to(user, "account_notice", at=timezone.now())
