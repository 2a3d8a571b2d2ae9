from __future__ import annotations

from typing import Any

from allauth.account.forms import RequestLoginCodeForm

from accounts.models import User


class ContactCodeForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Codes by mail are for client contacts; everybody else hears the same and gets no letter."""

    _user: Any

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if isinstance(self._user, User) and self._user.is_staff_member:
            self._user = None
        return email
