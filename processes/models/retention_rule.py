from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.places import COUNTRIES
from processes.models.retention_sweep import RetentionSweep

LONGEST = 240  # months
SAME = ("country", "purpose", "outcome")  # what a rule is about


class Purpose(models.TextChoices):
    """What we keep somebody for, by how they came to us."""

    APPLIED = "applied", _("They applied")
    SOURCED = "sourced", _("We found them")


class Furthest(models.TextChoices):
    """How far somebody has come with us so far; facts of the candidacies, nobody's verdict."""

    PLACED = "placed", _("placed by us")
    PRESENTED = "presented", _("presented to a client, never placed")
    CONSIDERED = "considered", _("on an assignment, never presented")
    NONE = "none", _("never on an assignment")


class RetentionRuleQuerySet(models.QuerySet["RetentionRule"]):
    def in_force(self) -> RetentionRuleQuerySet:
        return self.filter(in_force_at__isnull=False, ended_at__isnull=True)

    def drafts(self) -> RetentionRuleQuerySet:
        """Written, and not taking effect yet."""
        return self.filter(in_force_at__isnull=True)


class RetentionRule(models.Model):
    """For how long people are kept after the last word with them; then their record is closed.

    An empty country, purpose or outcome stands for every one; of several rules that fit somebody,
    the one that names the country counts before the one that names the purpose, and that before
    the one that names the outcome. A rule takes effect by ``put_in_force`` only, once an admin has
    seen whom it would close; nobody is closed by it before ``closes_from``.
    """

    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES, blank=True)
    purpose = models.CharField(_("how they came to us"), max_length=8, choices=Purpose, blank=True)
    outcome = models.CharField(_("how far they came"), max_length=12, choices=Furthest, blank=True)
    months = models.PositiveSmallIntegerField(
        _("months after the last word"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
    )
    law = models.CharField(_("where it comes from"), max_length=200, blank=True)
    closes_from = models.DateField(_("closes nobody before"), null=True, blank=True)
    in_force_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = RetentionRuleQuerySet.as_manager()

    class Meta:
        ordering = ["country", "purpose", "outcome", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=SAME,
                condition=models.Q(in_force_at__isnull=False, ended_at__isnull=True),
                name="one_retention_rule_in_force_for_each_case",
            ),
            models.UniqueConstraint(
                fields=SAME,
                condition=models.Q(in_force_at__isnull=True),
                name="one_draft_of_a_retention_rule_for_each_case",
            ),
            models.CheckConstraint(
                condition=models.Q(months__range=(1, LONGEST)),
                name="a_retention_rule_keeps_for_a_month_at_least",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_at__isnull=True) | models.Q(closes_from__isnull=False),
                name="a_retention_rule_in_force_says_from_when_it_closes",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(in_force_at__isnull=False),
                name="only_a_retention_rule_in_force_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=["", *Purpose.values])
                & models.Q(outcome__in=["", *Furthest.values]),
                name="a_retention_rule_is_about_known_cases",
            ),
        ]

    def __str__(self) -> str:
        about = (self.country, self.purpose, self.outcome)
        return f"{', '.join(filter(None, about)) or '*'}: {self.months}"

    @property
    def is_draft(self) -> bool:
        return self.in_force_at is None

    @property
    def predecessor(self) -> RetentionRule | None:
        """The rule in force that says the same of the same people, and ends with this one."""
        same = {name: getattr(self, name) for name in SAME}
        return RetentionRule.objects.in_force().filter(**same).exclude(pk=self.pk).first()

    @transaction.atomic
    def put_in_force(self, *, closes_from: date, by: User, at: datetime) -> None:
        """It counts from now and closes nobody before that day; its predecessor ends. Once."""
        mine = self._locked()
        if not mine.is_draft:
            return
        if before := mine.predecessor:
            before.end(by=by, at=at)
        self._write(in_force_at=at, closes_from=closes_from, by=by)
        RetentionSweep.objects.begin(at)

    @transaction.atomic
    def end(self, *, by: User, at: datetime) -> None:
        """It counts no more; whoever it has closed stays closed."""
        mine = self._locked()
        if mine.is_draft or mine.ended_at:
            return
        self._write(ended_at=at, by=by)
        RetentionSweep.objects.begin(at)

    def _locked(self) -> RetentionRule:
        return RetentionRule.objects.select_for_update(of=("self",)).get(pk=self.pk)

    def _write(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))
