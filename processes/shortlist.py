"""The shortlist as it stands: who is presented, who waits behind them, what is missing (C8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat, JSONObject, Trim

from accounts.models import Agency
from processes.models import Assignment, Candidacy, ShortlistReason
from processes.models.shortlist import ENOUGH
from processes.stages import ON_SHORTLIST, Stage

SHOWN = 40  # people to choose reserves from
# Whoever stands here may wait in reserve.
CAN_WAIT = [Stage.CONTACTED, Stage.INTERESTED, Stage.INTERVIEWED]


@dataclass(frozen=True)
class Standing:
    """How many are presented against how many should be, why, and who could be proposed."""

    presented: int
    minimum: int
    reserves: tuple[str, ...]
    reason: str
    wanted: bool
    is_decided: bool = False  # somebody has an offer

    @property
    def is_short(self) -> bool:
        """A risk to be seen: presenting has begun, or its day has come, and they are too few."""
        return self.wanted and self.presented < self.minimum

    @property
    def lacks_reserves(self) -> bool:
        """Enough are presented, and nobody could follow whoever drops out; nobody said why."""
        without = self.presented and not (self.reserves or self.reason)
        return bool(self.wanted and not self.is_short and without and not self.is_decided)


def with_shortlist(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Each with what ``standing`` reads, in the same query."""
    people = Candidacy.objects.filter(assignment=OuterRef("pk")).order_by()
    seen = people.filter(presented_at__isnull=False)
    reasons = ShortlistReason.objects.filter(assignment=OuterRef("pk")).order_by("-at", "-pk")
    return rows.annotate(
        shortlist=JSONObject(
            stages=ArraySubquery(seen.in_play().values("stage")),
            presented=ArraySubquery(seen.values("pk")[:1]),
            reasons=ArraySubquery(reasons.values("words")[:1]),
            minimum=Subquery(Agency.objects.values("shortlist_minimum")[:1]),
        ),
        in_reserve=in_reserve("pk"),
    )


def in_reserve(assignment: str, *, only: Q | None = None) -> Case:
    """The names of those who wait in reserve, in order; nobody where ``only`` is not so."""
    names = Trim(Concat("candidate__first_name", Value(" "), "candidate__last_name"))
    waiting = Candidacy.objects.filter(assignment=OuterRef(assignment)).reserves()
    found = ArraySubquery(waiting.values(known=names)[:SHOWN])
    nobody = Value([], output_field=ArrayField(CharField()))
    when = Q(**{f"{assignment}__isnull": False}) if only is None else only
    return Case(When(when, then=found), default=nobody)


def minimum_of(assignment: Assignment) -> int:
    """How many the agency wants on a shortlist; of an assignment ``with_shortlist``."""
    known: dict[str, Any] = assignment.shortlist  # type: ignore[attr-defined]
    wanted: int = known["minimum"] or ENOUGH
    return wanted


def standing(assignment: Assignment, at: datetime) -> Standing:
    """Of an assignment ``with_shortlist``."""
    known: dict[str, Any] = assignment.shortlist  # type: ignore[attr-defined]
    stages = known["stages"]
    day = assignment.presentation_on
    due = bool(known["presented"]) or bool(day and day <= at.astimezone(assignment.zone).date())
    return Standing(
        presented=sum(stage in ON_SHORTLIST for stage in stages),
        minimum=minimum_of(assignment),
        reserves=tuple(assignment.in_reserve),  # type: ignore[attr-defined]
        reason=next(iter(known["reasons"]), ""),
        wanted=due and assignment.is_open and Stage.PLACED not in stages,
        is_decided=Stage.OFFER in stages,
    )


@dataclass(frozen=True)
class Shortlist:
    """Everybody on the page of the shortlist."""

    presented: list[Candidacy]
    reserves: list[Candidacy]
    others: list[Candidacy]


def shortlist_of(assignment: Assignment) -> Shortlist:
    """Who is presented, who waits behind them in order, and who else could; one query."""
    rows = assignment.candidacies.in_play().filter(stage__in=[*CAN_WAIT, *ON_SHORTLIST])
    people = list(
        rows.asking_consent()
        .select_related("candidate")
        .order_by("reserve", "-stage_since", "pk")[: SHOWN * 4]
    )
    return Shortlist(
        presented=[one for one in people if one.stage in ON_SHORTLIST],
        reserves=[one for one in people if one.reserve],
        others=[one for one in people if one.stage in CAN_WAIT and not one.reserve][:SHOWN],
    )
