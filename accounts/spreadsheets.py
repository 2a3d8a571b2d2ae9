"""What a spreadsheet makes of a table's text, and how it is kept from reckoning with it."""

from __future__ import annotations

BYTE_ORDER_MARK = "\ufeff"  # tells Excel that it is UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would reckon with these


def without_formula(text: str) -> str:
    """Text that a spreadsheet would read as a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(FORMULA) else text
