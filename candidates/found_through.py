"""What "found through" says: what somebody typed, or a sign that an application by our page left.

The sign is "vacancy", or "vacancy: linkedin" where the address said which board it was on; each
reader has it in their own words.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

SIGN = "vacancy"


def sign(board: str = "") -> str:
    return f"{SIGN}: {board}" if board else SIGN


def in_words(source: str) -> str:
    """In the reader's language; what somebody typed stays as it is."""
    if source == SIGN:
        return _("Our vacancy page")
    if source.startswith(f"{SIGN}: "):
        return _("Our vacancy page, by %(board)s") % {"board": source.removeprefix(f"{SIGN}: ")}
    return source


class FoundThroughField(forms.CharField):
    """Shows the words; where nobody changes them, the sign behind them stays."""

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, str) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(in_words(initial or ""), data)
