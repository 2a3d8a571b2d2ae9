"""Addresses with a secret in them: good once, for a while, and the newest only."""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256
from typing import Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound="OneTime")


class OneTimeQuerySet(models.QuerySet[Row]):
    def unanswered(self) -> Self:
        """Neither used nor withdrawn, however old."""
        return self.filter(used_at=None, withdrawn_at=None)

    def open(self, at: datetime) -> Self:
        """Those by which somebody may still come in, or answer."""
        return self.unanswered().filter(expires_at__gt=at)

    def withdraw(self, *, at: datetime) -> int:
        """Those of these that nobody has used yet are good for nothing from now on."""
        return self.unanswered().update(withdrawn_at=at)


class OneTime(models.Model):
    """What is known of such an address: only the digest of its secret."""

    digest = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        USED = "used", _("Used")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

    class Meta:
        abstract = True

    def opens_with(self, secret: str) -> bool:
        """Whether this is the secret of its link; takes the same time for every wrong one."""
        return hmac.compare_digest(self.digest, digest_of(secret))

    def state(self, at: datetime) -> OneTime.State:
        if self.used_at:
            return self.State.USED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.OPEN if self.expires_at > at else self.State.EXPIRED


def digest_of(secret: str) -> str:
    """Of a long random secret, so that a fast digest is enough."""
    return sha256(secret.encode()).hexdigest()
