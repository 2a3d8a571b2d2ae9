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
TALKED_TO_CLIENT = (
    When("called", reached=True, party="client"),
    When("met", reached=True, party="contact"),
)
TALKED_TO_CONTACT = (
    When("called", reached=True, party="contact"),
    When("met", reached=True, party="contact"),
)
# Nothing new is a word too (K3), but no answer and no feedback.
HOLDING = (("holding", (None,)),)
# An interview, and a meeting with the client, call for feedback themselves.
INTERVIEWED = When("met", reached=True, party="candidate", facts=(("with", ("interview",)),))
MET_CLIENT = When("met", reached=True, facts=(("with", ("client_and_candidate",)),))
MET_CANDIDATE = When("met", reached=True, party="candidate", facts=(("with", (None, "candidate")),))
TALKED_TO_CANDIDATE = (When("called", reached=True, party="candidate"), MET_CANDIDATE)
ANSWERED_CANDIDATE = (
    When("called", reached=True, party="candidate", facts=HOLDING),
    MET_CANDIDATE,
)
FROM_US = (("rang", (None, "us")),)
WROTE_TO_CANDIDATE = When("mailed", reached=True, party="candidate", facts=FROM_US)
WROTE_ANSWER = When("mailed", reached=True, party="candidate", facts=(*FROM_US, *HOLDING))
CANDIDATE_WROTE = When("mailed", party="candidate", facts=(("rang", ("them",)),))
WROTE_TO_CONTACT = When("mailed", reached=True, party="contact", facts=FROM_US)
WROTE_TO_CLIENT = When("mailed", reached=True, party="client", facts=FROM_US)
LETTER_TO_CANDIDATE = When("letter_sent", party="candidate")
# Letters that somebody wrote; a reminder that goes by itself gives no word of ours.
BY_HAND = (("letter", ("word", "keep_in_touch", "dates_asked", "feedback_asked", "closing")),)
LETTER_TO_CONTACT = When("letter_sent", party="contact", facts=BY_HAND)
LETTER_TO_CLIENT = When("letter_sent", party="client", facts=BY_HAND)
GREETED_CANDIDATE = When(
    "letter_sent", party="candidate", facts=(("letter", ("word", "keep_in_touch")),)
)
# Any word of ours that reached them, whatever it said.
HEARD_CANDIDATE = (*TALKED_TO_CANDIDATE, INTERVIEWED, WROTE_TO_CANDIDATE, LETTER_TO_CANDIDATE)
HEARD_CLIENT = (
    *TALKED_TO_CLIENT,
    WROTE_TO_CLIENT,
    When("letter_sent", party="client"),
    When("schedule_sent"),
    When("report_sent"),
    When("presentation_sent"),
    When("obstacle_told"),
)
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
PLACED_THEM = When("stage_moved", facts=(("to", ("placed",)),))
PROMISED = "next_on"
AGREED = "feedback_on"
ALL_DATES = ("presentation", "meetings", "decision")


