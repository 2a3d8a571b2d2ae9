"""Letters about accounts: an invitation, a new password, a notice. They go through the outbox."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from accounts.models import Action, Agency, Invitation, User
from accounts.trail import note
from mailings.composing import compose
from mailings.models import Letter

# Letters that hold a way to sign in: only their recipient may read them.
CONFIDENTIAL = "account"


def write_to(
    user: User, letter: str, *, at: datetime, recipient: Model | None = None, **context: Any
) -> Letter:
    """Writes one of the account letters to this person, in their language.

    ``recipient`` is asked before it goes out whether it still should: the person, or what it
    tells them of.
    """
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
        recipient=recipient or user,
        at=at,
    )


class Invited(NamedTuple):
    """The letter, and the link in it for where no mail goes out; it stands nowhere else."""

    letter: Letter
    address: str


def invite(user: User, *, by: User, at: datetime) -> Invited:
    """The person hears that they may come in, and by which link; it works once, for seven days."""
    invitation, address = Invitation.objects.invite(user, by=by, at=at)
    note(Action.INVITED, by=by, at=at, about=user, invitation=invitation.pk)
    letter = write_to(
        user,
        "invitation" if user.is_staff_member else "portal_invitation",
        at=at,
        recipient=invitation,
        address=address,
        host=by,
        invitation=invitation,
        sign_in=f"{settings.BASE_URL}{reverse('account_login')}",
    )
    return Invited(letter, address)
