from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.confidential import seen_by
from processes.models.event import EventKind
from processes.models.obstacle import Obstacle
from processes.stages import Reason
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.assignment import Assignment

OPEN = models.Q(obstacle__isnull=True, dismissed_at__isnull=True)


class AnsweredMeanwhile(Exception):
    """Somebody else has taken the proposed obstacle up, or dismissed it."""


class Cause(models.TextChoices):
    """What can be counted on the timeline and stands in the way."""

    WITHDRAWALS = "withdrawals", _("Withdrawals for the same reason")
    ANSWER_RATE = "answer_rate", _("Few answer")
    LATE_ANSWERS = "late_answers", _("The client answers late")
    SLIPPING = "slipping", _("The plan slips")


class ObstacleHintQuerySet(models.QuerySet["ObstacleHint"]):
    def visible_to(self, user: User) -> ObstacleHintQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user))

    def open(self) -> ObstacleHintQuerySet:
        """Neither written down as an obstacle nor dismissed."""
        return self.filter(OPEN)

    @transaction.atomic
    def propose(
        self,
        assignment: Assignment,
        cause: str,
        facts: Mapping[str, Any],
        *,
        at: datetime,
        reason: str = "",
    ) -> ObstacleHint:
        """Once per assignment and cause; again, it only brings what was counted up to date."""
        hint, new = self.get_or_create(
            assignment=assignment,
            cause=cause,
            reason=reason,
            defaults={"facts": dict(facts), "proposed_at": at},
        )
        if new:
            hint._record(EventKind.OBSTACLE_PROPOSED, by=None, at=at)
        elif hint.facts != facts and self.open().filter(pk=hint.pk).update(facts=dict(facts)):
            hint.facts = dict(facts)
        return hint


class ObstacleHint(models.Model):
    """An obstacle that proposes itself: what was counted speaks for telling the client (C6)."""

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.PROTECT, related_name="hints"
    )
    cause = models.CharField(max_length=16, choices=Cause)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    facts = models.JSONField(default=dict)
    proposed_at = models.DateTimeField()
    obstacle = models.ForeignKey(
        Obstacle, null=True, on_delete=models.PROTECT, related_name="hints"
    )
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("why not"), max_length=200, blank=True)

    objects = ObstacleHintQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        indexes = [
            # attention.in_the_way, on Today
            models.Index(fields=["-proposed_at"], condition=OPEN, name="obstacles_proposed"),
        ]
        constraints = [
            models.UniqueConstraint(
                "assignment", "cause", "reason", name="one_hint_per_assignment_and_cause"
            ),
            models.CheckConstraint(
                condition=models.Q(cause__in=Cause.values), name="a_hint_has_a_known_cause"
            ),
            models.CheckConstraint(
                condition=models.Q(cause=Cause.WITHDRAWALS, reason__in=Reason.values)
                | (~models.Q(cause=Cause.WITHDRAWALS) & models.Q(reason="")),
                name="a_hint_of_withdrawals_says_for_which_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(dismissed_at__isnull=True, dismissed_by__isnull=True, why="")
                | (
                    models.Q(dismissed_at__isnull=False, dismissed_by__isnull=False)
                    & models.Q(obstacle__isnull=True)
                    & ~models.Q(why="")
                ),
                name="a_hint_is_dismissed_with_a_word_why",
            ),
        ]

    def __str__(self) -> str:
        return str(Reason(self.reason).label if self.reason else Cause(self.cause).label)

    @transaction.atomic
    def dismiss(self, why: str, *, by: User, at: datetime) -> None:
        """It stands in nobody's way, and why; raises ``AnsweredMeanwhile``."""
        self.locked()
        self.dismissed_at, self.dismissed_by, self.why = at, by, why
        self.save(update_fields=["dismissed_at", "dismissed_by", "why"])
        self._record(EventKind.OBSTACLE_DISMISSED, by=by, at=at, text=why)

    @transaction.atomic
    def take_up(self, obstacle: Obstacle) -> None:
        """It has been written down as this obstacle; raises ``AnsweredMeanwhile``."""
        self.locked()
        self.obstacle = obstacle
        self.save(update_fields=["obstacle"])

    def locked(self) -> ObstacleHint:
        hints = ObstacleHint.objects.open().select_for_update(of=("self",))
        mine: ObstacleHint | None = hints.filter(pk=self.pk).first()
        if mine is None:
            raise AnsweredMeanwhile(_t("Somebody has seen to this in the meantime."))
        return mine

    def _record(self, kind: EventKind, *, by: User | None, at: datetime, text: str = "") -> None:
        record(
            kind,
            by=by,
            at=at,
            assignment=self.assignment,
            text=text,
            cause=self.cause,
            reason=self.reason,
            counted=self.facts,
        )
