"""How somebody comes in: what a session remembers of it, and a password without the old one."""

from __future__ import annotations

from datetime import datetime

from allauth.account import signals
from allauth.account.internal.flows import password_change, reauthentication
from django.http import HttpRequest

from accounts.models import Action, User
from accounts.trail import note, request_address

# In the session of whoever came by an invitation: their pk, until they have chosen a password.
ARRIVED = "arrived_by_invitation"


def choose_password(request: HttpRequest, user: User, password: str, *, at: datetime) -> None:
    """For whoever has just shown an invitation. This browser stays signed in, all others are out.

    A first password is told to nobody by letter: the invitation was one.
    """
    request.session.pop(ARRIVED, None)
    is_first = not user.has_usable_password()
    password_change.change_password(user, password)
    if is_first:
        note(
            Action.PASSWORD_CHANGED,
            by=user,
            at=at,
            about=user,
            address=request_address(request),
            which="first",
        )
        password_change.logout_on_password_change(request, user)
        signals.password_set.send(sender=User, request=request, user=user)
    else:
        password_change.finalize_password_set(request, user)
    reauthentication.reauthenticate_by_password(request)  # a passkey may follow at once
