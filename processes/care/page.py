"""Both sides of a placement side by side, as the agency's own people see them (A2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from processes.models import CareAnswer, CareQuestion, FollowUp, Placement, Touchpoint
from processes.sides import Side


@dataclass(frozen=True)
class Asked:
    """One side at one time: what it said, or where the question stands."""

    touchpoint: Touchpoint
    answer: CareAnswer | None
    question: CareQuestion | None
    word: FollowUp | None

    @property
    def is_owed(self) -> bool:
        return self.word is not None and self.word.is_open

    @property
    def letter_went(self) -> bool:
        return self.question is not None and self.question.was_asked


@dataclass(frozen=True)
class Times:
    """The same questions to both sides."""

    name: str
    opens_on: date | None
    candidate: Asked | None
    client: Asked | None

    @property
    def gap(self) -> int:
        """How far apart they are; 0 while one of them has not answered."""
        both = [one.answer for one in (self.candidate, self.client) if one and one.answer]
        return abs(both[0].going_well - both[1].going_well) if len(both) == 2 else 0

    @property
    def sides(self) -> list[tuple[Side, Asked | None]]:
        return [(Side.CANDIDATE, self.candidate), (Side.CLIENT, self.client)]


def times_of(placement: Placement) -> list[Times]:
    """Every time at which questions were asked or are owed now, the latest first; four queries."""
    points = (
        placement.touchpoints.filter(asks=True, opens_on__isnull=False, opens_at=None)
        .select_related("answer__by", "answer__contact", "question__letter")
        .defer("question__letter__html", "question__letter__text")
        .prefetch_related(
            Prefetch("follow_ups", FollowUp.objects.select_related("contact").order_by("pk"))
        )
        .order_by("-opens_on", "-pk")
    )
    found: dict[tuple[str, int], dict[str, Asked]] = {}
    for point in points:
        asked = asked_of(point)
        if asked.answer or asked.is_owed:
            found.setdefault((point.line, point.round), {})[point.side] = asked
    return [times(sides) for sides in found.values()]


def asked_of(point: Touchpoint) -> Asked:
    words = list(point.follow_ups.all())
    return Asked(
        point,
        getattr(point, "answer", None),
        getattr(point, "question", None),
        words[-1] if words else None,
    )


def times(sides: dict[str, Asked]) -> Times:
    one = next(iter(sides.values())).touchpoint
    return Times(one.name, one.opens_on, sides.get(Side.CANDIDATE), sides.get(Side.CLIENT))
