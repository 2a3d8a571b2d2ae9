"""Where both sides stand about going on after the end: nothing of a sealed answer is in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from processes.models import Extension, ExtensionAnswer, Placement
from processes.sides import Side

State = Literal["not_asked", "asked", "sealed", "extended", "ends"]


@dataclass(frozen=True)
class Stand:
    """One side; ``until`` and ``words`` only once both answers are open."""

    side: Side
    state: State
    since: datetime | None = None
    until: date | None = None
    words: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in {"extended", "ends"}


def stands(placement: Placement) -> list[Stand]:
    """The client first, then the candidate, each as asked about the present end; one query."""
    assert placement.ends_on is not None, "who is asked has an end"
    rows = placement.extension_answers.filter(ends_on=placement.ends_on).order_by("asked_at", "pk")
    newest = {row.side: row for row in rows}
    return [stand(side, newest.get(side)) for side in (Side.CLIENT, Side.CANDIDATE)]


def stand(side: Side, row: ExtensionAnswer | None) -> Stand:
    if row is None:
        return Stand(side, "not_asked")
    if row.opened_at is None:
        return Stand(side, "sealed" if row.is_sealed else "asked", row.answered_at or row.asked_at)
    state: State = "extended" if row.answer == Extension.EXTENDED else "ends"
    return Stand(side, state, row.answered_at, row.until, row.words)


def wants_agreement(placement: Placement, both: list[Stand]) -> bool:
    """Both would go on, but not until the same day: that is for them to agree."""
    return all(one.state == "extended" for one in both) and not placement.extension
