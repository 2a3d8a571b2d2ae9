"""Rows of an import that are taken in side by side: new candidates, in a few statements for all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from processes.importing.linking import Known
from processes.importing.many import take_in_many
from processes.importing.one_row import Taken
from processes.importing.row import BadCell, Row
from processes.imports.rows import Line
from processes.models import ImportRow


def take_together(lines: Sequence[Line], known: Known) -> dict[int, Taken]:
    """What became of those that were taken in, by the key of their row; the rest is left.

    So is whoever has the id or address of a row of which somebody has said who it is: that one
    takes its turn alone, and which of the two is refused is told by their order.
    """
    said = {
        mark
        for line in lines
        if line.table == "candidates" and line.kept.choice not in ("", ImportRow.LEAVE)
        for mark in marks(line.row, known)
    }
    simple = [
        line
        for line in lines
        if line.table == "candidates"
        and not line.kept.choice
        and not line.is_undecided
        and not line.is_too_long
        and not (said and said & marks(line.row, known))
    ]
    taken = take_in_many([line.row for line in simple], known)
    return {simple[place].kept.pk: became for place, became in taken.items()}


def marks(row: Row, known: Known) -> set[tuple[str, str]]:
    """Whatever only one row of a file may have."""
    found = {("email", email.casefold()) for email in [row.first("email")] if email}
    with suppress(BadCell):
        found.add(("key", known.key_of("candidates", row)))
    return found
