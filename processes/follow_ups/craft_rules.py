"""What is owed by the craft itself: brief, shortlist, debrief and offer (C2, C8, K5)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from processes.follow_ups.occasions import (
    CLOSED,
    ENDED,
    MET_CLIENT,
    OUR_LADDER,
    PLACED_THEM,
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
        opened_by=(),
        settled_by=(),
        dropped_by=(CLOSED,),
        due=Due(days=1),
        steps=OUR_LADDER,
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
    ),
    Rule(
        kind="offer_answer",
        practice="C7",
        owes="us",
        owed="client",
        per="candidacy",
        label=_("the candidate's answer to the offer"),
        opened_by=(),
        settled_by=(),
        dropped_by=(CLOSED,),
        due=Due(days=2, on="answers_on"),
        steps=OUR_LADDER,
    ),
)
