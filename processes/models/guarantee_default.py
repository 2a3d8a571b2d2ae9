from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from processes.models.placement_terms import Contract, Promise


class GuaranteeDefault(models.Model):
    """For how long the agency answers for a placement, and what it promises then (A2)."""

    contract = models.CharField(max_length=12, choices=Contract, unique=True)
    months = models.PositiveSmallIntegerField(
        _("months from the start"),
        validators=[MaxValueValidator(60)],
        help_text=_("0 where there is no guarantee."),
    )
    promise = models.CharField(_("what it promises"), max_length=12, choices=Promise)
    refund_percent = models.PositiveSmallIntegerField(
        _("share of the fee, in percent"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(promise__in=Promise.values),
                name="a_usual_guarantee_makes_a_known_promise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract}, {self.months}"
