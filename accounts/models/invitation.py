from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from accounts.models.one_time import OneTime, OneTimeQuerySet, digest_of
from accounts.models.user import User

if TYPE_CHECKING:
    from mailings.models import Letter

GOOD_FOR = timedelta(days=7)


class InvitationIsOver(Exception):
    """It was used, withdrawn or is too old: nobody signs in with it any more."""


class InvitationQuerySet(OneTimeQuerySet["Invitation"]):
    @transaction.atomic
    def invite(self, user: User, *, by: User | None, at: datetime) -> tuple[Invitation, str]:
        """A new invitation with its address, which is known here and now only.

        An earlier one is withdrawn: the newest letter is the one that works.
        """
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
        self.filter(user=user).withdraw(at=at)
        secret = secrets.token_urlsafe(32)
        invitation: Invitation = self.create(
            user=user, invited_by=by, at=at, expires_at=at + GOOD_FOR, digest=digest_of(secret)
        )
        path = reverse("invitation", args=[invitation.pk, secret])
        return invitation, f"{settings.BASE_URL}{path}"

    def shuts_out(self, user: User) -> bool:
        """Whether they were invited, never came, and it was taken back: no code opens it either."""
        if user.last_login is not None:
            return False
        newest = self.filter(user=user).order_by("-pk").first()
        return newest is not None and newest.withdrawn_at is not None


class Invitation(OneTime):
    """A way in for somebody who has an account and no password: once, and for seven days.

    The link stands in one letter, or on one terminal; here lies only the digest of its secret.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="one_unanswered_invitation_of_a_person",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None),
                name="an_invitation_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("at")), name="an_invitation_lasts_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d}"

    def accepts_letter(self, letter: Letter) -> bool:
        """Asked directly before its letter goes out: not withdrawn, and still this person's."""
        return self.withdrawn_at is None and self.user.accepts_letter(letter)

    def accept(self, *, at: datetime) -> User:
        """The person comes: once. Raises ``InvitationIsOver``."""
        # The account first, as whoever ends its access at this moment does.
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=self.user_id)
        mine = Invitation.objects.select_for_update(of=("self",)).select_related("user")
        invitation = mine.get(pk=self.pk)
        if invitation.state(at) != self.State.OPEN or not invitation.user.is_active:
            raise InvitationIsOver
        self.used_at = invitation.used_at = at
        invitation.save(update_fields=["used_at"])
        return invitation.user
