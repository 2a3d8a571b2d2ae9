"""Jonas works at Nordvik since the 7th of December 2026; on the 22nd both sides are asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from processes.models import CareAnswer, FollowUp, Placement, Touchpoint
from processes.models.care_answer import How, Said
from tests.cast import Cast
from tests.processes.aftercare.story import agreed, local, point, tick
from tests.remembered import remembered

ASKED = local(12, 22, 9)  # Tuesday: "weeks three to four" opens
LINE = "weeks_3_4"


@remembered
def asked(cast: Cast, at: datetime = ASKED, **terms: Any) -> Placement:
    """Placed, and the time of the first questions has come."""
    placement = agreed(cast, **terms)
    tick(at)
    return placement


@remembered
def says(
    placement: Placement,
    side: str,
    going_well: int,
    at: datetime = ASKED,
    line: str = LINE,
    **said: str,
) -> CareAnswer:
    """What this side tells the owner of the assignment on the phone."""
    assignment = placement.candidacy.assignment
    return CareAnswer.objects.keep(
        point(placement, line, side),
        Said(going_well, **said),
        how=How.PHONE,
        by=assignment.owner,
        contact=assignment.decider if side == "client" else None,
        at=at,
    )


def question(placement: Placement, side: str = "candidate", line: str = LINE) -> Touchpoint:
    return point(placement, line, side)


def alerts(placement: Placement) -> list[tuple[str, str]]:
    """Who is to be rung, and why: of the alerts that are open."""
    words = FollowUp.objects.waiting().filter(
        kind__startswith="care_alert", candidacy=placement.candidacy
    )
    rows = words.order_by("pk").values_list("opened_by__facts__side", "opened_by__facts__why")
    return [(side, why) for side, why in rows]
