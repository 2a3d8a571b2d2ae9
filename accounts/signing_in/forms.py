"""Forms of signing in that count wrong tries for all browsers together, and note refusals."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Action
from accounts.trail import note, request_address


def refuse(user: Any, why: str) -> None:
    request = context.request
    address = request_address(request)
    note(Action.SIGN_IN_REFUSED, by=None, at=request.at, about=user, address=address, why=why)


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
