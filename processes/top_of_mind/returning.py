"""Who came back: the share of returning clients, and who called whom first (A3, A5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncYear

from accounts.models import User
from processes.came_by import CameBy, MovedOn
from processes.insights.figures import FEW
from processes.models import Assignment, Event, EventKind
from processes.models.which_assignments import AssignmentQuerySet
from processes.models.which_events import EventQuerySet

CASES_SHOWN = 40


@dataclass(frozen=True)
class Orders:
    """The orders of a year, and how many came from a client who had ordered before, by ``ways``."""

    year: datetime
    orders: int
    returning: int
    clients: int
    returned: int
    ways: Mapping[CameBy, int]

    @property
    def share(self) -> int:
        """Of the clients who ordered, in percent."""
        return round(100 * self.returned / self.clients) if self.clients else 0

    @property
    def is_few(self) -> bool:
        return 0 < self.clients < FEW


@dataclass(frozen=True)
class Ways:
    """How something came about, counted; ``first`` of ``known`` came to us by themselves."""

    rows: tuple[tuple[str, str, int], ...]
    first: int
    known: int

    @property
    def share(self) -> int | None:
        return round(100 * self.first / self.known) if self.known else None

    @property
    def total(self) -> int:
        """For bars: what a whole one stands for."""
        return max(sum(count for _key, _label, count in self.rows), 1)

    @property
    def is_few(self) -> bool:
        return 0 < self.known < FEW


def orders(user: User, since: datetime) -> AssignmentQuerySet:
    """What was ordered from this moment on."""
    return Assignment.objects.visible_to(user).filter(opened_at__gte=since)


def came_back(user: User) -> Exists:
    """Whether its client had ordered before."""
    before = Assignment.objects.visible_to(user).filter(
        client=OuterRef("client"), opened_at__lt=OuterRef("opened_at")
    )
    return Exists(before.order_by())


def by_year(user: User, since: datetime, zone: ZoneInfo) -> list[Orders]:
    """The years of the agency's calendar, newest first; one query."""
    rows: Any = (
        orders(user, since)
        .order_by()
        .annotate(came_back=came_back(user), year=TruncYear("opened_at", tzinfo=zone))
        .values("year")
        .annotate(
            orders=Count("pk"),
            returning=Count("pk", filter=Q(came_back=True)),
            clients=Count("client", distinct=True),
            returned=Count("client", distinct=True, filter=Q(came_back=True)),
            **{way.value: Count("pk", filter=Q(came_back=True) & of_way(way)) for way in CameBy},
        )
        .order_by("-year")
    )
    return [Orders(ways={way: row.pop(way.value) for way in CameBy}, **row) for row in rows]


def of_way(way: CameBy) -> Q:
    """What nobody was asked about is not known."""
    return Q(came_by__in=["", way] if way == CameBy.NOT_KNOWN else [way])


def clients_ways(years: Iterable[Orders]) -> Ways:
    """How the next order of clients who had ordered before came to us, over all these years."""
    years = list(years)
    counts = {way: sum(one.ways[way] for one in years) for way in CameBy}
    rows = tuple((way.value, str(way.label), counts[way]) for way in CameBy)
    known = sum(count for way, count in counts.items() if way != CameBy.NOT_KNOWN)
    return Ways(rows, counts[CameBy.THEY_RANG], known)


def candidates_ways(user: User, since: datetime) -> Ways:
    """How we heard that people whom we placed wanted to move on; one query."""
    counted = moving_on(user, since).order_by().values_list("facts__how")
    numbers: dict[str, int] = dict(counted.annotate(count=Count("pk")))
    rows = [(way.value, str(way.label), numbers.get(way, 0)) for way in MovedOn]
    known = sum(count for _way, _label, count in rows)
    return Ways(tuple(rows), numbers.get(MovedOn.THEY_RANG, 0), known)


def moving_on(user: User, since: datetime) -> EventQuerySet:
    told = Event.objects.visible_to(user).standing()
    return told.filter(kind=EventKind.CALLED_FIRST, at__gte=since)


def returning_orders(user: User, since: datetime, came_by: str = "") -> AssignmentQuerySet:
    """The orders behind the figures, newest first."""
    found = orders(user, since).filter(came_back(user))
    if came_by:
        found = found.filter(of_way(CameBy(came_by)))
    return found.select_related("client", "owner").order_by(F("opened_at").desc(), "-pk")
