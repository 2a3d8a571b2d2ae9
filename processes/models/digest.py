from __future__ import annotations

from datetime import datetime

from django.db import models

from accounts.models import User


class DigestQuerySet(models.QuerySet["Digest"]):
    def due(self, at: datetime) -> DigestQuerySet:
        return self.filter(next_at__lte=at, user__is_active=True)


class Digest(models.Model):
    """When somebody's next digest of owed words is due: 07:30 on a working day, their time."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="digest")
    next_at = models.DateTimeField(db_index=True)

    objects = DigestQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user} {self.next_at:%Y-%m-%d %H:%M}"
