"""Who owes whom a word, opened and settled by what, due when: one table, data and nothing else.

Working time is the debtor's: the agency's where we owe, the client's where the client owes.
A word counts only once it really reached the person it is owed to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Party = Literal["candidate", "client", "us"]
Subject = Literal["assignment", "contact", "candidacy"]


@dataclass(frozen=True)
class When:
    """An event that opens, settles or drops a follow-up.

    ``facts`` are (name, allowed values) pairs that the event's facts must agree with.
    """

    kind: str
    reached: bool | None = None
    party: Literal["contact", "candidate"] | None = None
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Due:
    """An amount of working time; ``end_of_day`` counts to the close of the last day."""

    days: int = 0
    hours: int = 0
    end_of_day: bool = False


@dataclass(frozen=True)
class Step:
    """A reminder of a late follow-up: to whom, and how many working days after it was due."""

    name: str
    to: Literal["owner", "lead", "contact"]
    days: int


@dataclass(frozen=True)
class Rule:
    kind: str
    practice: str
    owes: Party
    owed: Party
    per: Subject
    label: str | Promise
    opened_by: tuple[When, ...]
    settled_by: tuple[When, ...]
    due: Due
    dropped_by: tuple[When, ...] = ()
    steps: tuple[Step, ...] = field(default=())


OUR_LADDER = (Step("owner", "owner", 0), Step("lead", "lead", 1))
CLIENTS_LADDER = (
    Step("contact_0", "contact", 0),
    Step("contact_2", "contact", 2),
    Step("contact_4", "contact", 4),
)

OPENED = When("assignment_opened")
CLOSED = When("assignment_closed")
TALKED_TO_CONTACT = (
    When("called", reached=True, party="contact"),
    When("met", reached=True, party="contact"),
)
TALKED_TO_CANDIDATE = (
    When("called", reached=True, party="candidate"),
    When("met", reached=True, party="candidate"),
)
WITHDREW = When("candidacy_ended", facts=(("end", ("withdrawn",)),))
ENDED = When("candidacy_ended")
FURTHER = (("to", ("client_meeting", "offer", "placed")),)

RULES: tuple[Rule, ...] = (
    Rule(
        kind="first_call_orderer",
        practice="C1",
        owes="us",
        owed="client",
        per="contact",
        label=_("first call after the order"),
        opened_by=(OPENED,),
        settled_by=TALKED_TO_CONTACT,
        dropped_by=(CLOSED,),
        due=Due(days=1),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="first_call_decider",
        practice="C1",
        owes="us",
        owed="client",
        per="contact",
        label=_("first call to the one who decides"),
        opened_by=(OPENED,),
        settled_by=TALKED_TO_CONTACT,
        dropped_by=(CLOSED,),
        due=Due(days=1),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="schedule",
        practice="C4",
        owes="us",
        owed="client",
        per="assignment",
        label=_("schedule"),
        opened_by=(OPENED,),
        settled_by=(When("schedule_sent"),),
        dropped_by=(CLOSED,),
        due=Due(days=2, end_of_day=True),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="weekly_call",
        practice="C5",
        owes="us",
        owed="client",
        per="assignment",
        label=_("weekly call"),
        opened_by=(OPENED, *TALKED_TO_CONTACT),
        settled_by=TALKED_TO_CONTACT,
        dropped_by=(CLOSED,),
        due=Due(days=5),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="application",
        practice="K1",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("answer to application"),
        opened_by=(When("applied"),),
        settled_by=(
            *TALKED_TO_CANDIDATE,
            When("mailed", reached=True, party="candidate"),
            When("letter_sent", party="candidate", facts=(("letter", ("decline", "answer")),)),
        ),
        dropped_by=(WITHDREW,),
        due=Due(days=5),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="personal_feedback",
        practice="K2",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("personal feedback"),
        opened_by=(
            When("stage_moved", facts=(("to", ("interviewed",)),)),
            When("client_answered"),
        ),
        settled_by=TALKED_TO_CANDIDATE,
        dropped_by=(WITHDREW,),
        due=Due(days=2),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="client_feedback",
        practice="C5",
        owes="client",
        owed="us",
        per="candidacy",
        label=_("feedback on a presented candidate"),
        opened_by=(
            When("stage_moved", facts=(("to", ("presented",)),)),
            When("met", reached=True, facts=(("with", ("client_and_candidate",)),)),
        ),
        settled_by=(When("client_answered"), When("stage_moved", facts=FURTHER)),
        dropped_by=(ENDED, CLOSED),
        due=Due(days=2),
        steps=CLIENTS_LADDER,
    ),
)

BY_KIND = {rule.kind: rule for rule in RULES}
KINDS = [(rule.kind, rule.label) for rule in RULES]


def kinds(*, owes: Party | None = None, owed: Party | None = None) -> list[str]:
    """The kinds of follow-ups that this party owes, or that are owed to it."""
    return [
        rule.kind
        for rule in RULES
        if (owes is None or rule.owes == owes) and (owed is None or rule.owed == owed)
    ]
