"""The two sides of one placement see it differently, and neither knows it (A2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from processes.models import CareAnswer, FollowUp, Placement
from processes.models.care_answer import How, Said
from processes.sides import Side

SAID = Said(
    2,
    "To hear it before a date slips, not after.",
    "We have not spoken about it yet. The last closing was two days late.",
)


def let_differ(placement: Placement, *, at: datetime) -> CareAnswer | None:
    """The client has answered by the letter's link this morning: somebody is to ring them today.

    None where no question to the client is open.
    """
    words = FollowUp.objects.waiting().filter(
        touchpoint__placement=placement, touchpoint__side=Side.CLIENT, touchpoint__asks=True
    )
    word = words.select_related("touchpoint", "contact").order_by("opened_at", "pk").first()
    if word is None or word.touchpoint is None:
        return None
    moment = max(word.opened_at, at - timedelta(hours=2))
    answer: CareAnswer = CareAnswer.objects.keep(
        word.touchpoint, SAID, how=How.LINK, contact=word.contact, at=moment
    )
    return answer
