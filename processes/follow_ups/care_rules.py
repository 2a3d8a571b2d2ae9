"""What is owed after the signature: aftercare on both sides, and what was promised (A1, A2, A5)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from processes.follow_ups.occasions import (
    ENDED,
    GREETED_CANDIDATE,
    INTERVIEWED,
    LETTER_TO_CLIENT,
    LETTER_TO_CONTACT,
    OUR_LADDER,
    TALKED_TO_CANDIDATE,
    TALKED_TO_CLIENT,
    TALKED_TO_CONTACT,
    WROTE_TO_CANDIDATE,
    WROTE_TO_CLIENT,
    WROTE_TO_CONTACT,
)
from processes.follow_ups.rule import Due, Rule, When

LEFT = When("left")
BACK = When("candidacy_reopened")
# Out of it, gone, or on the board back from "placed": nobody is cared for after a signature.
OVER = (ENDED, LEFT, When("stage_moved", facts=(("from", ("placed",)),)))
# What the plan foresees (processes/aftercare): opened when its time has come, by no event; due as
# the plan says. Which touchpoint a word gives, and that questions want answers: answers.gives.
FORESEEN = Due(on="touchpoint")
GESTURE = When("gesture_made", has=("touchpoint",))
WITH_CANDIDATE = (*TALKED_TO_CANDIDATE, INTERVIEWED, WROTE_TO_CANDIDATE, GREETED_CANDIDATE)
WITH_CLIENT = (*TALKED_TO_CONTACT, WROTE_TO_CONTACT, LETTER_TO_CONTACT)
# Whoever reads of one knows what the other side has said: no client does, not even as a number.
ALERTS = ("care_alert", "care_alert_candidate")


def not_wanted(side: str) -> When:
    """They would rather not be asked."""
    return When("noted", facts=(("side", (side,)),), has=("not_wanted",))


def spoke_of_going_on(side: str) -> tuple[When, ...]:
    """Asked whether it goes on after its end, or answered that; without a side it is both."""
    about = (("side", (None, side)),)
    return When("extension_asked", facts=about), When("extension_answered", facts=about)


def answered(side: str) -> When:
    return When("care_answered", facts=(("side", (side,)),))


CARE_RULES: tuple[Rule, ...] = (
    Rule(
        kind="aftercare_candidate",
        practice="A1",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("aftercare of the candidate"),
        opened_by=(),
        settled_by=(*WITH_CANDIDATE, answered("candidate"), GESTURE, not_wanted("candidate")),
        dropped_by=OVER,
        due=FORESEEN,
        steps=OUR_LADDER,
        awaited=False,
        anywhere=True,
    ),
    Rule(
        kind="aftercare_client",
        practice="A1",
        owes="us",
        owed="client",
        per="candidacy",
        label=_("aftercare of the client"),
        contact="chased",
        opened_by=(),
        settled_by=(*WITH_CLIENT, answered("client"), GESTURE, not_wanted("client")),
        dropped_by=OVER,
        due=FORESEEN,
        steps=OUR_LADDER,
        awaited=False,
    ),
    Rule(
        kind="contract_end_candidate",
        practice="A5",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("end of the contract, with the consultant"),
        opened_by=(),
        settled_by=(
            *WITH_CANDIDATE,
            *spoke_of_going_on("candidate"),
            not_wanted("candidate"),
        ),
        dropped_by=OVER,
        due=FORESEEN,
        steps=OUR_LADDER,
        awaited=False,
        anywhere=True,
    ),
    Rule(
        kind="contract_end_client",
        practice="A5",
        owes="us",
        owed="client",
        per="candidacy",
        label=_("end of the contract, with the client"),
        contact="chased",
        opened_by=(),
        settled_by=(
            *WITH_CLIENT,
            *spoke_of_going_on("client"),
            not_wanted("client"),
        ),
        dropped_by=OVER,
        due=FORESEEN,
        steps=OUR_LADDER,
        awaited=False,
    ),
    # One for each side: opened for the one that is to be rung (processes/care/comparing.py).
    Rule(
        kind="care_alert",
        practice="A2",
        owes="us",
        owed="client",
        per="candidacy",
        label=_("how it goes, with the client"),
        opened_by=(When("care_alerted", facts=(("side", ("client",)),)),),
        settled_by=(*TALKED_TO_CONTACT, answered("client")),
        dropped_by=OVER,
        due=Due(end_of_day=True),
        steps=OUR_LADDER,
        awaited=False,
    ),
    Rule(
        kind="care_alert_candidate",
        practice="A2",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("how it goes, with the candidate"),
        opened_by=(When("care_alerted", facts=(("side", ("candidate",)),)),),
        settled_by=(*TALKED_TO_CANDIDATE, INTERVIEWED, answered("candidate")),
        dropped_by=OVER,
        due=Due(end_of_day=True),
        steps=OUR_LADDER,
        awaited=False,
        anywhere=True,
    ),
    Rule(
        kind="left_candidate",
        practice="A2",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("a word to somebody who has left"),
        opened_by=(LEFT,),
        settled_by=(*TALKED_TO_CANDIDATE, WROTE_TO_CANDIDATE, GREETED_CANDIDATE),
        dropped_by=(BACK,),
        due=Due(days=1),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="left_client",
        practice="A2",
        owes="us",
        owed="client",
        per="candidacy",
        label=_("a word to the client whom somebody has left"),
        opened_by=(LEFT,),
        settled_by=(*TALKED_TO_CLIENT, WROTE_TO_CLIENT, LETTER_TO_CLIENT),
        dropped_by=(BACK,),
        due=Due(days=1),
        steps=OUR_LADDER,
    ),
)
