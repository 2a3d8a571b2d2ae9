"""Addresses as they are typed: each in the one spelling by which tries are counted."""

from __future__ import annotations

import unicodedata


def one_spelling(typed: str) -> str:
    """What finds the same account is the same: "ſara@…", with a long s, is Sara as well.

    Otherwise whoever guesses would have as many tries again for each way to write an address.
    """
    return unicodedata.normalize("NFKC", typed.strip()).casefold()
