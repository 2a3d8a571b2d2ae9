from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from candidates.models.candidate import Candidate

UNDONE_WITHIN = timedelta(days=30)


class MergeQuerySet(models.QuerySet["Merge"]):
    def standing(self) -> MergeQuerySet:
        return self.filter(undone_at__isnull=True)

    def due_to_forget(self, at: datetime) -> MergeQuerySet:
        """Those that can no longer be undone, and still know how."""
        return self.filter(forget_at__lte=at)

    def over(self, at: datetime) -> MergeQuerySet:
        """The same, wherever the tick has moved ``forget_at`` to meanwhile."""
        return self.filter(forget_at__isnull=False, at__lte=at - UNDONE_WITHIN)


class Merge(models.Model):
    """Two records made one: all that hung on ``gone`` went to ``kept``.

    ``changes`` is every column of every row that was written, with what stood there before and
    what stands there since, in order: processes/merging/ledger.py. It is forgotten after 30 days.
    """

    kept = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="merges_away")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changes = models.JSONField(default=list, editable=False)
    forget_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[MergeQuerySet] = MergeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["forget_at"],
                condition=Q(forget_at__isnull=False),
                name="merges_to_be_forgotten",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                "gone", condition=Q(undone_at__isnull=True), name="nobody_goes_into_two"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="a_merge_has_two_people"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="an_undone_merge_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"

    def can_be_undone(self, at: datetime) -> bool:
        knows_how = self.undone_at is None and self.forget_at is not None
        return knows_how and at < self.at + UNDONE_WITHIN
