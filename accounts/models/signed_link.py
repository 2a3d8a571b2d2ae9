from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from accounts.models.one_time import OneTime, OneTimeQuerySet, digest_of

NOBODYS = "0" * 64


class LinkIsOver(Exception):
    """It was used, withdrawn or is too old: it answers for nobody any more."""


class SignedLinkQuerySet(OneTimeQuerySet["SignedLink"]):
    def about(self, purpose: str, row: int) -> SignedLinkQuerySet:
        return self.filter(purpose=purpose, row=row)

    @transaction.atomic
    def issue(
        self, purpose: str, row: int, *, language: str, until: datetime, at: datetime
    ) -> tuple[SignedLink, str]:
        """A new link with its address, which is known here and now only, good ``until`` then.

        ``purpose`` is the name of the one address that it opens, ``row`` what it is about there.
        An earlier one about the same is withdrawn: the newest letter is the one that works.
        """
        self.about(purpose, row).withdraw(at=at)
        secret = secrets.token_urlsafe(32)
        link: SignedLink = self.create(
            purpose=purpose,
            row=row,
            language=language,
            at=at,
            expires_at=until,
            digest=digest_of(secret),
        )
        return link, settings.BASE_URL + reverse(purpose, args=[link.pk, secret])

    def with_secret(self, purpose: str, pk: int, secret: str) -> SignedLink | None:
        """The link of this address; takes the same time for every wrong secret."""
        found = self.filter(purpose=purpose, pk=pk).first()
        known = (found or SignedLink(digest=NOBODYS)).opens_with(secret)
        return found if known else None


class SignedLink(OneTime):
    """An address that answers one question, once and without signing in, for whoever has it.

    It stands in one letter; here lies only the digest of its secret. Looking at it changes
    nothing: programs that read mail open links, they press no button.
    """

    purpose = models.CharField(max_length=40)
    row = models.BigIntegerField()
    language = models.CharField(max_length=2)

    objects = SignedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "row"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="one_unused_link_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None), name="a_link_ends_in_one_way"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("at")), name="a_link_lasts_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.row} {self.at:%Y-%m-%d}"

    @transaction.atomic
    def use(self, *, at: datetime) -> None:
        """It has answered, and does so once: part of the verb that keeps the answer.

        Whoever uses it at the same moment waits and finds it used. Raises ``LinkIsOver``.
        """
        mine = SignedLink.objects.select_for_update().get(pk=self.pk)
        if mine.state(at) != self.State.OPEN:
            raise LinkIsOver
        self.used_at = mine.used_at = at
        mine.save(update_fields=["used_at"])
