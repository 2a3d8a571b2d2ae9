from __future__ import annotations

from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.models.candidacy import Candidacy
from processes.models.event import EventKind
from processes.stages import Stage
from processes.timeline import record


class PlacementQuerySet(models.QuerySet["Placement"]):
    def in_trial(self, day: date) -> PlacementQuerySet:
        return self.filter(starts_on__lte=day, trial_ends_on__gte=day)

    @transaction.atomic
    def agree(
        self,
        candidacy: Candidacy,
        *,
        starts_on: date,
        by: User | None,
        at: datetime,
        **terms: date | str | None,
    ) -> Placement:
        """Signed: the candidate takes the role. The candidacy moves to "placed".

        Signed anew, the terms are those of the last time.
        """
        candidacy.move_to(Stage.PLACED, by=by, at=at)
        placement, _new = self.update_or_create(
            candidacy=candidacy, defaults={"starts_on": starts_on, "agreed_at": at, **terms}
        )
        record(
            EventKind.PLACED,
            by=by,
            at=at,
            candidacy=candidacy,
            visible_to_client=True,
            starts_on=starts_on.isoformat(),
        )
        return placement


class Placement(models.Model):
    """A candidate who got the role: start, trial period and guarantee (A2)."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="placement")
    agreed_at = models.DateTimeField()
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    trial_ends_on = models.DateField(_("trial period ends"), null=True, blank=True)
    guarantee_ends_on = models.DateField(_("guarantee ends"), null=True, blank=True)
    terms = models.CharField(_("terms"), max_length=200, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="a_placement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(trial_ends_on__isnull=True)
                | models.Q(trial_ends_on__gte=models.F("starts_on")),
                name="a_trial_period_ends_after_the_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy.name}, {self.starts_on}"
