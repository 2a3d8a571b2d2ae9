"""How it stands with a contact's way into the portal: invited, came, was last seen, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType

from accounts.ending import last_seen
from accounts.models import Invitation
from clients.models import Contact
from mailings.models import Letter


@dataclass(frozen=True)
class Seat:
    """A contact's place in the portal at a moment. Moments are in UTC."""

    invitation: Invitation | None
    state: str
    letter: Letter | None
    signed_in_at: datetime | None
    seen_at: datetime | None

    @classmethod
    def of(cls, contact: Contact, at: datetime) -> Seat:
        """Nobody's seat where the contact was never invited."""
        if contact.user is None:
            return cls(None, "", None, None, None)
        newest = contact.user.invitations.select_related("invited_by").first()
        letter = None
        if newest is not None:
            letters = Letter.objects.defer("html", "text").filter(
                recipient_type=ContentType.objects.get_for_model(Invitation),
                recipient_id=newest.pk,
            )
            letter = letters.order_by("-pk").first()
        return cls(
            invitation=newest,
            state=newest.state(at) if newest else "",
            letter=letter,
            signed_in_at=contact.user.last_login,
            seen_at=last_seen(contact.user),
        )
