"""Rows of one import that tell of the same person, as far as telephone and profile link say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from candidates.keys import keys_of
from candidates.models import TwinReason
from candidates.twin_search import SHARED_BY_FEW
from candidates.twins import Person
from processes.imports.rows import Line
from processes.models import ImportRow

REASONS = (TwinReason.PHONE, TwinReason.LINK)  # Keys has a field of the same name for each


def mark_alike(people: Sequence[tuple[Line, Person]]) -> list[ImportRow]:
    """Says of each row which further up is like it; the rows of which something new is said.

    What more rows share is a switchboard. Two with the same address are refused, not asked about.
    """
    firsts = first_of_each_key(people)
    changed = []
    for (line, person), found in zip(people, firsts, strict=True):
        like: dict[str, Any] = {}
        for reason, (first, other) in found.items():
            same_address = person.email and person.email.casefold() == other.email.casefold()
            if not same_address:
                where = {"line": first.row.line, "file": first.row.file}
                like = like or {**where, "reasons": []}
                if like["line"] == first.row.line and like["file"] == first.row.file:
                    like["reasons"].append(str(reason))
        if like != line.kept.like:
            line.kept.like = like
            line.kept.choice = line.kept.choice if like or line.kept.twins else ""
            changed.append(line.kept)
    return changed


def first_of_each_key(
    people: Sequence[tuple[Line, Person]],
) -> list[dict[str, tuple[Line, Person]]]:
    """For each who is the first with the same telephone, and with the same profile link."""
    keys = keys_of([person for _line, person in people])
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(keys):
        for name in REASONS:
            if key := getattr(one, name):
                having[name, key].append(place)
    found: list[dict[str, tuple[Line, Person]]] = [{} for _one in people]
    for (reason, _key), places in having.items():
        here = [place for place in places if people[place][0].kept.choice != ImportRow.LEAVE]
        if here and len(places) <= SHARED_BY_FEW:
            for place in places:
                if place > here[0]:
                    found[place][reason] = people[here[0]]
    return found
