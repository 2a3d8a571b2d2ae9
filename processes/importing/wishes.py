"""What an imported candidate wants: kinds of work, pay in numbers, and from when.

A number whose currency or span of time nobody has said is left in words: guessed pay is no pay.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.money import Currency, PaidPer
from candidates.models import Candidate
from processes.importing.labels import plain
from processes.importing.linking import Known
from processes.importing.row import BadCell, Row
from processes.models import Kind

SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "zł": "PLN", "euro": "EUR"}
PER = {
    PaidPer.YEAR: r"year\w*|annual\w*|annum|p\.?a\.?|år\w*|rok\w*|rocznie|jaar\w*|yr",
    PaidPer.MONTH: r"month\w*|mo|mån\w*|miesi\w*|mies|maand\w*|mnd",
    PaidPer.DAY: r"day|daily|dag\w*|dzie[nń]\w*|dzien\w*",
    PaidPer.HOUR: r"hour\w*|hr|timme\w*|tim|godz\w*|uur\w*",
}
NOW = {"now", "immediately", "immediate", "asap", "available", "yes", "omgaende", "genast"}
NOW |= {"od zaraz", "natychmiast", "per direct", "direct", "straks", "at once", "available now"}
KINDS = {
    Kind.PERMANENT: r"perm\w*|full[ -]?time|fast\w*|tillsvidare\w*|sta[łl]\w*|vast\w*|employ\w*",
    Kind.INTERIM: r"interim\w*|contract\w*|temp\w*|freelanc\w*|konsult\w*|b2b|zzp|consult\w*",
}
AMOUNT = re.compile(r"\d[\d\s.,\u00a0\u202f']*")


def wishes_of(row: Row, known: Known, now: Candidate) -> dict[str, Any]:
    """The columns that say them; empty where the row does not."""
    return pay_of(row) | {
        "wants_kinds": kinds_of(row),
        "available_on": available_on(
            row, known.agency.working_hours().local_day(known.at), now.working_hours().zone
        ),
    }


def pay_of(row: Row) -> dict[str, Any]:
    """Expected pay in words, and in numbers where currency and span are known."""
    words = row.text("expects")
    low, high = amount(row, "expects_from"), amount(row, "expects_to")
    if low is None and high is None:
        low, high = amounts_in(words)
    said = " ".join(row.text(column) for column in ("currency", "expects", "expects_from"))
    labels = " ".join(row.label(column) for column in ("expects", "expects_from"))
    currency, per = currency_in(said), per_in(row.text("per")) or per_in(f"{said} {labels}")
    if low is not None and high is not None and high < low:
        raise BadCell("expects_to", _("This is less than where it begins."))
    if (low is None and high is None) or not currency or not per:
        typed = "–".join(filter(None, [row.text("expects_from"), row.text("expects_to")]))
        return {"expects": (words or f"{row.text('currency')} {typed}".strip())[:80]}
    return {
        "expects": words[:80],
        "expects_from": low,
        "expects_to": high,
        "expects_currency": currency,
        "expects_per": per,
    }


def amount(row: Row, column: str) -> Decimal | None:
    """Raises ``BadCell`` for what is no amount."""
    typed = row.text(column)
    if not typed:
        return None
    found = AMOUNT.findall(typed)
    number = number_in(found[0]) if len(found) == 1 else None
    if number is None:
        raise BadCell(column, _("“%(typed)s” is no amount.") % {"typed": typed})
    return number


def amounts_in(words: str) -> tuple[Decimal | None, Decimal | None]:
    """From and up to, of words that hold one amount or two; of one amount it begins there."""
    found = [number for part in AMOUNT.findall(words) if (number := number_in(part)) is not None]
    if len(found) == 2 and found[0] <= found[1]:
        return found[0], found[1]
    return (found[0], None) if len(found) == 1 else (None, None)


def number_in(written: str) -> Decimal | None:
    """45 000, 45,000.00 and 45.000,00 are the same; the last sign before two digits is a point."""
    digits = re.sub(r"[\s\u00a0\u202f']", "", written).strip(".,")
    if parted := re.fullmatch(r"(.*)[.,](\d{1,2})", digits):
        whole, cents = parted[1], parted[2]
    else:
        whole, cents = digits, "0"
    with suppress(InvalidOperation):
        number = Decimal(f"{re.sub('[.,]', '', whole)}.{cents}")
        if number < 10**9:
            return number
    return None


def currency_in(said: str) -> str:
    words = set(re.findall(r"[A-Z]{3}", said.upper()))
    for code in Currency.values:
        if code in words:
            return code
    return next((code for sign, code in SIGNS.items() if sign in said.casefold()), "")


def per_in(said: str) -> str:
    for per, words in PER.items():
        if re.search(rf"(?<!\w)({words})(?!\w)", said.casefold()):
            return per.value
    return ""


def kinds_of(row: Row) -> list[str]:
    said = row.text("wants").casefold()
    return [kind for kind, words in KINDS.items() if re.search(rf"(?<!\w)({words})", said)]


def available_on(row: Row, today: date, zone: ZoneInfo) -> date | None:
    """A date, or today for whoever is available at once. Raises ``BadCell``."""
    if plain(row.text("available")) in NOW:
        return today
    return row.day("available", zone)
