"""Letters about accounts: an invitation, a new password, a notice. They go through the outbox."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from accounts.models import Agency, User
from mailings.composing import compose
from mailings.models import Letter

# Letters that hold a way to sign in: only their recipient may read them.
CONFIDENTIAL = "account"


def write_to(user: User, letter: str, *, at: datetime, **context: str) -> Letter:
    """Writes one of the account letters to this person, in their language."""
    agency = Agency.current()
    subject, html, text = compose(
        letter,
        language=user.language,
        context={"agency": agency, "user": user, **context},
        zone=user.working_hours().zone,
    )
    return Letter.objects.write(
        kind=CONFIDENTIAL,
        to=user.email,
        to_name=user.full_name,
        from_name=agency.name,
        language=user.language,
        subject=subject,
        html=html,
        text=text,
        key=f"account:{uuid.uuid4()}",
        recipient=user,
        at=at,
    )


def address_to_set_password(user: User) -> str:
    """A link, good for a while and for one use, at which the person chooses a password."""
    from allauth.account import app_settings
    from allauth.account.utils import user_pk_to_url_str

    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": token},
    )
    return f"{settings.BASE_URL}{path}"


def invite(user: User, *, by: User, at: datetime) -> Letter:
    """The person hears that an account is waiting, and where to choose a password."""
    return write_to(
        user, "invitation", at=at, address=address_to_set_password(user), host=by.full_name
    )
