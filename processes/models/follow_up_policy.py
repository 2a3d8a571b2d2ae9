from __future__ import annotations

from dataclasses import replace

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from processes.follow_ups import rules
from processes.follow_ups.rule import Due, Rule


class FollowUpPolicy(models.Model):
    """Due time and reminder steps of a kind of follow-up, for the agency or for one client.

    ``steps`` are working days after the due time (policies.ladder); none of its own means those
    of the wider policy. rules.py has the rest.
    """

    client = models.ForeignKey(
        "clients.Client", null=True, blank=True, on_delete=models.CASCADE, related_name="policies"
    )
    kind = models.CharField(_("kind"), max_length=24, choices=rules.KINDS)
    days = models.PositiveSmallIntegerField(_("working days"), default=0)
    hours = models.PositiveSmallIntegerField(_("working hours"), default=0)
    end_of_day = models.BooleanField(_("to the end of that day"), default=False)
    steps = ArrayField(models.PositiveSmallIntegerField(), null=True, blank=True)

    class Meta:
        verbose_name_plural = "follow-up policies"
        constraints = [
            models.UniqueConstraint(
                "kind", "client", nulls_distinct=False, name="one_policy_per_kind_and_client"
            ),
            models.CheckConstraint(
                condition=models.Q(days__gt=0) | models.Q(hours__gt=0) | models.Q(end_of_day=True),
                name="a_policy_gives_some_time",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _label in rules.KINDS]),
                name="a_policy_has_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.due}"

    @property
    def rule(self) -> Rule:
        return rules.BY_KIND[self.kind]

    @property
    def due(self) -> Due:
        """This much time; a day that somebody promised stays the day."""
        amount = {"days": self.days, "hours": self.hours, "end_of_day": self.end_of_day}
        return replace(self.rule.due, **amount)  # type: ignore[arg-type]
