from __future__ import annotations

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from accounts.signing_in.addresses import one_spelling


class ContactCodeForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Codes by mail are for client contacts; everybody else hears the same and gets no letter."""

    _user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        self.cleaned_data["email"] = one_spelling(self.cleaned_data["email"])
        email: str = super().clean_email()
        user = self._user
        if isinstance(user, User) and (user.is_staff_member or Invitation.objects.shuts_out(user)):
            self._user = None
        return email
