"""Reading what somebody typed into an address: plain values, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

GREATEST = 2**63 - 1
MOST = 20  # values of one list
AGO = re.compile(r"([0-9]{1,4})d")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CODE = re.compile(r"[a-z][a-z_-]*")
AMOUNT = Decimal("9999999999.99")


def last(said: Any) -> Any:
    """Of a word that an address says several times the last counts."""
    return (said[-1] if said else "") if isinstance(said, list | tuple) else said


def text(said: Any, longest: int) -> str:
    """One line without signs that nobody types."""
    if not isinstance(said, str):
        return ""
    shown = "".join(sign if sign.isprintable() else " " for sign in said[: 10 * longest])
    line = " ".join(shown.split())
    return line if len(line) <= longest else ""


def texts(said: Any, longest: int) -> tuple[str, ...]:
    """A list, or one text with commas; each once, whatever its case."""
    parts = said if isinstance(said, list | tuple) else [said]
    words: dict[str, str] = {}
    for part in parts[: 10 * MOST]:
        for word in part.split(",") if isinstance(part, str) else ():
            if line := text(word, longest):
                words.setdefault(line.lower(), line)
    return tuple(words.values())[:MOST]


def codes(said: Any, longest: int) -> tuple[str, ...]:
    return tuple(code for code in texts(said, longest) if CODE.fullmatch(code))


def chosen(said: Any, known: Iterable[str]) -> tuple[str, ...]:
    asked = texts(said, 40)
    return tuple(value for value in known if value in asked)


def number(said: Any, least: int, greatest: int) -> int | None:
    digits = str(said) if isinstance(said, int | str) and not isinstance(said, bool) else ""
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 19:
        return None
    return int(digits) if least <= int(digits) <= greatest else None


def amount(said: Any) -> Decimal | None:
    """A sum of money as it is typed: 45000, 45 000, 1500,50."""
    if not isinstance(said, str | int | Decimal) or isinstance(said, bool) or len(str(said)) > 20:
        return None
    try:
        value = Decimal("".join(str(said).split()).replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 < value <= AMOUNT else None


def day(said: str) -> date | None:
    try:
        found = date.fromisoformat(said) if DAY.fullmatch(said) else None
    except ValueError:
        return None
    return found if found and 1900 <= found.year <= 2200 else None


def day_or_ago(said: Any) -> str:
    """ "2026-12-01", or "90d": so many days ago, whenever it is asked."""
    typed = text(said, 10)
    return typed if AGO.fullmatch(typed) or day(typed) else ""


def day_of(said: str, today: date) -> date | None:
    """The day that ``day_or_ago`` means, asked today."""
    if ago := AGO.fullmatch(said):
        return today - timedelta(days=int(ago.group(1)))
    return day(said)


def later(today: date, days: int | None, said: str) -> date | None:
    return today + timedelta(days=days) if days is not None else day(said)
