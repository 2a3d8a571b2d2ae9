from __future__ import annotations

from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from clients.models import Contact
from processes.models.event import EventKind
from processes.timeline import record


class DecidedAlready(Exception):
    """What to do about the obstacle has been decided."""


class ObstacleQuerySet(models.QuerySet["Obstacle"]):
    def open(self) -> ObstacleQuerySet:
        return self.filter(decided_at__isnull=True)

    def untold(self) -> ObstacleQuerySet:
        return self.filter(told_at__isnull=True)

    def told(self) -> ObstacleQuerySet:
        return self.filter(told_at__isnull=False)


class Obstacle(models.Model):
    """What stands in the way, told to the client at once with evidence and a proposal (C6)."""

    class Kind(models.TextChoices):
        NOT_INTERESTED = "not_interested", _("People are not interested")
        SALARY = "salary", _("Pay below the market")
        REMOTE_WORK = "remote_work", _("Remote work")
        CRITERION = "criterion", _("One criterion is missing")
        RELOCATION = "relocation", _("Relocation")
        BENEFITS = "benefits", _("Benefits")
        EMPLOYER = "employer", _("View of the employer")
        OTHER = "other", _("Something else")

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.PROTECT, related_name="obstacles"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    title = models.CharField(_("in one line"), max_length=120)
    evidence = models.TextField(
        _("evidence"), help_text=_("Counted: 7 of 12 who said no named the salary.")
    )
    effect = models.TextField(_("effect"), blank=True)
    option_one = models.TextField(_("one way"), blank=True)
    option_two = models.TextField(_("another way"), blank=True)
    proposal = models.TextField(_("what we advise"))
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decision_wanted_on = models.DateField(_("decision wanted by"), null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(_("decision"), blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True) | models.Q(told_at__isnull=False),
                name="an_obstacle_is_told_before_it_is_decided",
            ),
            models.CheckConstraint(
                condition=models.Q(option_one="", option_two="")
                | (~models.Q(option_one="") & ~models.Q(option_two="")),
                name="an_obstacle_has_two_options_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    @transaction.atomic
    def find(
        cls,
        *,
        assignment: models.Model,
        kind: str,
        title: str,
        evidence: str,
        proposal: str,
        by: User,
        at: datetime,
        effect: str = "",
        decision_wanted_on: date | None = None,
    ) -> Obstacle:
        """The search has learnt what stands in the way; the client is to hear it at once."""
        obstacle = cls.objects.create(
            assignment=assignment,
            kind=kind,
            title=title,
            evidence=evidence,
            effect=effect,
            proposal=proposal,
            found_at=at,
            found_by=by,
            decision_wanted_on=decision_wanted_on,
        )
        obstacle._record(EventKind.OBSTACLE_RAISED, by=by, at=at)
        return obstacle

    @transaction.atomic
    def tell(self, *, by: User, at: datetime, contact: Contact | None = None) -> None:
        """The client has heard it; telling twice changes nothing."""
        if Obstacle.objects.filter(pk=self.pk, told_at=None).update(told_at=at):
            self._record(EventKind.OBSTACLE_TOLD, by=by, at=at, contact=contact, told=True)
        self.refresh_from_db(fields=["told_at"])

    @transaction.atomic
    def decide(self, decision: str, *, by: User, at: datetime) -> None:
        """What was decided together with the client; raises ``DecidedAlready`` the second time."""
        if Obstacle.objects.select_for_update().get(pk=self.pk).decided_at:
            raise DecidedAlready(_t("Somebody has written down the decision in the meantime."))
        if self.told_at is None:
            self.tell(by=by, at=at)
        self.decision, self.decided_at = decision, at
        self.save(update_fields=["decision", "decided_at"])
        self._record(EventKind.OBSTACLE_DECIDED, by=by, at=at, told=True, text=decision)

    @transaction.atomic
    def note_outcome(self, outcome: str, *, by: User, at: datetime) -> None:
        """What came of the decision, once it can be seen."""
        self.outcome = outcome
        self.save(update_fields=["outcome"])
        self._record(EventKind.OUTCOME_NOTED, by=by, at=at, told=True, text=outcome)

    def _record(
        self,
        kind: EventKind,
        *,
        by: User,
        at: datetime,
        contact: Contact | None = None,
        told: bool = False,
        text: str = "",
    ) -> None:
        record(
            kind,
            by=by,
            at=at,
            assignment=self.assignment,
            contact=contact,
            visible_to_client=told,
            text=text or self.evidence,
            obstacle=self.pk,
            title=self.title,
        )
