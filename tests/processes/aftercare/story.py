"""Jonas is placed at Nordvik on Monday the 7th of December 2026: what the stories begin with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from processes.aftercare.opening import due_touchpoints, open_touchpoint
from processes.models import Candidacy, FollowUp, Placement, Touchpoint
from tests.cast import Cast, agrees
from tests.processes.follow_ups.words import stockholm
from tests.remembered import remembered

STOCKHOLM = ZoneInfo("Europe/Stockholm")
AGREED = stockholm(18, 10)
STARTS_ON, TRIAL_ENDS_ON = date(2026, 12, 7), date(2027, 6, 6)
GUARANTEE_ENDS_ON = date(2027, 3, 6)


@remembered
def agreed(
    cast: Cast, at: datetime = AGREED, *, kind: str = "permanent", **terms: Any
) -> Placement:
    """Signed; without more a permanent role with a trial period and no guarantee."""
    if kind == "permanent":
        terms = {"trial_ends_on": TRIAL_ENDS_ON, **terms}
    candidacy = agrees(cast.payroll(kind=kind).add(cast.jonas, by=cast.nina, at=stockholm(16, 10)))
    return sign(candidacy, at, **terms)


@remembered
def sign(candidacy: Candidacy, at: datetime = AGREED, **terms: Any) -> Placement:
    terms = {"starts_on": STARTS_ON, **terms}
    return Placement.objects.agree(candidacy, by=candidacy.assignment.owner, at=at, **terms)


def local(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> datetime:
    """A moment in Stockholm, summer or winter."""
    return datetime(year, month, day, hour, minute, tzinfo=STOCKHOLM).astimezone(UTC)


def tick(at: datetime) -> None:
    """The chore as the ticker does it: every touchpoint whose time has come by now."""
    for pk in due_touchpoints(at).values_list("pk", flat=True):
        open_touchpoint(pk, at)


def point(placement: Placement, line: str, side: str = "candidate", **which: Any) -> Touchpoint:
    found: Touchpoint = placement.touchpoints.get(line=line, side=side, **which)
    return found


def word(placement: Placement, line: str, side: str = "candidate") -> FollowUp:
    """The follow-up that this touchpoint has become."""
    return FollowUp.objects.get(touchpoint=point(placement, line, side))


def is_owed(placement: Placement, line: str, side: str = "candidate") -> bool:
    points = placement.touchpoints.filter(line=line, side=side)
    return FollowUp.objects.waiting().filter(touchpoint__in=points).exists()
