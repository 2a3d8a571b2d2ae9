"""What a requirement costs: how many of the people mapped fall away if it stays, or goes (C2).

Whoever was answered "no" for a must-have falls away by it; "partly" and "not asked" do not. It
counts what recruiters have found out about the market, and judges nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from processes.models import Assignment, Candidacy, Fit, MustHave

Group = tuple[frozenset[int], frozenset[int], int]  # asked about, answered no, how many people


@dataclass(frozen=True)
class Cost:
    """One must-have: ``lost`` fall away while it stays, ``regained`` are back once it goes."""

    position: int
    text: str
    asked: int
    lost: int
    regained: int


@dataclass(frozen=True)
class Without:
    """How many people are left once some must-haves go."""

    positions: tuple[int, ...]
    left: int


@dataclass(frozen=True)
class Costs:
    """Of the people mapped on an assignment: who was asked, who is left, and what each costs."""

    mapped: int
    asked: int
    left: int
    each: tuple[Cost, ...]
    without: tuple[Without, ...]

    @property
    def are_known(self) -> bool:
        return self.asked > 0

    @property
    def dearest(self) -> Cost | None:
        """The must-have whose going brings most people back; None where none brings anybody."""
        return max(
            (one for one in self.each if one.regained),
            key=lambda one: (one.regained, one.lost, -one.position),
            default=None,
        )


def requirement_costs(assignment: Assignment, must_haves: Iterable[MustHave]) -> Costs:
    """Counted by PostgreSQL, in at most 64 groups however many people are mapped; one query."""
    texts = {must.position: must.text for must in must_haves}
    groups = [
        (frozenset(asked), frozenset(refused), count)
        for asked, refused, count in _groups(assignment)
    ]

    def left(without: Iterable[int] = ()) -> int:
        """Who was asked about something and has no "no" but to what goes."""
        goes = set(without)
        return sum(count for asked, no, count in groups if asked and not no - goes)

    each = tuple(
        Cost(
            position,
            text,
            asked=sum(count for asked, _no, count in groups if position in asked),
            lost=sum(count for _asked, no, count in groups if position in no),
            regained=left([position]) - left(),
        )
        for position, text in sorted(texts.items())
    )
    pairs = [pair for size in (2, 3) for pair in combinations(sorted(texts), size)]
    return Costs(
        mapped=sum(count for _asked, _no, count in groups),
        asked=sum(count for asked, _no, count in groups if asked),
        left=left(),
        each=each,
        without=tuple(Without(pair, left(pair)) for pair in pairs if len(pair) < len(texts)),
    )


def _groups(assignment: Assignment) -> Iterable[tuple[list[int], list[int], int]]:
    theirs = Fit.objects.filter(candidacy=OuterRef("pk")).order_by("must_have__position")
    asked = theirs.exclude(answer=Fit.Answer.NOT_ASKED)
    refused = theirs.filter(answer=Fit.Answer.NO)
    people = Candidacy.objects.filter(assignment=assignment).order_by()
    grouped = people.annotate(
        asked=ArraySubquery(asked.values("must_have__position")),
        refused=ArraySubquery(refused.values("must_have__position")),
    )
    return grouped.values_list("asked", "refused").annotate(count=Count("pk"))


def sentence(costs: Costs, cost: Cost) -> str:
    """What one must-have costs, as the client reads it, in the active language."""
    said = ngettext(
        "%(lost)d of %(asked)d person whom we asked does not have “%(text)s”.",
        "%(lost)d of %(asked)d people whom we asked do not have “%(text)s”.",
        cost.asked,
    ) % {"lost": cost.lost, "asked": cost.asked, "text": cost.text}
    if not cost.regained:
        return said
    return f"{said} " + _(
        "Without this requirement %(then)d people would be left instead of %(now)d."
    ) % {"then": costs.left + cost.regained, "now": costs.left}
