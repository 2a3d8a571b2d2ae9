from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.places import COUNTRIES
from processes.models.placement_terms import Contract
from processes.spans import last_day

LONGEST = 24  # months


class Bound(models.TextChoices):
    """Whether a contract of exactly so many months is one of those meant."""

    AT_LEAST = "at_least", _("of at least")
    LONGER_THAN = "longer_than", _("longer than")


class TrialDefaultQuerySet(models.QuerySet["TrialDefault"]):
    def for_contract(
        self, country: str, contract: str, *, starts_on: date, ends_on: date | None
    ) -> TrialDefault | None:
        """The line that counts for a contract; one without an end is longer than any."""
        lines = self.filter(country=country, contract=contract).order_by("-months_of_contract")
        return next((line for line in lines if line.covers(starts_on, ends_on)), None)


class TrialDefault(models.Model):
    """How long a trial period usually is, by country and contract (A2). An admin's to change.

    The product begins with what the law says: in Sweden at most six months of
    "provanställning", which only comes before a permanent employment (lag (1982:80) om
    anställningsskydd, 6 §); in Poland at most three months, one where less than six months of
    employment are meant to follow and two where less than twelve are (Kodeks pracy, art. 25
    § 2 to 2³); in the Netherlands none for a contract of up to six months, at most one month for
    one of less than two years and two months for longer ones (Burgerlijk Wetboek, art. 7:652).
    British law sets no limit: three to six months are the custom.
    """

    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    contract = models.CharField(_("contract"), max_length=12, choices=Contract)
    bound = models.CharField(max_length=12, choices=Bound, default=Bound.AT_LEAST)
    months_of_contract = models.PositiveSmallIntegerField(
        _("months of the contract"), default=0, validators=[MaxValueValidator(120)]
    )
    months = models.PositiveSmallIntegerField(
        _("usual trial period in months"),
        validators=[MaxValueValidator(LONGEST)],
        help_text=_("0 where there is none."),
    )
    longest = models.PositiveSmallIntegerField(
        _("asks beyond, in months"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST)],
        help_text=_("A longer trial period is taken only with a tick. Empty: never asks."),
    )
    law = models.CharField(_("where it comes from"), max_length=120, blank=True)

    objects = TrialDefaultQuerySet.as_manager()

    class Meta:
        ordering = ["country", "contract", "months_of_contract"]
        constraints = [
            models.UniqueConstraint(
                "country",
                "contract",
                "months_of_contract",
                name="one_trial_period_for_each_contract",
            ),
            models.CheckConstraint(
                condition=models.Q(longest__isnull=True)
                | models.Q(longest__gte=models.F("months")),
                name="the_usual_trial_period_asks_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country}, {self.contract}, {self.months}"

    def covers(self, starts_on: date, ends_on: date | None) -> bool:
        if ends_on is None or self.months_of_contract == 0:
            return True
        so_long = last_day(starts_on, self.months_of_contract)
        return ends_on > so_long if self.bound == Bound.LONGER_THAN else ends_on >= so_long

    def trial_ends_on(self, starts_on: date) -> date | None:
        """The last day of the usual trial period; None where there is none."""
        return last_day(starts_on, self.months) if self.months else None

    def is_too_long(self, starts_on: date, trial_ends_on: date) -> bool:
        """Longer than what is taken without asking."""
        if self.longest is None:
            return False
        return (
            trial_ends_on >= starts_on
            if not self.longest
            else (trial_ends_on > last_day(starts_on, self.longest))
        )
