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
Subject = Literal["assignment", "contact", "candidacy", "obstacle", "client"]


@dataclass(frozen=True)
class When:
    """An event that opens, settles or drops a follow-up.

    ``facts`` are (name, allowed values) pairs that the event's facts must agree with, None
    standing for a fact that is not there; ``has`` is a fact that must be there. The party
    "client" is one of its contacts or the company as such.
    """

    kind: str
    reached: bool | None = None
    party: Literal["contact", "client", "candidate"] | None = None
    facts: tuple[tuple[str, tuple[str | None, ...]], ...] = ()
    has: str = ""


@dataclass(frozen=True)
class Due:
    """An amount of working time; ``end_of_day`` counts to the close of the last day.

    With ``on``, the close of the day that stands in this fact of the event: a day that was
    promised, which a newer promise moves.
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
    chased: whoever decides, else who ordered. A ``clock`` only measures silence: Today shows it
    from one working day before it is due, and figures of kept words leave it out. Nobody
    outside counts on a word that is not ``awaited``: it may be put off without telling them.
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

    @property
    def chases(self) -> bool:
        """Whether somebody at the client is written to when it runs late."""
        return any(step.to == "contact" for step in self.steps)


OUR_LADDER = (Step("owner", "owner", 0), Step("lead", "lead", 1))
CLIENTS_LADDER = (
    Step("contact_0", "contact", 0),
    Step("contact_2", "contact", 2),
    Step("contact_4", "contact", 4),
)

OPENED = When("assignment_opened")
# An assignment that came running from another system: first call and schedule were owed there.
TAKEN_OVER = When("imported", facts=(("what", ("assignment",)),))
CLOSED = When("assignment_closed")
TALKED_TO_CONTACT = (
    When("called", reached=True, party="contact"),
    When("met", reached=True, party="contact"),
)
CALLED_CANDIDATE = When("called", reached=True, party="candidate")
# An interview, and a meeting with the client, call for feedback themselves.
INTERVIEWED = When("met", reached=True, party="candidate", facts=(("with", ("interview",)),))
MET_CLIENT = When("met", reached=True, facts=(("with", ("client_and_candidate",)),))
TALKED_TO_CANDIDATE = (
    CALLED_CANDIDATE,
    When("met", reached=True, party="candidate", facts=(("with", (None, "candidate")),)),
)
FROM_US = (("rang", (None, "us")),)
WROTE_TO_CANDIDATE = When("mailed", reached=True, party="candidate", facts=FROM_US)
WROTE_TO_CONTACT = When("mailed", reached=True, party="contact", facts=FROM_US)
WITHDREW = When("candidacy_ended", facts=(("end", ("withdrawn",)),))
ENDED = When("candidacy_ended")
CLIENT_SAID_NO = When("candidacy_ended", facts=(("said_no", ("client",)),))
# Whoever has met us is told in person; the stage is where the candidate stood.
TURNED_DOWN_AFTER_MEETING = When(
    "candidacy_ended",
    facts=(
        ("end", ("rejected",)),
        ("said_no", ("client", "we")),
        ("stage", ("interviewed", "presented", "client_meeting", "offer")),
    ),
)
FURTHER = (("to", ("client_meeting", "offer", "placed")),)
PROMISED = "next_on"


def promised_to(party: Literal["candidate", "client"]) -> tuple[When, ...]:
    """Whatever was logged with a day for the next word."""
    kinds_logged = ("called", "met", "mailed", "noted")
    return tuple(When(kind, party=party, has=PROMISED) for kind in kinds_logged)


RULES: tuple[Rule, ...] = (
    Rule(
        kind="first_call_orderer",
        practice="C1",
        owes="us",
        owed="client",
        per="contact",
        label=_("first call after the order"),
        contact="orderer",
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
        contact="decider",
        opened_by=(OPENED, When("assignment_edited", has="unheard_decider")),
        settled_by=TALKED_TO_CONTACT,
        dropped_by=(CLOSED, When("assignment_edited", has="other_decider")),
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
        opened_by=(OPENED, TAKEN_OVER, *TALKED_TO_CONTACT),
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
            INTERVIEWED,
            WROTE_TO_CANDIDATE,
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
            INTERVIEWED,
            When("client_answered"),
            TURNED_DOWN_AFTER_MEETING,
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
        contact="chased",
        opened_by=(
            When("stage_moved", facts=(("to", ("presented",)),)),
            When("candidacy_reopened", facts=(("stage", ("presented",)),)),
            MET_CLIENT,
        ),
        settled_by=(
            When("client_answered"),
            When("stage_moved", facts=FURTHER),
            CLIENT_SAID_NO,
        ),
        dropped_by=(ENDED, CLOSED),
        due=Due(days=2),
        steps=CLIENTS_LADDER,
    ),
    Rule(
        kind="next_word",
        practice="K3",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("the next word promised"),
        opened_by=promised_to("candidate"),
        settled_by=(
            *TALKED_TO_CANDIDATE,
            INTERVIEWED,
            WROTE_TO_CANDIDATE,
            When("letter_sent", party="candidate"),
        ),
        dropped_by=(WITHDREW,),
        due=Due(on=PROMISED),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="next_word_client",
        practice="K3",
        owes="us",
        owed="client",
        per="contact",
        label=_("the next word promised"),
        contact="met",
        opened_by=promised_to("client"),
        settled_by=(*TALKED_TO_CONTACT, WROTE_TO_CONTACT),
        dropped_by=(CLOSED,),
        due=Due(on=PROMISED),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="dates_agreed",
        practice="C3",
        owes="us",
        owed="client",
        per="assignment",
        label=_("dates to agree with the client"),
        opened_by=(),
        settled_by=(),
        due=Due(days=3),
        steps=OUR_LADDER,
        awaited=False,
    ),
    Rule(
        kind="obstacle_told",
        practice="C6",
        owes="us",
        owed="client",
        per="obstacle",
        label=_("obstacle to tell the client"),
        opened_by=(),
        settled_by=(),
        due=Due(hours=4),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="missed_call",
        practice="C7",
        owes="us",
        owed="client",
        per="contact",
        label=_("missed call to return"),
        contact="met",
        opened_by=(),
        settled_by=(),
        due=Due(end_of_day=True),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="client_silence",
        practice="C7",
        owes="us",
        owed="client",
        per="assignment",
        label=_("sign of life to the client"),
        opened_by=(),
        settled_by=(),
        due=Due(days=5),
        steps=OUR_LADDER,
        clock=True,
    ),
    Rule(
        kind="acknowledgement",
        practice="K1",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("receipt of the application"),
        opened_by=(),
        settled_by=(),
        due=Due(hours=1),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="candidate_silence",
        practice="K3",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("sign of life to the candidate"),
        opened_by=(),
        settled_by=(),
        due=Due(days=5),
        steps=OUR_LADDER,
        clock=True,
    ),
    Rule(
        kind="feedback_after_meeting",
        practice="C5",
        owes="client",
        owed="us",
        per="candidacy",
        label=_("feedback after a meeting"),
        contact="chased",
        opened_by=(),
        settled_by=(),
        due=Due(days=2),
        steps=CLIENTS_LADDER,
    ),
    Rule(
        kind="feedback_call",
        practice="C5",
        owes="us",
        owed="client",
        per="candidacy",
        label=_("call for the client's late feedback"),
        contact="met",
        opened_by=(),
        settled_by=(),
        due=Due(days=1),
        steps=OUR_LADDER,
        awaited=False,
    ),
    Rule(
        kind="keep_in_touch",
        practice="A3",
        owes="us",
        owed="client",
        per="client",
        label=_("keep in touch"),
        opened_by=(),
        settled_by=(),
        due=Due(days=60),
        steps=OUR_LADDER,
        clock=True,
        awaited=False,
    ),
    Rule(
        kind="keep_in_touch_candidate",
        practice="A3",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("keep in touch"),
        opened_by=(),
        settled_by=(),
        due=Due(days=60),
        steps=OUR_LADDER,
        clock=True,
        awaited=False,
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
