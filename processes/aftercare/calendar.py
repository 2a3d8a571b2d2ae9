"""What comes in the next weeks after signatures: touchpoints, and the days they count from (A2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.functional import Promise

from accounts.models import User
from processes.aftercare.plan import ENDS, Cell, cell_of
from processes.confidential import seen_by
from processes.models import FollowUp, Placement, Touchpoint
from processes.models.touchpoint import TouchpointQuerySet

WEEKS = 8
MOST = 300  # touchpoints on a page; an agency that has more looks at fewer weeks
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Entry:
    """One touchpoint of a placement, with the sides that it is still owed to."""

    day: date
    point: Touchpoint
    cells: list[Cell]

    @property
    def placement(self) -> Placement:
        return self.point.placement


@dataclass(frozen=True)
class DayThatCounts:
    """The first day, or the last one of trial period, guarantee or contract."""

    day: date
    label: str | Promise
    placement: Placement


@dataclass
class Week:
    monday: date
    entries: list[Entry] = field(default_factory=list)
    days: list[DayThatCounts] = field(default_factory=list)

    @property
    def sunday(self) -> date:
        return self.monday + A_WEEK - timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """``now``: open already, the most pressing first; then week by week what opens."""

    now: list[Entry]
    weeks: list[Week]
    is_cut: bool

    @property
    def is_empty(self) -> bool:
        return not self.now and not any(week.entries or week.days for week in self.weeks)


def calendar(user: User, at: datetime, *, everybody: bool) -> Calendar:
    """The next weeks of one's own placements, or of everybody's; four queries however many."""
    today = timezone.localtime(at).date()
    monday = today - timedelta(days=today.weekday())
    until = monday + WEEKS * A_WEEK - timedelta(days=1)
    points = list(points_until(user, until, everybody=everybody)[: MOST + 1])
    entries = entries_of(points[:MOST], at)
    weeks = [Week(monday + number * A_WEEK) for number in range(WEEKS)]
    now = []
    for entry in entries:
        if any(cell.state in {"owed", "late"} for cell in entry.cells):
            now.append(entry)
        elif entry.day >= monday:
            weeks[(entry.day - monday).days // 7].entries.append(entry)
    for day in days_that_count(user, today, until, everybody=everybody):
        weeks[(day.day - monday).days // 7].days.append(day)
    now.sort(key=lambda entry: min(cell.word.due_at for cell in entry.cells if cell.word))
    return Calendar(now, weeks, len(points) > MOST)


def points_until(user: User, until: date, *, everybody: bool) -> TouchpointQuerySet:
    """What is owed now or opens by then, soonest first."""
    owed = FollowUp.objects.waiting().order_by("pk")
    rows = (
        Touchpoint.objects.visible_to(user)
        .filter(opens_on__lte=until)
        .filter(Q(opens_at__isnull=False) | Q(follow_ups__in=owed))
    )
    if not everybody:
        rows = rows.filter(placement__candidacy__assignment__owner=user)
    return (
        rows.select_related(
            "placement__candidacy__candidate",
            "placement__candidacy__assignment__client",
            "placement__candidacy__assignment__owner",
        )
        .prefetch_related(Prefetch("follow_ups", owed.select_related("settled_by")))
        .order_by("opens_on", "pk")
        .distinct()
    )


def entries_of(points: Iterable[Touchpoint], at: datetime) -> list[Entry]:
    """Both sides of the same touchpoint together, where they fall on the same day."""
    found: dict[tuple[int, str, int, date | None], list[Cell]] = {}
    for point in points:
        key = (point.placement_id, point.line, point.round, point.opens_on)
        found.setdefault(key, []).append(cell_of(point, at))
    return [
        Entry(cells[0].point.opens_on, cells[0].point, cells)
        for cells in found.values()
        if cells[0].point.opens_on
    ]


def days_that_count(user: User, first: date, last: date, *, everybody: bool) -> list[DayThatCounts]:
    """First and last days between these two, of those who have not left."""
    within = Q()
    for name, _anchor, _label in ENDS:
        within |= Q(**{f"{name}__range": (first, last)})
    rows = Placement.objects.filter(
        seen_by(user, "candidacy__assignment"), within, candidacy__ended_at=None
    )
    if not everybody:
        rows = rows.filter(candidacy__assignment__owner=user)
    rows = rows.select_related(
        "candidacy__candidate", "candidacy__assignment__client", "candidacy__assignment__owner"
    ).order_by("starts_on", "pk")[:MOST]
    found = [
        DayThatCounts(day, label, placement)
        for placement in rows
        for name, _anchor, label in ENDS
        if (day := getattr(placement, name)) and first <= day <= last
    ]
    return sorted(found, key=lambda one: one.day)
