"""What a version of the schedule says, frozen: its lines, and what has changed since the last one.

Pure, without Django; processes/reports/freezing.py makes JSON of it and reads it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

MOVED, ADDED, REMOVED = "moved", "added", "removed"


@dataclass(frozen=True)
class Line:
    """What is done by which day; ``texts`` where it comes from a template, in each language."""

    pk: int
    text: str
    on: date
    milestone: str = ""
    texts: dict[str, str] = field(default_factory=dict)

    def said_in(self, language: str) -> str:
        """As the reader says it; what somebody typed stays as it was typed."""
        return self.texts.get(language) or self.text


@dataclass(frozen=True)
class Why:
    """Why a line has changed; ``agreed``: the client wanted it so, and no more need be said."""

    text: str = ""
    agreed: bool = False


@dataclass(frozen=True)
class Change:
    """A line that moved, came or went since the version before."""

    what: str
    line: Line
    was: date | None = None
    why: Why = Why()


@dataclass(frozen=True)
class ScheduleFacts:
    """A version as it was frozen.

    ``missing`` names the dates that were not agreed then; ``done`` has the day of each line that
    was ticked off, by its key.
    """

    title: str
    client: str
    kind: str
    zone: str
    opened_on: date
    weeks: int
    made_on: date
    lines: tuple[Line, ...]
    changes: tuple[Change, ...] = ()
    missing: tuple[str, ...] = ()
    done: dict[str, str] = field(default_factory=dict)


def changes_between(
    before: Iterable[Line], now: Iterable[Line], whys: Mapping[str, Why]
) -> tuple[Change, ...]:
    """What is not as it was, by the day it was or is due; ``whys`` by the key of the line."""
    old, new = {line.pk: line for line in before}, {line.pk: line for line in now}
    found = [
        Change(MOVED, line, old[pk].on, whys.get(str(pk), Why()))
        for pk, line in new.items()
        if pk in old and old[pk].on != line.on
    ]
    found += [
        Change(ADDED, line, None, whys.get(str(pk), Why()))
        for pk, line in new.items()
        if pk not in old
    ]
    found += [
        Change(REMOVED, line, line.on, whys.get(str(pk), Why()))
        for pk, line in old.items()
        if pk not in new
    ]
    return tuple(sorted(found, key=lambda change: (change.was or change.line.on, change.line.pk)))
