"""Amounts of money as they are read: the currency, for how long, and from what to what."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy


class Currency(models.TextChoices):
    """Those of the countries that the agency works in, and of their neighbours."""

    SEK = "SEK", "SEK"
    PLN = "PLN", "PLN"
    EUR = "EUR", "EUR"
    GBP = "GBP", "GBP"
    NOK = "NOK", "NOK"
    DKK = "DKK", "DKK"
    CHF = "CHF", "CHF"
    CZK = "CZK", "CZK"
    USD = "USD", "USD"


class PaidPer(models.TextChoices):
    """For how much work an amount is paid."""

    MONTH = "month", pgettext_lazy("paid", "a month")
    YEAR = "year", pgettext_lazy("paid", "a year")
    DAY = "day", pgettext_lazy("paid", "a day")
    HOUR = "hour", pgettext_lazy("paid", "an hour")


PER: dict[str, Promise] = {
    PaidPer.MONTH: gettext_lazy("%(money)s a month"),
    PaidPer.YEAR: gettext_lazy("%(money)s a year"),
    PaidPer.DAY: gettext_lazy("%(money)s a day"),
    PaidPer.HOUR: gettext_lazy("%(money)s an hour"),
}
OF_COUNTRY = {
    "SE": Currency.SEK,
    "PL": Currency.PLN,
    "NL": Currency.EUR,
    "GB": Currency.GBP,
    "NO": Currency.NOK,
    "DK": Currency.DKK,
    "CH": Currency.CHF,
    "CZ": Currency.CZK,
    "US": Currency.USD,
}


def currency_of(country: str) -> Currency:
    """What is paid with there; the euro where nobody has said otherwise."""
    return OF_COUNTRY.get(country, Currency.EUR)


def amount(value: Decimal) -> str:
    """As the reader writes it: "45,000", with decimals only where there are any."""
    places = 0 if value == value.to_integral_value() else 2
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def as_typed(value: Decimal) -> str:
    """As somebody would type it into a field of numbers: "45000", "1500.50"."""
    return f"{value:.2f}".removesuffix(".00")


def money(value: Decimal, currency: str) -> str:
    """ "SEK 45,000" """
    return in_currency(amount(value), currency)


def in_currency(amounts: str, currency: str) -> str:
    """The currency where the reader's language puts it."""
    said = pgettext("money", "%(currency)s %(amount)s")
    return (said % {"currency": currency, "amount": amounts}).strip()


def span(low: Decimal | None, high: Decimal | None, currency: str, per: str = "") -> str:
    """ "SEK 45,000–50,000 a month"; nothing where neither end is known."""
    if low is None and high is None:
        return ""
    if low is not None and high is not None:
        ends = amount(low) if low == high else f"{amount(low)}–{amount(high)}"
        said = in_currency(ends, currency)
    elif low is not None:
        said = _("from %(money)s") % {"money": money(low, currency)}
    else:
        assert high is not None, "one of the two is known"
        said = _("up to %(money)s") % {"money": money(high, currency)}
    return str(PER[per]) % {"money": said} if per in PER else said
