"""Pay and day rates: for how long, in whose money, and how a range is said."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

# The money of the countries the agency works in (accounts.places.COUNTRIES).
CURRENCIES = [(code, code) for code in ("SEK", "PLN", "EUR", "GBP", "DKK", "NOK", "USD")]
MONEY_OF = {"SE": "SEK", "PL": "PLN", "GB": "GBP", "DK": "DKK", "NO": "NOK", "US": "USD"}

MoneyField = partial(models.DecimalField, max_digits=10, decimal_places=2)


class Per(models.TextChoices):
    """What an amount is paid for."""

    MONTH = "month", _("a month")
    YEAR = "year", _("a year")
    DAY = "day", _("a day")
    HOUR = "hour", _("an hour")


# How many hours or months of work the others come to, where they can be compared at all.
HOURS = {Per.HOUR: Decimal(1), Per.DAY: Decimal(8)}
MONTHS = {Per.MONTH: Decimal(1), Per.YEAR: Decimal(12)}


def currency_of(country: str) -> str:
    return MONEY_OF.get(country, "EUR")


def converted(amount: Decimal, per: str, wanted: str) -> Decimal | None:
    """The amount for another length of time; None where that would be a guess.

    A year has twelve months and a day eight hours; what a day is of a month depends on the
    contract.
    """
    for scale in (HOURS, MONTHS):
        if per in scale and wanted in scale:
            return amount * scale[Per(wanted)] / scale[Per(per)]
    return None


def amount_in_words(amount: Decimal) -> str:
    """By the reader's way of writing numbers; öre and cents only where there are any."""
    whole = amount == amount.to_integral_value()
    return str(number_format(amount, 0 if whole else 2, use_l10n=True, force_grouping=True))


def range_in_words(low: Decimal | None, high: Decimal | None, currency: str, per: str) -> str:
    """“52,000–60,000 SEK a month”, from or up to one amount; empty where none is known."""
    if low is None and high is None:
        return ""
    if low is None or high is None:
        one = low if high is None else high
        assert one is not None, "one of the two is known"
        pattern = _t("from %(amount)s") if high is None else _t("up to %(amount)s")
        amount = pattern % {"amount": amount_in_words(one)}
    elif low == high:
        amount = amount_in_words(low)
    else:
        amount = f"{amount_in_words(low)}–{amount_in_words(high)}"
    said = {
        Per.MONTH: _t("%(amount)s %(currency)s a month"),
        Per.YEAR: _t("%(amount)s %(currency)s a year"),
        Per.DAY: _t("%(amount)s %(currency)s a day"),
        Per.HOUR: _t("%(amount)s %(currency)s an hour"),
    }
    return said[Per(per)] % {"amount": amount, "currency": currency}
