"""Goes through the whole chain and finds the first row that is not as it was sealed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from accounts.models import Sealing
from accounts.trail.chain import BEGINNING, COLUMNS, Sealed, seal
from accounts.trail.sealing import ENTRIES, SEALS

CHAIN = f"""
    SELECT seal.number, seal.hash, seal.entry_id, {COLUMNS}
    FROM {SEALS} AS seal LEFT JOIN {ENTRIES} AS entry ON entry.id = seal.entry_id
    ORDER BY seal.number
"""  # noqa: S608
WITHOUT_SEAL = f"""
    FROM {ENTRIES} AS entry
    WHERE NOT EXISTS (SELECT FROM {SEALS} AS seal WHERE seal.entry_id = entry.id)
"""
ADDED_BEHIND = f"SELECT id {WITHOUT_SEAL} AND id <= %s ORDER BY id LIMIT 1"
WAITING = f"SELECT count(*) {WITHOUT_SEAL} AND id > %s"
AT_ONCE = 2000  # rows in memory


class Broken(Exception):
    """The trail is not what it was; the text names the first row that shows it."""


@dataclass(frozen=True)
class Head:
    """The end of a chain: kept elsewhere, it proves that nothing before it was changed since."""

    number: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.number}:{self.hash.hex()}"

    @classmethod
    def read(cls, text: str) -> Head:
        """What `str` wrote; raises ``ValueError``."""
        number, _colon, digest = text.strip().partition(":")
        head = cls(int(number), bytes.fromhex(digest))
        if head.number < 0 or len(head.hash) != len(BEGINNING):
            raise ValueError(text)
        return head


@dataclass(frozen=True)
class Whole:
    """The trail holds: its end, and how many entries wait to be sealed."""

    head: Head
    waiting: int


@transaction.atomic
def verify(kept: Head | None = None) -> Whole:
    """Reads every sealed entry, a few at a time. Raises ``Broken``.

    ``kept``: an earlier head; the chain must still go through it.
    """
    below = Sealing.objects.values_list("below", flat=True).first() or 0
    head = Head(0, BEGINNING)
    for number, found, entry_id, *columns in _chain():
        head = _next(head, number, bytes(found), entry_id, Sealed(*columns))
        if kept and kept.number == head.number and kept.hash != head.hash:
            raise Broken(
                f"Seal {number} is not the one that was kept: all before it was rewritten."
            )
    if kept and kept.number > head.number:
        raise Broken(f"Seal {head.number + 1} is missing: the chain went on to {kept.number}.")
    with connection.cursor() as cursor:
        cursor.execute(ADDED_BEHIND, [below])
        if row := cursor.fetchone():
            raise Broken(f"Entry {row[0]} has no seal, but all up to {below} had one.")
        cursor.execute(WAITING, [below])
        return Whole(head, cursor.fetchone()[0])


def _next(before: Head, number: int, found: bytes, entry_id: int, entry: Sealed) -> Head:
    expected = before.number + 1
    if number != expected:
        raise Broken(f"Seal {expected} is missing: {number} follows on {before.number}.")
    if entry.id is None:
        raise Broken(f"Entry {entry_id} is missing: seal {number} is there.")
    if seal(before.hash, entry) != found:
        raise Broken(f"Entry {entry_id} or its seal {number} is not as it was.")
    return Head(number, found)


def _chain() -> Iterator[tuple[Any, ...]]:
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(CHAIN)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows
