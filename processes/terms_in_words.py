"""Fee, rates and margin in the reader's words; who may read them is asked elsewhere."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _t

from accounts.money import money
from processes.models.placement_terms import PlacementTerms


def money_line(terms: PlacementTerms, currency: str) -> tuple[str, str] | None:
    """What it brings us: the margin of a day, else the fee; None where nothing is agreed."""
    if terms.margin is not None:
        said = {
            "money": money(terms.margin, currency),
            "percent": percent(terms),
        }
        return _t("Margin"), _t("%(money)s a day, %(percent)s") % said
    if terms.fee_in_money is not None:
        return _t("Fee"), money(terms.fee_in_money, currency)
    return None


def percent(terms: PlacementTerms) -> str:
    share = number_format(terms.margin_percent or 0, decimal_pos=1, use_l10n=True)
    return _t("%(number)s %%") % {"number": share}
