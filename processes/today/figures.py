"""The four numbers on top of Today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q

from processes.follow_ups import rules
from processes.models import FollowUp
from processes.models.follow_up import OPEN

GOOD = 90  # percent kept on time
A_MONTH = timedelta(days=30)


def figures(owners: Q, at: datetime, *, clocks_until: datetime | None = None) -> dict[str, Any]:
    """What is owed and kept, in one query; what is still owed past its first date was not kept.

    Clocks of silence that Today does not show yet are owed to nobody so far, and none of them
    counts as a word that was kept.
    """
    given = Q(settled_at__gte=at - A_MONTH)
    rows = (
        FollowUp.objects.filter(owners)
        .filter(OPEN | given)
        .without_clocks_after(clocks_until or at)
        .order_by()
        .values("kind")
        .annotate(
            waiting=Count("pk", filter=OPEN),
            late=Count("pk", filter=OPEN & Q(due_at__lt=at)),
            since=Min("opened_at", filter=OPEN),
            given=Count("pk", filter=given),
            kept=Count("pk", filter=given & Q(settled_at__lte=F("first_due_at"))),
            broken=Count("pk", filter=OPEN & Q(first_due_at__lt=at)),
        )
    )
    by_kind: dict[str, dict[str, Any]] = {row["kind"]: {**row} for row in rows}

    def of(kinds: Iterable[str]) -> list[dict[str, Any]]:
        return [by_kind[kind] for kind in kinds if kind in by_kind]

    def total(name: str, among: list[dict[str, Any]]) -> int:
        return sum(row[name] for row in among)

    candidates = of(rules.kinds(owes="us", owed="candidate"))
    clients = of(rules.kinds(owes="us", owed="client"))
    feedback = of(rules.kinds(owes="client"))
    promised = of(rules.kinds(owes="us", clock=False))
    owed, kept = total("given", promised) + total("broken", promised), total("kept", promised)
    share = round(100 * kept / owed) if owed else 0
    return {
        "candidates": total("waiting", candidates),
        "candidates_late": total("late", candidates),
        "clients": total("waiting", clients),
        "clients_late": total("late", clients),
        "feedback": total("waiting", feedback),
        "feedback_since": min((row["since"] for row in feedback if row["since"]), default=None),
        "owed": owed,
        "kept": kept,
        "share": f"{share} %",
        "tone": "ok" if share >= GOOD else "soon",
    }
