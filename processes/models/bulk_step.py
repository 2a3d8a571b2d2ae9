from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from candidates.models import Candidate
from processes.models.event import EventKind
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter


class BulkKind(models.TextChoices):
    ASSIGNMENT = "assignment", _("Put on an assignment")
    POOL = "pool", _("Put into a pool")
    TAG = "tag", _("Tagged")
    LETTER = "letter", _("Written to")
    OWNER = "owner", _("Handed over")


class BulkStepQuerySet(models.QuerySet["BulkStep"]):
    def visible_to(self, user: User) -> BulkStepQuerySet:
        """One's own; leads see everybody's."""
        return self if user.leads else self.filter(by=user)


class BulkStep(models.Model):
    """One step taken for many candidates at once: by whom, with whom, and who was left out why.

    ``key`` comes from the preview; the same one posted again finds the step and does nothing.
    """

    key = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=BulkKind)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="bulk_steps")
    at = models.DateTimeField()
    facts = models.JSONField(default=dict, blank=True)
    done = models.JSONField(default=list, blank=True)  # ids of candidates
    left_out = models.JSONField(default=list, blank=True)  # ids with the reason's name

    objects: ClassVar[BulkStepQuerySet] = BulkStepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=BulkKind.values), name="a_bulk_step_has_a_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("bulk_step", args=[self.pk])

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """A letter to one of them went out: it counts from now."""
        if isinstance(letter.recipient, Candidate):
            record(
                EventKind.LETTER_SENT,
                by=None,
                at=at,
                candidate=letter.recipient,
                reached=True,
                letter=letter.kind,
                subject=letter.subject,
            )
