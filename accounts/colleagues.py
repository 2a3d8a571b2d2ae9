"""The agency's people as an admin sees them: who came, who has not yet, who is away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator

from accounts.models import Invitation, Leave, Role, User
from accounts.signing_in.backend import SECOND_FACTORS


@dataclass(frozen=True)
class Colleague:
    """One of them at a moment, with the newest invitation and the leave that runs or comes."""

    person: User
    invitation: Invitation | None
    invitation_state: str
    has_second_factor: bool
    leave: Leave | None
    is_away: bool

    @property
    def has_come(self) -> bool:
        return self.person.last_login is not None

    @property
    def awaited(self) -> bool:
        """May come, and has never been here."""
        return self.person.is_active and not self.has_come


def colleagues(at: datetime, *, only: User | None = None) -> list[Colleague]:
    """Everybody of the agency, those who may sign in first, by name."""
    staff = User.objects.exclude(role=Role.CLIENT)
    people = staff.filter(pk=only.pk) if only else staff.order_by("-is_active", "full_name", "pk")
    newest = Invitation.objects.filter(user__in=people.order_by()).select_related("invited_by")
    invited = {one.user_id: one for one in newest.order_by("user", "-pk").distinct("user")}
    factors = Authenticator.objects.filter(type__in=SECOND_FACTORS)
    second = set(factors.filter(user__in=people.order_by()).values_list("user_id", flat=True))
    leaves: dict[int, Leave] = {}
    for leave in Leave.objects.ahead().select_related("user", "deputy"):
        leaves.setdefault(leave.user_id, leave)
    found = []
    for person in people:
        invitation, leave_of = invited.get(person.pk), leaves.get(person.pk)
        found.append(
            Colleague(
                person=person,
                invitation=invitation,
                invitation_state=invitation.state(at) if invitation else "",
                has_second_factor=person.pk in second,
                leave=leave_of,
                is_away=leave_of is not None and leave_of.is_away(at),
            )
        )
    return found
