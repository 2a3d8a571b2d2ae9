"""Whom somebody looks for: every criterion of the search, in an address and in JSON.

Whatever is unknown, broken or senseless narrows nothing; it is left out when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from accounts.money import Currency, PaidPer
from accounts.places import COUNTRIES
from candidates.finding import values
from candidates.finding.text import in_any_language
from candidates.models.wishes import KindOfWork

SORTS = ("best", "name", "newest", "contact", "available")
KNOWN = {
    "match": ("any",),
    "country": tuple(code for code, _name in COUNTRIES),
    "kinds": tuple(KindOfWork.values),
    "currency": tuple(Currency.values),
    "per": tuple(PaidPer.values),
    "contact": ("never",),
    "notice": ("given", "missing"),
    "sort": SORTS,
}
# In addresses a list is a word said again and again: ?skill=SQL&skill=Hogia
IN_ADDRESSES = {
    "skills": "skill",
    "kinds": "kind",
    "languages": "language",
    "stages": "stage",
    "tags": "tag",
}
LISTS = frozenset(IN_ADDRESSES)
TYPED_IN = "typed_in"  # the language of a form's words; what is kept of them has none
LONGEST = 200  # letters of words
FREE_WITHIN_DAYS = {"now": 0, "month": 30, "quarter": 90}
# Of these the second means nothing without the first.
BELONGS_TO = {"km": "city", "match": "skills"}


@dataclass(frozen=True)
class Wanted:
    """All of it must fit; empty criteria narrow nothing.

    ``free``: "now", "month", "quarter" or a day as 2026-12-01. ``contacted_after`` and
    ``contacted_before``: a day, or "90d" for so many days ago. Pay: whoever can be had for
    ``pay_from`` to ``pay_to``, in the same currency and for the same span. ``notice``: whether
    they know what is kept of them. ``match``: "any" of the skills, else all. ``sort``: empty for
    the usual one.
    """

    q: str = ""
    skills: tuple[str, ...] = ()
    match: str = ""
    city: str = ""
    km: int | None = None
    country: str = ""
    kinds: tuple[str, ...] = ()
    free: str = ""
    pay_from: Decimal | None = None
    pay_to: Decimal | None = None
    currency: str = ""
    per: str = ""
    languages: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    owner: int | None = None
    contact: str = ""
    contacted_after: str = ""
    contacted_before: str = ""
    pool: int | None = None
    notice: str = ""
    tags: tuple[str, ...] = ()
    sort: str = ""

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Wanted:
        """Made of whatever was said, without what makes no sense."""
        read = {name: READ[name](said.get(name)) for name in READ if said.get(name)}
        kept = {name: value for name, value in read.items() if value not in (None, "", ())}
        for name, needed in BELONGS_TO.items():
            if needed not in kept:
                kept.pop(name, None)
        amounts = {"pay_from", "pay_to"} & kept.keys()
        if not amounts or not {"currency", "per"} <= kept.keys():  # of what, for how long?
            for name in ("pay_from", "pay_to", "currency", "per"):
                kept.pop(name, None)
        return cls(**kept)

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Wanted:
        """From an address: ``request.GET``, or a plain mapping."""
        said: dict[str, Any] = {}
        for name in READ:
            key = IN_ADDRESSES.get(name, name)
            many = query.getlist(key) if hasattr(query, "getlist") else query.get(key)
            said[name] = many if name in LISTS else values.last(many)
        if language := values.last(query.get(TYPED_IN)):
            said["q"] = in_any_language(values.text(said["q"], LONGEST), language)
        return cls.of(said)

    @classmethod
    def from_json(cls, kept: Any) -> Wanted:
        """As ``to_json`` wrote it, in this version of the product or another."""
        return cls.of(kept) if isinstance(kept, Mapping) else cls()

    def to_query(self) -> str:
        """What stands behind the question mark of an address."""
        pairs = [(IN_ADDRESSES.get(name, name), value) for name, value in self.to_json().items()]
        return urlencode(pairs, doseq=True)

    def to_json(self) -> dict[str, Any]:
        """Only what narrows or sorts; amounts as text, for JSON's numbers are not exact."""
        said = {name: value for name, value in asdict(self).items() if value not in (None, "", ())}
        return {name: _plain(value) for name, value in said.items()}

    def without(self, name: str, value: str = "") -> Wanted:
        """The same without one criterion, or without one value of its list."""
        said = self.to_json()
        rest = [one for one in said.get(name, ()) if one != value] if value else []
        return Wanted.of({**said, name: rest})

    def but(self, **other: Any) -> Wanted:
        return replace(self, **other)

    @property
    def narrows(self) -> bool:
        return any(name != "sort" for name in self.to_json())

    @property
    def order(self) -> str:
        """The sort that is used: the best match where words were typed, else by name."""
        return self.sort if self.sort and (self.q or self.sort != "best") else self.usual_order

    @property
    def usual_order(self) -> str:
        return "best" if self.q else "name"

    def free_by(self, today: date) -> date | None:
        """The day on which they must be free at the latest."""
        return values.later(today, FREE_WITHIN_DAYS.get(self.free), self.free)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return list(value) if isinstance(value, tuple) else value


def _one_of(known: Iterable[str]) -> Any:
    allowed = frozenset(known)
    return lambda said: said if isinstance(said, str) and said in allowed else ""


def _free(said: Any) -> str:
    text = values.text(said, 10)
    return text if text in FREE_WITHIN_DAYS or values.day(text) else ""


READ: dict[str, Any] = {
    "q": lambda said: values.text(said, LONGEST),
    "skills": lambda said: values.texts(said, 80),
    "match": _one_of(KNOWN["match"]),
    "city": lambda said: values.text(said, 80),
    "km": lambda said: values.number(said, 1, 500),
    "country": _one_of(KNOWN["country"]),
    "kinds": lambda said: values.chosen(said, KNOWN["kinds"]),
    "free": _free,
    "pay_from": values.amount,
    "pay_to": values.amount,
    "currency": _one_of(KNOWN["currency"]),
    "per": _one_of(KNOWN["per"]),
    "languages": lambda said: values.codes(said, 8),
    "stages": lambda said: values.codes(said, 16),
    "owner": lambda said: values.number(said, 1, values.GREATEST),
    "contact": _one_of(KNOWN["contact"]),
    "contacted_after": lambda said: values.day_or_ago(said),
    "contacted_before": lambda said: values.day_or_ago(said),
    "pool": lambda said: values.number(said, 1, values.GREATEST),
    "notice": _one_of(KNOWN["notice"]),
    "tags": lambda said: tuple(tag.lower() for tag in values.texts(said, 40)),
    "sort": _one_of(KNOWN["sort"]),
}
assert set(READ) == {field.name for field in fields(Wanted)}, "every criterion is read"
