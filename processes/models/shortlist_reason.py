from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.models.assignment import Assignment
from processes.models.event import EventKind
from processes.models.shortlist import counted
from processes.timeline import record


class ShortlistReasonQuerySet(models.QuerySet["ShortlistReason"]):
    @transaction.atomic
    def give(
        self, assignment: Assignment, words: str, *, by: User, at: datetime
    ) -> ShortlistReason:
        """Why fewer are presented than a selection needs; the risk stays in view (C8)."""
        known = counted(assignment)
        reason = self.create(
            assignment=assignment, words=words, presented=known["presented"], by=by, at=at
        )
        record(
            EventKind.SHORTLIST_REASONED, by=by, at=at, assignment=assignment, text=words, **known
        )
        return reason


class ShortlistReason(models.Model):
    """A recruiter's reason for a shortlist of fewer people than the agency wants; history."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="shortlist_reasons"
    )
    words = models.TextField(_("why"), max_length=1000)
    presented = models.PositiveSmallIntegerField()  # how many were, when it was written
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ShortlistReasonQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(words=""), name="a_reason_for_a_short_list_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.words
