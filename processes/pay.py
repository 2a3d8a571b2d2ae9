"""Comparing what is paid for different times of work."""

from __future__ import annotations

from decimal import Decimal

from accounts.money import PaidPer

# How many hours or months of work the others come to, where they can be compared at all.
HOURS = {PaidPer.HOUR: Decimal(1), PaidPer.DAY: Decimal(8)}
MONTHS = {PaidPer.MONTH: Decimal(1), PaidPer.YEAR: Decimal(12)}


def converted(amount: Decimal, per: str, wanted: str) -> Decimal | None:
    """The amount for another length of time; None where that would be a guess.

    A year has twelve months and a day eight hours; what a day is of a month depends on the
    contract.
    """
    for scale in (HOURS, MONTHS):
        if per in scale and wanted in scale:
            return amount * scale[PaidPer(wanted)] / scale[PaidPer(per)]
    return None
