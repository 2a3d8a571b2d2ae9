"""On plan, behind or blocked, and why: judged from dates alone. Pure, without Django."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from processes.reports.report_facts import Standing, Wanted, Why

# A client's word that is later than this holds the whole assignment up.
WAITED_TOO_LONG = timedelta(days=5)


class Activity(Protocol):
    """A line of the schedule."""

    text: str
    texts: dict[str, str]
    due_on: date


def judged(
    *,
    activities: Iterable[Activity],
    wanted: Iterable[Wanted],
    week: int,
    weeks: int,
    today: date,
) -> tuple[Standing, tuple[Why, ...]]:
    """Blocked: the client's decision or word holds it up. Behind: something promised is late.

    ``activities`` are those not done; ``wanted`` is what the client owes.
    """
    blocked = [
        Why("decision", row.text, row.due_on)
        for row in wanted
        if row.kind == "decision" and row.due_on and row.due_on < today
    ]
    blocked += [
        Why("word", row.text, row.due_on)
        for row in wanted
        if row.kind == "word" and row.due_on and today - row.due_on > WAITED_TOO_LONG
    ]
    if blocked:
        return "blocked", tuple(blocked)
    behind = [
        Why("activity", row.text, row.due_on, row.texts) for row in activities if row.due_on < today
    ]
    if week > weeks:
        behind.append(Why("weeks"))
    return ("behind", tuple(behind)) if behind else ("on_plan", ())
