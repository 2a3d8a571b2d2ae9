from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone


class RetentionSweepQuerySet(models.QuerySet["RetentionSweep"]):
    def due(self, at: datetime) -> RetentionSweepQuerySet:
        return self.filter(next_at__lte=at)

    def begin(self, at: datetime) -> None:
        """Everybody is looked at anew, from the first; a round under way begins again."""
        self.update_or_create(only_one=True, defaults={"next_at": at, "reached": 0})


class RetentionSweep(models.Model):
    """How far tonight's round has come: everybody up to ``reached`` has been looked at.

    One row; ``next_at`` is the column of its chore, null while there is no rule to keep.
    """

    next_at = models.DateTimeField(null=True)
    reached = models.PositiveBigIntegerField(default=0)
    only_one = models.BooleanField(default=True, unique=True, editable=False)

    objects = RetentionSweepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(only_one=True), name="one_retention_sweep")
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.next_at):%Y-%m-%d %H:%M}" if self.next_at else "–"
