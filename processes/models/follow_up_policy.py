from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from processes.follow_ups import rules


class FollowUpPolicy(models.Model):
    """Due time of a kind of follow-up, for the agency or for one client; rules.py has the rest."""

    client = models.ForeignKey(
        "clients.Client", null=True, blank=True, on_delete=models.CASCADE, related_name="policies"
    )
    kind = models.CharField(_("kind"), max_length=24, choices=rules.KINDS)
    days = models.PositiveSmallIntegerField(_("working days"), default=0)
    hours = models.PositiveSmallIntegerField(_("working hours"), default=0)
    end_of_day = models.BooleanField(_("to the end of that day"), default=False)

    class Meta:
        verbose_name_plural = "follow-up policies"
        constraints = [
            models.UniqueConstraint(
                "kind", "client", nulls_distinct=False, name="one_policy_per_kind_and_client"
            ),
            models.CheckConstraint(
                condition=models.Q(days__gt=0) | models.Q(hours__gt=0),
                name="a_policy_gives_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.due}"

    @property
    def due(self) -> rules.Due:
        return rules.Due(days=self.days, hours=self.hours, end_of_day=self.end_of_day)
