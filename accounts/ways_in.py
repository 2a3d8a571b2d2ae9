"""How somebody comes in: what a session remembers of it, and a new password."""

from __future__ import annotations

from allauth.account.internal.flows import password_change
from django.http import HttpRequest

from accounts.models import User

# In the session of whoever came by an invitation: their pk, until they have chosen a password.
ARRIVED = "arrived_by_invitation"


def change_password(request: HttpRequest, user: User, password: str) -> None:
    """Another password, without the old one: for whoever has just shown an invitation.

    This browser stays signed in, all others are out.
    """
    request.session.pop(ARRIVED, None)
    password_change.change_password(user, password)
    password_change.finalize_password_set(request, user)
