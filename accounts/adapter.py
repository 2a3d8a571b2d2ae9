"""What allauth asks us while somebody signs in or out, and what it tells us of changes."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.ending import sign_out_everywhere
from accounts.letters import write_to
from accounts.models import Action, Agency, Role, User
from accounts.signing_in import browsers
from accounts.signing_in.addresses import one_spelling
from accounts.signing_in.changes import CHANGES
from accounts.signing_in.sessions import throw_away_what_is_over
from accounts.trail import note, request_address

ASKS_FOR_SECOND_FACTOR = "accounts.signing_in.second_factor.AsksForSecondFactor"


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are given by the agency; nobody makes one alone. Letters go through the outbox.

    These hooks stand where signals would: each is called at one place, and can be read here.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": ASKS_FOR_SECOND_FACTOR}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        if isinstance(user, User) and not user.is_staff_member:
            return reverse("portal")
        return reverse("today")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    # In and out.

    def login(self, request: HttpRequest, user: User) -> None:
        request.comes_first_time = user.last_login is None  # type: ignore[attr-defined]
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **login: Any) -> HttpResponse:
        """Signed in, with everything that is asked for: noted, and told if the browser is new."""
        response: HttpResponse = super().post_login(request, user, **login)
        ways = [
            one.get("type") or one["method"] for one in get_authentication_records(request, user)
        ]
        self._note(Action.SIGNED_IN, by=user, ways=ways)
        if not browsers.knows(request, user) and not request.comes_first_time:  # type: ignore[attr-defined]
            self._write(user, "new_sign_in", everywhere=settings.BASE_URL + reverse("mfa_index"))
        browsers.remember(request, response, user)
        throw_away_what_is_over(request.at)  # type: ignore[attr-defined]
        return response

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            self._note(Action.SIGNED_OUT, by=request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A wrong password, or an address that nobody has: the same is done for both."""
        meant = User.objects.filter(email__iexact=credentials.get("email", "")).first()
        self._note(Action.SIGN_IN_REFUSED, about=meant, why="password")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By whom tries are counted: not by the host as well, which a browser names as it likes,
        with another port for each five tries."""
        return one_spelling(str(credentials.get("email", "")))

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        self._note(Action.SIGN_IN_REFUSED, about=user, why="closed")
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    # Changes of the ways to sign in.

    def set_password(self, user: User, password: str) -> None:
        """Another password, and no other browser stays in by the old one."""
        super().set_password(user, password)
        mine = context.request.user == user
        sign_out_everywhere(user, but=context.request.session.session_key if mine else "")

    def send_notification_mail(self, template_prefix: str, user: User, *_: Any, **__: Any) -> None:
        """What has changed, noted and told to the person."""
        change = CHANGES[template_prefix]
        self._note(change.action, by=user, about=user, which=change.which)
        if change.name == "password_reset":  # and may be tried again at once
            self._delete_login_attempts_cached_email(context.request, email=user.email)
        self._write(user, "account_notice", change=change.name)

    # Letters.

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes allauth's letters as letters of ours; a link in them names our own address."""
        if template_prefix.endswith("unknown_account"):
            self._write_to_nobody()
            return
        user: User = context.get("user") or User.objects.get(email__iexact=email)
        if template_prefix.endswith("login_code"):
            write_to(user, "login_code", at=timezone.now(), code=context["code"])
        elif template_prefix.endswith("password_reset_key"):
            path = reverse(
                "account_reset_password_from_key",
                kwargs={"uidb36": context["uid"], "key": context["key"]},
            )
            write_to(user, "password_reset", at=timezone.now(), address=settings.BASE_URL + path)

    def _write_to_nobody(self) -> None:
        """As long as a letter takes: how soon a page answers tells nobody who has an account."""
        nobody = User(email="nobody@localhost", full_name="-", role=Role.CLIENT)
        with transaction.atomic():
            write_to(nobody, "login_code", at=timezone.now(), recipient=Agency.current(), code="-")
            transaction.set_rollback(True)

    def _write(self, user: User, letter: str, **more: Any) -> None:
        request = context.request
        write_to(
            user,
            letter,
            at=request.at,
            when=request.at,
            browser=browsers.called(request.headers.get("User-Agent", "")),
            from_address=request_address(request),
            **more,
        )

    def _note(
        self, action: Action, *, by: User | None = None, about: User | None = None, **facts: Any
    ) -> None:
        request = context.request
        source = request.resolver_match.url_name if request.resolver_match else ""
        address = request_address(request)
        note(action, by=by, at=request.at, about=about, address=address, source=source, **facts)
