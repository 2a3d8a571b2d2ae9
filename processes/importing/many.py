"""New candidates, many at a time: what is done with one, in one statement for each table.

A row costs its share of three statements in place of eight of its own. Who is not plainly new is
left to ``take_in_row``: whoever was imported before or has an address that is known here, and rows
that are refused, for it says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from django.db import DataError, IntegrityError, models, transaction
from django.db.models.functions import Upper

from candidates.models import Candidate
from processes.importing import candidate
from processes.importing.linking import Known
from processes.importing.one_row import TAKES, Taken
from processes.importing.row import BadCell, Row
from processes.importing.writing import Written, fill
from processes.models import Event, EventKind, RowBecame
from processes.timeline import record_many

New = tuple[int, str, Candidate, Written]  # place among the rows, and the other system's key


def take_in_many(rows: Sequence[Row], known: Known) -> dict[int, Taken]:
    """Takes in the new candidates among these rows; what they became, by their place.

    Nobody has said of these rows who they are. Where PostgreSQL refuses one, all are left.
    """
    known.newest_of(TAKES["candidates"])
    new = plainly_new(rows, known)
    try:
        with transaction.atomic():
            save(new, rows, known)
    except (IntegrityError, DataError):
        return {}
    for place, key, _mine, _written in new:
        known.see("candidates", key, rows[place])
        known.became("candidates", rows[place])
    return {
        place: Taken(RowBecame.NEW, mine, is_known=False, written=written)
        for place, _key, mine, written in new
    }


def plainly_new(rows: Sequence[Row], known: Known) -> list[New]:
    """Candidates that are not saved yet, checked by our own rules."""
    addresses = known_addresses([row.first("email") for row in rows])
    keys: set[str] = set()
    found: list[New] = []
    for place, row in enumerate(rows):
        email = row.first("email").upper()
        with suppress(BadCell):
            key = known.key_of("candidates", row)
            is_known = key in keys or ("candidates", key) in known.seen
            is_known = is_known or known.record("candidates", key) is not None
            is_known = is_known or email in addresses or not email.isascii()
            is_known = is_known or known.seen_with(email) is not None
            keys.add(key)
            if not is_known:
                mine = candidate.new_one(row, known)
                found.append((place, key, mine, fill(mine, candidate.said_of(row, known, mine))))
        if email:
            addresses.add(email)
    return found


def known_addresses(addresses: Sequence[str]) -> set[str]:
    """Those of these addresses that somebody here has, in capital letters."""
    wanted = [Upper(models.Value(address)) for address in addresses if address]
    people = Candidate.objects.findable().order_by().annotate(address=Upper("email"))
    return set(people.filter(address__in=wanted).values_list("address", flat=True))


def save(new: Sequence[New], rows: Sequence[Row], known: Known) -> None:
    Candidate.objects.bulk_create([mine for _place, _key, mine, _written in new])
    record_many(
        Event(
            kind=EventKind.IMPORTED,
            by=known.by,
            at=known.at,
            candidate=mine,
            facts=candidate.told(rows[place], known),
        )
        for place, _key, mine, _written in new
    )
    known.records.remember_new(
        "candidates", [(key, mine, rows[place].digest) for place, key, mine, _written in new]
    )
