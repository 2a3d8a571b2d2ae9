"""Gestures of a year: how many each client had, and what they cost, by currency (A4)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, QuerySet, Sum

from accounts.models import User
from accounts.money import money
from processes.models import Gesture

CLIENTS_SHOWN = 200
SHOWN = 60


@dataclass(frozen=True)
class OfClient:
    """What went to the people of one client, or to candidates of none, in a year."""

    client_id: int | None
    name: str
    count: int
    sums: tuple[tuple[str, Decimal], ...]

    @property
    def cost(self) -> str:
        """ "SEK 1,250 · EUR 40" """
        return " · ".join(money(amount, currency) for currency, amount in self.sums)


def of_year(user: User, year: int) -> QuerySet[Gesture]:
    return Gesture.objects.visible_to(user).filter(given_on__year=year)


def by_client(user: User, year: int) -> list[OfClient]:
    """Each client with its sums, most gestures first; currencies are never added up. One query."""
    rows = (
        of_year(user, year)
        .order_by()
        .values("client", "currency", name=F("client__name"))
        .annotate(count=Count("pk"), cost=Sum("cost"))
        .order_by("client__plain_name", "client", "currency")
    )
    found: dict[int | None, OfClient] = {}
    for row in rows:
        before = found.get(row["client"])
        sums = before.sums if before else ()
        if row["cost"] is not None:
            sums = (*sums, (row["currency"], row["cost"]))
        count = row["count"] + (before.count if before else 0)
        found[row["client"]] = OfClient(row["client"], row["name"] or "", count, sums)
    ranked = sorted(found.values(), key=lambda one: (-one.count, one.name))
    return ranked[:CLIENTS_SHOWN]


def totals(rows: list[OfClient]) -> OfClient:
    """All of them together, currency by currency."""
    sums: dict[str, Decimal] = {}
    for one in rows:
        for currency, amount in one.sums:
            sums[currency] = sums.get(currency, Decimal(0)) + amount
    return OfClient(None, "", sum(one.count for one in rows), tuple(sorted(sums.items())))
