"""The plan of one placement as its page shows it: touchpoint by touchpoint, for both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from processes.aftercare.planning import CONTRACT_END, GUARANTEE_END, TRIAL_END
from processes.models import FollowUp, Placement, Touchpoint
from processes.sides import Side

ENDS: tuple[tuple[str, str, str | Promise], ...] = (
    ("starts_on", "", _("First day")),
    ("trial_ends_on", TRIAL_END, _("Trial period ends")),
    ("guarantee_ends_on", GUARANTEE_END, _("Guarantee ends")),
    ("ends_on", CONTRACT_END, _("Contract ends")),
)


@dataclass(frozen=True)
class Cell:
    """A touchpoint of one side; ``state``: ahead, owed, late, given, not_wanted or dropped."""

    point: Touchpoint
    word: FollowUp | None
    state: str


@dataclass(frozen=True)
class Row:
    """The same touchpoint for both sides; their days may differ once one of them was moved."""

    first: Touchpoint
    candidate: Cell | None
    client: Cell | None

    @property
    def sides(self) -> list[tuple[Side, Cell | None]]:
        return [(Side.CANDIDATE, self.candidate), (Side.CLIENT, self.client)]

    @property
    def is_open(self) -> bool:
        return any(cell and cell.state in {"owed", "late"} for _side, cell in self.sides)

    @property
    def is_over(self) -> bool:
        """Both sides have had it, or never will."""
        over = {"given", "not_wanted", "dropped"}
        return all(cell is None or cell.state in over for _side, cell in self.sides)


@dataclass(frozen=True)
class Mark:
    """A day that the plan counts from; ``days`` from today, negative once it is past."""

    label: str | Promise
    on: date | None
    days: int


@dataclass(frozen=True)
class Plan:
    rows: list[Row]
    marks: list[Mark]
    here: int  # before which row today stands

    @property
    def given(self) -> int:
        return sum(cell.state == "given" for cell in self._cells)

    @property
    def late(self) -> int:
        return sum(cell.state == "late" for cell in self._cells)

    @property
    def total(self) -> int:
        return sum(cell.state != "dropped" for cell in self._cells)

    @property
    def _cells(self) -> list[Cell]:
        return [cell for row in self.rows for _side, cell in row.sides if cell]


def plan_of(placement: Placement, at: datetime) -> Plan:
    """Everything that has a day, soonest first; two queries."""
    words = FollowUp.objects.select_related("settled_by__by", "contact").order_by("pk")
    points = placement.touchpoints.exclude(opens_on=None).prefetch_related(
        Prefetch("follow_ups", words)
    )
    today = timezone.localtime(at).date()
    rows = sorted(rows_of(points, at), key=lambda row: (row.first.opens_on, row.first.pk))
    here = sum(1 for row in rows if row.first.opens_on and row.first.opens_on <= today)
    return Plan(rows, marks_of(placement, today), here)


def rows_of(points: Iterable[Touchpoint], at: datetime) -> list[Row]:
    found: dict[tuple[str, int], dict[str, Cell]] = {}
    for point in points:
        found.setdefault((point.line, point.round), {})[point.side] = cell_of(point, at)
    return [
        Row(
            min(
                (cell.point for cell in cells.values()),
                key=lambda point: (point.opens_on, point.pk),
            ),
            cells.get(Side.CANDIDATE),
            cells.get(Side.CLIENT),
        )
        for cells in found.values()
    ]


def cell_of(point: Touchpoint, at: datetime) -> Cell:
    words = list(point.follow_ups.all())
    word = words[-1] if words else None
    return Cell(point, word, state_of(point, word, at))


def state_of(point: Touchpoint, word: FollowUp | None, at: datetime) -> str:
    if word is not None and word.settled_by is not None:
        return "not_wanted" if "not_wanted" in word.settled_by.facts else "given"
    if word is not None and word.is_open:
        return "late" if word.is_late(at) else "owed"
    return "dropped" if point.dropped_at else "ahead"


def marks_of(placement: Placement, today: date) -> list[Mark]:
    """The days that count, the agreed ones in order; a trial or guarantee nobody agreed on last."""
    marks = []
    for field, anchor, label in ENDS:
        on: date | None = getattr(placement, field)
        if on is not None or anchor != CONTRACT_END:
            marks.append(Mark(label, on, (on - today).days if on else 0))
    return sorted(marks, key=lambda mark: mark.on or date.max)
