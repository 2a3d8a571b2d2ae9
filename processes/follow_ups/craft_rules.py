"""What is owed by the craft itself: brief, shortlist, debrief and offer (C2, C8, K5)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from processes.follow_ups.occasions import (
    CLIENT_SAID_NO,
    CLOSED,
    ENDED,
    LETTER_TO_CLIENT,
    MET_CLIENT,
    OUR_LADDER,
    PLACED_THEM,
    TALKED_TO_CLIENT,
    WROTE_TO_CLIENT,
)
from processes.follow_ups.rule import Due, Rule, When

CRAFT_RULES: tuple[Rule, ...] = (
    Rule(
        kind="brief_told",
        practice="C2",
        owes="us",
        owed="client",
        per="assignment",
        label=_("change of the brief to tell the client"),
        opened_by=(When("assignment_edited", has=("version",)),),
        # A letter about an older change leaves the one since then to be told.
        settled_by=(When("brief_told", has=("all_told",)),),
        dropped_by=(CLOSED,),
        due=Due(days=1),
        steps=OUR_LADDER,
    ),
    Rule(
        kind="propose_next",
        practice="C8",
        owes="us",
        owed="client",
        per="assignment",
        label=_("the next to propose"),
        opened_by=(When("shortlist_short"),),
        # Enough to choose from again, or somebody got the role; or it is said why not (C8).
        settled_by=(
            When("stage_moved", facts=(("enough", (True,)),)),
            When("candidacy_reopened", facts=(("enough", (True,)),)),
            PLACED_THEM,
        ),
        dropped_by=(CLOSED, When("shortlist_reasoned")),
        due=Due(days=1),
        steps=OUR_LADDER,
        awaited=False,
    ),
    Rule(
        kind="debrief_candidate",
        practice="K5",
        owes="us",
        owed="candidate",
        per="candidacy",
        label=_("debrief with the candidate"),
        opened_by=(MET_CLIENT,),
        settled_by=(When("debriefed", facts=(("side", ("candidate",)),)),),
        # Whoever is out is owed personal feedback; whoever was chosen has said what they think.
        dropped_by=(ENDED, PLACED_THEM, CLOSED),
        due=Due(days=1),
        steps=OUR_LADDER,
        awaited=False,
    ),
    Rule(
        kind="debrief_client",
        practice="K5",
        owes="us",
        owed="client",
        per="candidacy",
        label=_("debrief with the client"),
        contact="met",
        opened_by=(MET_CLIENT,),
        settled_by=(When("debriefed", facts=(("side", ("client",)),)),),
        dropped_by=(ENDED, PLACED_THEM, CLOSED),
        due=Due(days=1),
        steps=OUR_LADDER,
        awaited=False,
    ),
    Rule(
        kind="offer_answer",
        practice="C7",
        owes="us",
        owed="client",
        per="candidacy",
        label=_("the candidate's answer to the offer"),
        opened_by=(When("offer_made"), When("offer_answered", unless=(("told", (True,)),))),
        # A talk tells the answer once there is one (answers.reaches).
        settled_by=(
            When("offer_answered", facts=(("told", (True,)),)),
            When("offer_signed"),
            *TALKED_TO_CLIENT,
            WROTE_TO_CLIENT,
            LETTER_TO_CLIENT,
        ),
        dropped_by=(CLOSED, CLIENT_SAID_NO),
        due=Due(days=2, on="answers_on"),
        steps=OUR_LADDER,
    ),
)
