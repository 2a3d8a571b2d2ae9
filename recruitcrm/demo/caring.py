"""How it goes after the signature: both sides answer, and not always alike (A1, A2)."""

from __future__ import annotations

from datetime import datetime
from random import Random

from accounts.models import User
from processes.models import CareAnswer, FollowUp
from processes.models.care_answer import How, Said
from processes.sides import Side

CONTENT = {
    Side.CANDIDATE: (
        Said(5, "", "They had my desk, my pass and a plant ready. I did not expect the plant."),
        Said(4, "A list of who knows what. I ask the wrong people."),
        Said(4, "Two days at home instead of one, as we had spoken of."),
    ),
    Side.CLIENT: (
        Said(5, "", "The team asks why we did not find her a year ago."),
        Said(4, "A second pair of eyes on the month-end; that is our own fault."),
        Said(4),
    ),
}
# What one side of every third placement says, and the other does not know.
TROUBLED = {
    Side.CANDIDATE: Said(
        4, "More time with my manager.", "I believe they are content; nobody has said otherwise."
    ),
    Side.CLIENT: Said(
        2,
        "To hear it before a date slips, not after.",
        "We have not spoken about it yet. The last closing was two days late.",
    ),
}


def asks(word: FollowUp) -> bool:
    """Whether the three questions are owed: a talk alone does not give this word."""
    return word.touchpoint is not None and word.touchpoint.asks


def note_answer(word: FollowUp, *, by: User, at: datetime, luck: Random) -> CareAnswer:
    """What this side says on the phone; one placement of three goes badly for the client."""
    point = word.touchpoint
    assert point is not None and point.asks, "only questions are answered"
    side = Side(point.side)
    troubled = point.placement_id % 3 == 0
    said = TROUBLED[side] if troubled else luck.choice(CONTENT[side])
    contact = word.contact if side == Side.CLIENT else None
    answer: CareAnswer = CareAnswer.objects.keep(
        point, said, how=How.PHONE, by=by, contact=contact, at=at
    )
    return answer
