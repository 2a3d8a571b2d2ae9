"""Rows of an import that are taken in side by side: new candidates, in a few statements for all."""

from __future__ import annotations

from collections.abc import Sequence

from processes.importing.linking import Known
from processes.importing.many import take_in_many
from processes.importing.one_row import Taken
from processes.imports.rows import Line


def take_together(lines: Sequence[Line], known: Known) -> dict[int, Taken]:
    """What became of those that were taken in, by the key of their row; the rest is left."""
    simple = [
        line
        for line in lines
        if line.table == "candidates"
        and not line.kept.choice
        and not line.is_undecided
        and not line.is_too_long
    ]
    taken = take_in_many([line.row for line in simple], known)
    return {simple[place].kept.pk: became for place, became in taken.items()}
