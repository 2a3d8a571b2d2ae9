"""Versions of a brief beside each other, line by line, for the agency."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candidates.motivators import Motivator
from processes.briefs.differences import in_words, label, on_the_dates
from processes.briefs.snapshot import OURS, TOLD
from processes.models import Assignment, BriefVersion, Known

BESIDE_EACH_OTHER = 5
PEOPLE = ("ordered_by", "decider")


@dataclass(frozen=True)
class Cell:
    """What a version says of a line, each paragraph apart; ``is_new``: the one before did not."""

    said: list[str]
    is_new: bool = False


@dataclass(frozen=True)
class Line:
    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class SideBySide:
    """The versions, the newest first, what each did to the dates, and their lines."""

    versions: list[tuple[BriefVersion, str]]
    lines: list[Line]
    earlier: int

    @property
    def has_earlier(self) -> bool:
        return self.earlier > 0


def side_by_side(assignment: Assignment, until: int | None = None) -> SideBySide:
    """The newest ones, or those up to a number; one query."""
    rows = BriefVersion.objects.filter(assignment=assignment).select_related("by")
    if until is not None:
        rows = rows.filter(number__lte=until)
    found = list(rows.order_by("-number")[: BESIDE_EACH_OTHER + 1])
    shown, older = found[:BESIDE_EACH_OTHER], found[1:]
    before: list[BriefVersion | None] = [*older, *[None] * (len(shown) - len(older))]
    lines = [
        Line(
            name_of(what),
            [
                Cell(
                    said(what, one.facts),
                    is_new=last is not None and said(what, one.facts) != said(what, last.facts),
                )
                for one, last in zip(shown, before, strict=False)
            ],
        )
        for what in (*TOLD, *PEOPLE, *OURS)
    ]
    return SideBySide(
        versions=[
            (one, on_the_dates(one.dates_effect, one.dates_words) if one.number > 1 else "")
            for one in shown
        ],
        lines=[line for line in lines if any(cell.said for cell in line.cells)],
        earlier=shown[-1].number - 1 if shown and len(found) > BESIDE_EACH_OTHER else 0,
    )


def name_of(what: str) -> str:
    if what in TOLD:
        return label(what)
    return capfirst(str(Assignment._meta.get_field(what).verbose_name))  # type: ignore[union-attr]


def said(what: str, facts: Mapping[str, Any]) -> list[str]:
    """Of a snapshot, paragraph by paragraph; nothing where nothing is said."""
    value = facts.get(what)
    if reading := READINGS.get(what):
        return reading(facts)
    words = in_words(what, value)
    return [line for line in words.splitlines() if line.strip()]


def pay(facts: Mapping[str, Any]) -> list[str]:
    return list(filter(None, [in_words("pay", facts), facts.get("pay", "")]))


def must_haves(facts: Mapping[str, Any]) -> list[str]:
    return [f"{number}. {text}" for number, text in enumerate(facts["must_haves"], start=1)]


def offers(facts: Mapping[str, Any]) -> list[str]:
    offered = facts.get("offers") or {}
    return [
        _("%(what)s: %(offer)s") % {"what": one.label, "offer": offered[one]}
        for one in Motivator
        if offered.get(one)
    ]


def known(name: str) -> Callable[[Mapping[str, Any]], list[str]]:
    def read(facts: Mapping[str, Any]) -> list[str]:
        value = facts.get(name)
        return [str(Known(value).label)] if value in Known.values else []

    return read


def day(name: str) -> Callable[[Mapping[str, Any]], list[str]]:
    def read(facts: Mapping[str, Any]) -> list[str]:
        words = in_words("starts_on", facts.get(name))
        return [words] if words else []

    return read


READINGS: dict[str, Callable[[Mapping[str, Any]], list[str]]] = {
    "pay": pay,
    "must_haves": must_haves,
    "offers": offers,
    "own_search": known("own_search"),
    "internal_candidate": known("internal_candidate"),
    "presentation_on": day("presentation_on"),
    "meetings_on": day("meetings_on"),
    "decision_on": day("decision_on"),
}
