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

    To how many candidates, and how many words to clients. A clock of silence that Today does
    not show yet is owed to nobody so far, and none of them counts as a word that was kept.
    """
    to_candidates = OPEN & Q(kind__in=rules.kinds(owes="us", owed="candidate"))
    to_clients = OPEN & Q(kind__in=rules.kinds(owes="us", owed="client", clock=False))
    from_clients = OPEN & Q(kind__in=rules.kinds(owes="client"))
    ours, given = Q(kind__in=rules.kinds(owes="us", clock=False)), Q(settled_at__gte=at - A_MONTH)
    late = Q(due_at__lt=at)
    counted = FollowUp.objects.filter(owners).filter(OPEN | given)
    found = counted.without_clocks_after(clocks_until or at).aggregate(
        candidates=Count("candidacy", filter=to_candidates, distinct=True),
        candidates_late=Count("candidacy", filter=to_candidates & late, distinct=True),
        clients=Count("pk", filter=to_clients),
        clients_late=Count("pk", filter=to_clients & late),
        feedback=Count("pk", filter=from_clients),
        feedback_since=Min("opened_at", filter=from_clients),
        owed=Count("pk", filter=ours & (given | Q(first_due_at__lt=at))),
        kept=Count("pk", filter=ours & given & Q(settled_at__lte=F("first_due_at"))),
    )
    kept = round(100 * found["kept"] / found["owed"]) if found["owed"] else 0
    return {**found, "share": f"{kept} %", "tone": "ok" if kept >= GOOD else "soon"}
