"""In which order people are listed: a key each, and the id where two are equal."""

from __future__ import annotations

from dataclasses import dataclass

TABLE = "candidates_candidate"


@dataclass(frozen=True)
class Order:
    """``key``: SQL that an index serves, never null."""

    key: str
    descending: bool = False

    def turned(self) -> Order:
        return Order(self.key, not self.descending)

    def named(self, name: str) -> Order:
        """The same where the key is a column of that name."""
        return Order(f"{TABLE}.{name}", self.descending)

    @property
    def by(self) -> str:
        way = "DESC" if self.descending else "ASC"
        return f"{self.key} {way}, {TABLE}.id {way}"

    @property
    def beyond(self) -> str:
        """Behind the row with an id, which is asked for three times.

        The bare comparison of keys comes first: it is the one an index can start at.
        """
        sign = "<" if self.descending else ">"
        edge = f"(SELECT {self.key} FROM {TABLE} WHERE id = %s)"
        return f"{self.key} {sign}= {edge} AND ({self.key} <> {edge} OR {TABLE}.id {sign} %s)"


NEWEST = Order(f"{TABLE}.created_at", descending=True)
ORDERS = {
    "name": Order(f"{TABLE}.plain_name"),
    "newest": NEWEST,
    "contact": Order(
        f"coalesce({TABLE}.last_contact_at, '-infinity'::timestamptz)", descending=True
    ),
    "available": Order(f"coalesce({TABLE}.available_on, 'infinity'::date)"),
}
