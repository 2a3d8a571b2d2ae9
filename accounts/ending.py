"""The end of somebody's way in: at once, in every browser, and nothing old comes back to life."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.db.models import Max

from accounts.models import Action, User
from accounts.trail import note


@transaction.atomic
def end_access(user: User, *, by: User, at: datetime) -> None:
    """They sign in no more: no open browser, invitation or letter with a link is of any use.

    Without its password no session of the account counts, listed or not, also when they may sign
    in again: by a new invitation.
    """
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    user.invitations.withdraw(at=at)
    sessions = sign_out_everywhere(user)
    note(Action.ACCESS_ENDED, by=by, at=at, about=user, sessions=sessions)


def open_again(user: User) -> None:
    """They may come in again, by an invitation, as if they had never been here."""
    user.is_active, user.last_login = True, None
    user.save(update_fields=["is_active", "last_login"])


def sign_out_everywhere(user: User, *, but: str = "") -> int:
    """Ends each of their sessions; how many there were.

    ``but`` is the key of the one that stays: that of whoever asks for it.
    """
    listed = UserSession.objects.filter(user=user).exclude(session_key=but)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    keys = list(listed.values_list("session_key", flat=True))
    for key in keys:
        store.delete(key)
    listed.filter(session_key__in=keys).delete()
    return len(keys)


@transaction.atomic
def reset_second_factor(user: User, *, by: User | None, at: datetime, address: str = "") -> None:
    """No app, passkey or recovery code is asked for any more, and no open browser stays in."""
    Authenticator.objects.filter(user=user).delete()
    sessions = sign_out_everywhere(user)
    note(
        Action.FACTOR_REMOVED,
        by=by,
        at=at,
        about=user,
        address=address,
        which="all",
        ended=sessions,
    )


def last_seen(user: User) -> datetime | None:
    """When one of their open browsers last asked for a page, else when they signed in."""
    listed = UserSession.objects.filter(user=user)
    newest = listed.aggregate(newest=Max("last_seen_at"))["newest"]
    return max(filter(None, (user.last_login, newest)), default=None)
