"""The four numbers on top of Today."""

from __future__ import annotations

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
    clocks = rules.kinds(clock=True)
    owed_now = OPEN & (~Q(kind__in=clocks) | Q(due_at__lte=clocks_until or at))
    to_candidates = owed_now & Q(kind__in=rules.kinds(owes="us", owed="candidate"))
    to_clients = owed_now & Q(kind__in=rules.kinds(owes="us", owed="client"))
    from_clients = OPEN & Q(kind__in=rules.kinds(owes="client"))
    ours = Q(kind__in=rules.kinds(owes="us", clock=False))
    ours_given = ours & Q(settled_at__gte=at - A_MONTH)
    ours_broken = ours & OPEN & Q(first_due_at__lt=at)
    late = Q(due_at__lt=at)
    counted = FollowUp.objects.filter(owners).filter(OPEN | Q(settled_at__gte=at - A_MONTH))
    found = counted.aggregate(
        candidates=Count("pk", filter=to_candidates),
        candidates_late=Count("pk", filter=to_candidates & late),
        clients=Count("pk", filter=to_clients),
        clients_late=Count("pk", filter=to_clients & late),
        feedback=Count("pk", filter=from_clients),
        feedback_since=Min("opened_at", filter=from_clients),
        owed=Count("pk", filter=ours_given | ours_broken),
        kept=Count("pk", filter=ours_given & Q(settled_at__lte=F("first_due_at"))),
    )
    kept = round(100 * found["kept"] / found["owed"]) if found["owed"] else 0
    return {**found, "share": f"{kept} %", "tone": "ok" if kept >= GOOD else "soon"}
