"""Forms of signing in that count wrong tries for all browsers together, and note refusals."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, ResetPasswordForm
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Action, Invitation
from accounts.signing_in.addresses import one_spelling
from accounts.trail import note, request_address


def refuse(user: Any, why: str) -> None:
    request = context.request
    address = request_address(request)
    note(Action.SIGN_IN_REFUSED, by=None, at=request.at, about=user, address=address, why=why)


class PasswordForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Address and password; tries are counted for the account, however its address is written."""

    def clean_login(self) -> str:
        return one_spelling(super().clean_login())


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Whoever was never let in gets no letter; the answer is the same for everybody."""

    users: list[Any]

    def clean_email(self) -> str:
        self.cleaned_data["email"] = one_spelling(self.cleaned_data["email"])
        email: str = super().clean_email()
        self.users = [user for user in self.users if not Invitation.objects.shuts_out(user)]
        return email


class CodeFromMail(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code of a letter. allauth counts tries per code; here they count per address too."""

    def clean_code(self) -> str:
        stage = context.request._login_stage
        if not ratelimit.consume(
            context.request,
            app="allauth.account",
            action="confirm_login_code",
            key=stage.state.get("email", "").lower(),
        ):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            code: str = super().clean_code()
        except forms.ValidationError:
            refuse(stage.login.user, "code")
            raise
        return code


class NotesWrongCodes:
    """The code of an app, or a recovery code; wrong ones are noted."""

    user: Any

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        refuse(self.user, str(authenticator.type))
        super()._emit_authentication_failed(authenticator)  # type: ignore[misc]


class SecondFactorForm(NotesWrongCodes, AuthenticateForm):  # type: ignore[misc]
    pass


class SecondFactorAgainForm(NotesWrongCodes, ReauthenticateForm):  # type: ignore[misc]
    pass


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey; it knows its owner by finger, face or PIN, so it is both factors in one."""

    name = forms.CharField(label=_("What you call it"), max_length=60, required=False)
    passwordless = None

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned
