"""Occasions that rules name: what happened, to whom it was said, and whether it reached them."""

from __future__ import annotations

from typing import Literal

from processes.follow_ups.rule import Step, When

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
    When("brief_told"),
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
