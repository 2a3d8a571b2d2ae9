"""The chain of hashes: each seal is that of an entry's text and of the seal before it."""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

BEGINNING = bytes(32)  # stands before the first seal
# The columns of an entry; each is written in one way, whatever a session's settings are.
COLUMNS = """
    entry.id, (extract(epoch FROM entry.at) * 1000000)::bigint, entry.action, entry.what, entry.row,
    entry.by_id, host(entry.address), entry.source, entry.facts::text
"""


class Sealed(NamedTuple):
    """All that an entry says, as COLUMNS read it."""

    id: int
    at: int  # microseconds since 1970
    action: str
    what: str
    row: int | None
    by: int | None
    address: str | None
    source: str
    facts: str


def seal(before: bytes, entry: Sealed) -> bytes:
    """The hash of this entry behind that of the entry before it."""
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(before + text.encode()).digest()
