"""With whom and with what somebody worked last: what the search shows before anything is typed."""

from __future__ import annotations

from django.db.models import Max

from accounts.models import User
from candidates.models import Candidate
from clients.models import Client
from processes.models import Assignment, Event

LATELY = 20_000  # events of everybody: older ones are not looked through for one's own
LOOKED_AT = 60  # of one's own

Thing = Candidate | Client | Assignment


def recently(user: User, size: int) -> list[Thing]:
    """What this person's newest events are about, each once; two queries, however many there are.

    Of an event that is about somebody on an assignment, that is the person; nobody is here whom
    a search would not find.
    """
    newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
    mine = Event.objects.visible_to(user).standing().filter(by=user, pk__gt=newest - LATELY)
    found: dict[tuple[str, int], Thing] = {}
    events = mine.select_related("candidate__contact__client", "client", "assignment__client")
    for event in events.order_by("-pk")[:LOOKED_AT]:
        for thing in (event.candidate, event.assignment, event.client):
            if thing is not None and is_findable(thing):
                found.setdefault((thing._meta.model_name or "", thing.pk), thing)
                break
        if len(found) == size:
            break
    return list(found.values())


def is_findable(thing: Thing) -> bool:
    """A candidate whose record was closed or united with another is not shown in a search."""
    if isinstance(thing, Candidate):
        return thing.closed_at is None and thing.merged_into_id is None
    return True
