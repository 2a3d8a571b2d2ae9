"""What a line of the table of follow-ups says: who owes whom a word, opened by what, due when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise

Party = Literal["candidate", "client", "us"]
Subject = Literal["assignment", "contact", "candidacy", "obstacle", "client"]


@dataclass(frozen=True)
class When:
    """An event that opens, settles or drops a follow-up.

    ``facts`` are (name, allowed values) pairs that the event's facts must agree with, None
    standing for a fact that is not there; in ``unless`` are such that it must not agree with;
    ``has`` are facts that must all be there. The party "client" is one of its contacts or the
    company as such.
    """

    kind: str
    reached: bool | None = None
    party: Literal["contact", "client", "candidate"] | None = None
    facts: tuple[tuple[str, tuple[str | bool | None, ...]], ...] = ()
    unless: tuple[tuple[str, tuple[str | bool | None, ...]], ...] = ()
    has: tuple[str, ...] = ()


@dataclass(frozen=True)
class Due:
    """An amount of working time; ``end_of_day`` counts to the close of the last day.

    With ``on``, the close of the day that stands in this fact of the event, where it does. With
    nothing but ``on`` it is a promise, which a newer one moves.
    """

    days: int = 0
    hours: int = 0
    end_of_day: bool = False
    on: str = ""


@dataclass(frozen=True)
class Step:
    """A reminder of a late follow-up: to whom, and how many working days after it was due."""

    name: str
    to: Literal["owner", "lead", "contact"]
    days: int


@dataclass(frozen=True)
class Rule:
    """One line of the table; ``contact`` says which of the client's people it concerns.

    orderer; decider, where that is somebody else; met: whoever the event was with;
    chased: whoever decides, else who ordered. Where the table names one of them, a word to the
    client settles it only if it was a word to that person.

    A ``clock`` only measures silence: Today shows it from one working day before it is due, and
    figures of kept words leave it out. Nobody outside counts on a word that is not ``awaited``:
    it may be put off without telling them. What is owed ``anywhere`` is so whatever it is about:
    events about another assignment, or none, settle it too.
    """

    kind: str
    practice: str
    owes: Party
    owed: Party
    per: Subject
    label: str | Promise
    opened_by: tuple[When, ...]
    settled_by: tuple[When, ...]
    due: Due
    contact: Literal["", "orderer", "decider", "met", "chased"] = ""
    dropped_by: tuple[When, ...] = ()
    steps: tuple[Step, ...] = field(default=())
    clock: bool = False
    awaited: bool = True
    anywhere: bool = False

    @property
    def chases(self) -> bool:
        """Whether somebody at the client is written to when it runs late."""
        return any(step.to == "contact" for step in self.steps)
