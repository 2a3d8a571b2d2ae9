from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User

if TYPE_CHECKING:
    from mailings.models import Letter

GOOD_FOR = timedelta(days=7)


class InvitationIsOver(Exception):
    """It was used, withdrawn or is too old: nobody signs in with it any more."""


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> InvitationQuerySet:
        """Neither used nor withdrawn, however old."""
        return self.filter(used_at=None, withdrawn_at=None)

    def open(self, at: datetime) -> InvitationQuerySet:
        """Those with which somebody may still sign in."""
        return self.unanswered().filter(expires_at__gt=at)

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

    def withdraw(self, *, at: datetime) -> int:
        """Those of these that nobody has answered yet are good for nothing from now on."""
        return self.unanswered().update(withdrawn_at=at)


class Invitation(models.Model):
    """A way in for somebody who has an account and no password: once, and for seven days.

    The link stands in one letter, or on one terminal; here lies only the digest of its secret.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    digest = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        USED = "used", _("Used")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

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

    def opens_with(self, secret: str) -> bool:
        """Whether this is the secret of its link; takes the same time for every wrong one."""
        return hmac.compare_digest(self.digest, digest_of(secret))

    def state(self, at: datetime) -> Invitation.State:
        if self.used_at:
            return self.State.USED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.OPEN if self.expires_at > at else self.State.EXPIRED

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


def digest_of(secret: str) -> str:
    """Of a long random secret, so that a fast digest is enough."""
    return sha256(secret.encode()).hexdigest()
