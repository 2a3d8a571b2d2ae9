from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.money import Currency

CENT = Decimal("0.01")
# What only those see who may (processes.who_sees_money).
MONEY = ("fee", "fee_percent", "yearly_pay", "consultant_rate", "client_rate", "currency")


class Contract(models.TextChoices):
    """What the candidate signs."""

    PERMANENT = "permanent", pgettext_lazy("contract", "Permanent")
    FIXED_TERM = "fixed_term", pgettext_lazy("contract", "Fixed term")
    CONSULTANT = "consultant", pgettext_lazy("contract", "Consultant")


class Promise(models.TextChoices):
    """What we owe the client if the candidate leaves within the guarantee (A2)."""

    REPLACEMENT = "replacement", _("A new search, free of charge")
    REFUND = "refund", _("A share of the fee back")
    NONE = "none", pgettext_lazy("guarantee", "Nothing")


def money_field(label: Any) -> models.DecimalField[Decimal | None, Decimal | None]:
    return models.DecimalField(
        label,
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )


class PlacementTerms(models.Model):
    """What was signed: the days, the contract, fee or rates, and what we promised (A2)."""

    contract = models.CharField(
        _("contract"), max_length=12, choices=Contract, db_default=Contract.PERMANENT
    )
    signed_on = models.DateField(_("signed"), null=True, blank=True)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    trial_ends_on = models.DateField(_("trial period ends"), null=True, blank=True)
    guarantee_ends_on = models.DateField(_("guarantee ends"), null=True, blank=True)
    promise = models.CharField(
        _("what the guarantee promises"),
        max_length=12,
        choices=Promise,
        blank=True,
        db_default="",
    )
    refund_percent = models.PositiveSmallIntegerField(
        _("share of the fee"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    currency = models.CharField(
        _("currency"), max_length=3, choices=Currency, blank=True, db_default=""
    )
    fee = money_field(_("fee"))
    fee_percent = models.DecimalField(
        _("fee in percent of a year's pay"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    yearly_pay = money_field(_("a year's pay"))
    consultant_rate = money_field(_("day rate to the consultant"))
    client_rate = money_field(_("day rate to the client"))
    terms = models.CharField(_("terms"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def fee_in_money(self) -> Decimal | None:
        """The fee, or its percent of a year's pay; None where neither is agreed."""
        if self.fee is not None or self.fee_percent is None or self.yearly_pay is None:
            return self.fee
        return (self.yearly_pay * self.fee_percent / 100).quantize(CENT, ROUND_HALF_UP)

    @property
    def margin(self) -> Decimal | None:
        """What is left to us of a day; None where a rate is not agreed."""
        if self.client_rate is None or self.consultant_rate is None:
            return None
        return self.client_rate - self.consultant_rate

    @property
    def margin_percent(self) -> Decimal | None:
        """The margin as a share of what the client pays."""
        if self.margin is None or not self.client_rate:
            return None
        return (100 * self.margin / self.client_rate).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def refund(self) -> Decimal | None:
        """What the guarantee gives back of the fee; None where it promises no share of one."""
        if self.promise != Promise.REFUND or not self.refund_percent or not self.fee_in_money:
            return None
        return (self.fee_in_money * self.refund_percent / 100).quantize(CENT, ROUND_HALF_UP)

    def is_guaranteed_on(self, day: date) -> bool:
        """Whether something was promised for the case that they leave on this day."""
        within = self.guarantee_ends_on is not None and day <= self.guarantee_ends_on
        return within and self.promise in {Promise.REPLACEMENT, Promise.REFUND}


def not_before_start(field: str) -> models.Q:
    return models.Q(**{f"{field}__isnull": True}) | models.Q(
        **{f"{field}__gte": models.F("starts_on")}
    )


def what_cannot_be_agreed() -> list[models.BaseConstraint]:
    """The constraints of the terms, for the table that has them."""
    both_fees = models.Q(fee__isnull=False, fee_percent__isnull=False)
    both_rates = models.Q(client_rate__isnull=True) | models.Q(consultant_rate__isnull=True)
    return [
        models.CheckConstraint(
            condition=not_before_start("ends_on"), name="a_placement_ends_after_it_starts"
        ),
        models.CheckConstraint(
            condition=not_before_start("trial_ends_on"),
            name="a_trial_period_ends_after_the_start",
        ),
        models.CheckConstraint(
            condition=models.Q(signed_on__isnull=True)
            | models.Q(signed_on__lte=models.F("starts_on")),
            name="nobody_starts_before_signing",
        ),
        models.CheckConstraint(
            condition=models.Q(contract__in=Contract.values),
            name="a_placement_has_a_known_contract",
        ),
        models.CheckConstraint(
            condition=models.Q(promise__in=["", *Promise.values]),
            name="a_guarantee_makes_a_known_promise",
        ),
        models.CheckConstraint(
            condition=models.Q(refund_percent__isnull=True)
            | models.Q(refund_percent__range=(1, 100)),
            name="a_refund_is_a_share_of_the_fee",
        ),
        models.CheckConstraint(
            condition=~both_fees, name="a_fee_is_an_amount_or_a_percent_not_both"
        ),
        models.CheckConstraint(
            condition=both_rates | models.Q(client_rate__gte=models.F("consultant_rate")),
            name="the_client_pays_no_less_than_the_consultant_gets",
        ),
    ]