def promised_to(party: Literal["candidate", "client"]) -> tuple[When, ...]:
    """Whatever was logged, or written, with a day for the next word."""
    kinds = ("called", "met", "mailed", "noted", "letter_sent")
    return tuple(When(kind, party=party, has=(PROMISED,)) for kind in kinds)


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
        opened_by=(OPENED, When("assignment_edited", has=("unheard_decider",))),
        settled_by=TALKED_TO_CONTACT,
        dropped_by=(CLOSED, When("assignment_edited", has=("other_decider",))),
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
            *ANSWERED_CANDIDATE,
            INTERVIEWED,
            WROTE_ANSWER,
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
        settled_by=ANSWERED_CANDIDATE,
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
        ),
        settled_by=(
            When("client_answered"),
            When("stage_moved", facts=FURTHER),
            MET_CLIENT,
            CLIENT_SAID_NO,
        ),
        dropped_by=(ENDED, CLOSED),
        due=Due(days=2, on=AGREED),
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
        settled_by=HEARD_CANDIDATE,
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
        settled_by=(*TALKED_TO_CONTACT, WROTE_TO_CONTACT, LETTER_TO_CONTACT),
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
        opened_by=(OPENED, TAKEN_OVER, When("dates_agreed")),
        settled_by=(When("dates_agreed", has=ALL_DATES),),
        dropped_by=(CLOSED,),
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
        opened_by=(When("obstacle_raised"),),
        settled_by=(When("obstacle_told"),),
        dropped_by=(CLOSED,),
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
        opened_by=(When("called", reached=False, party="client", facts=(("rang", ("them",)),)),),
        settled_by=TALKED_TO_CLIENT,
        due=Due(end_of_day=True),
        steps=OUR_LADDER,
        anywhere=True,
    ),
    Rule(
        kind="client_silence",
        practice="C7",
        owes="us",
        owed="client",
        per="assignment",
        label=_("sign of life to the client"),
        opened_by=(OPENED, TAKEN_OVER, *HEARD_CLIENT),
        settled_by=HEARD_CLIENT,
        dropped_by=(CLOSED,),
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
        opened_by=(When("applied"),),
        settled_by=HEARD_CANDIDATE,
        dropped_by=(WITHDREW,),
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
        # Only for whoever is in talks with us (opening.py): who never answered waits for nothing.
        opened_by=(
            When("applied"),
            When("stage_moved"),
            When("candidacy_reopened"),
            *TALKED_TO_CANDIDATE,
            INTERVIEWED,
            CANDIDATE_WROTE,
            WROTE_TO_CANDIDATE,
            When("letter_sent", party="candidate", unless=(("letter", ("decline",)),)),
        ),
        settled_by=HEARD_CANDIDATE,
        dropped_by=(WITHDREW, PLACED_THEM, CLOSED),
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
        opened_by=(MET_CLIENT,),
        settled_by=(
            When("client_answered"),
            When("stage_moved", facts=(("to", ("offer", "placed")),)),
            CLIENT_SAID_NO,
        ),
        dropped_by=(ENDED, CLOSED),
        due=Due(days=2, on=AGREED),
        steps=CLIENTS_LADDER,
    ),
    # Opened where the client's ladder ends (chasing.py), by no event of its own.
    Rule(
        kind="feedback_call",
        practice="C5",
        owes="us",
        owed="client",
        per="candidacy",
        label=_("call for the client's late feedback"),
        contact="chased",
        opened_by=(),
        settled_by=(
            *TALKED_TO_CONTACT,
            When("client_answered"),
            When("stage_moved", facts=FURTHER),
            CLIENT_SAID_NO,
        ),
        dropped_by=(ENDED, CLOSED),
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
        opened_by=(
            When("assignment_closed", unless=(("elsewhere", (True,)),)),
            *TALKED_TO_CLIENT,
            WROTE_TO_CLIENT,
            LETTER_TO_CLIENT,
        ),
        settled_by=(*TALKED_TO_CLIENT, WROTE_TO_CLIENT, LETTER_TO_CLIENT),
        dropped_by=(OPENED, TAKEN_OVER),
        due=Due(days=60),
        steps=OUR_LADDER,
        clock=True,
        awaited=False,
        anywhere=True,
    ),
    Rule(
        kind="keep_in_touch_candidate",
        practice="A3",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("keep in touch"),
        opened_by=(
            PLACED_THEM,
            When("placed"),
            *TALKED_TO_CANDIDATE,
            WROTE_TO_CANDIDATE,
            GREETED_CANDIDATE,
        ),
        settled_by=(*TALKED_TO_CANDIDATE, WROTE_TO_CANDIDATE, GREETED_CANDIDATE),
        dropped_by=(ENDED,),
        due=Due(days=60),
        steps=OUR_LADDER,
        clock=True,
        awaited=False,
        anywhere=True,
    ),
)

BY_KIND = {rule.kind: rule for rule in RULES}
KINDS = [(rule.kind, rule.label) for rule in RULES]


def kinds(
    *, owes: Party | None = None, owed: Party | None = None, clock: bool | None = None
) -> list[str]:
    """The kinds of follow-ups that this party owes, or that are owed to it; clocks or others."""
    return [
        rule.kind
        for rule in RULES
        if (owes is None or rule.owes == owes)
        and (owed is None or rule.owed == owed)
        and (clock is None or rule.clock is clock)
    ]
