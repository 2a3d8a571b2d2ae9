"""The one way onto the timeline: an event, and in one transaction what it opens and settles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from processes.follow_ups.mechanism import carry_out
from processes.models.event import Event, EventKind

if TYPE_CHECKING:
    from accounts.models import User
    from candidates.models import Candidate
    from clients.models import Client, Contact
    from processes.models.assignment import Assignment
    from processes.models.candidacy import Candidacy

# What may have brought to light that something stands in the way of an assignment (C6).
TELLS = {
    EventKind.CANDIDACY_ENDED,
    EventKind.CLIENT_ANSWERED,
    EventKind.DATES_AGREED,
    EventKind.REPORT_SENT,
}


@transaction.atomic(savepoint=False)  # part of the verb's own transaction
def record(
    kind: str,
    *,
    by: User | None,
    at: datetime,
    assignment: Assignment | None = None,
    candidacy: Candidacy | None = None,
    candidate: Candidate | None = None,
    client: Client | None = None,
    contact: Contact | None = None,
    text: str = "",
    reached: bool | None = None,
    visible_to_client: bool = False,
    **facts: Any,
) -> Event:
    """Writes an event that happened ``at`` (aware), and opens, settles and drops follow-ups by it.

    What follows from the rest need not be said: a candidacy names its candidate and assignment,
    an assignment or a contact its client.
    """
    if candidacy is not None:
        assignment, candidate = candidacy.assignment, candidacy.candidate
    if client is None and (assignment or contact):
        client = assignment.client if assignment else contact.client if contact else None
    event = Event.objects.create(
        kind=kind,
        by=by,
        at=at,
        assignment=assignment,
        candidacy=candidacy,
        candidate=candidate,
        client=client,
        contact=contact,
        text=text,
        reached=reached,
        visible_to_client=visible_to_client,
        facts=facts,
    )
    if assignment is not None and kind in TELLS:
        type(assignment).objects.look_soon(assignment, at=at)
    carry_out(event)
    return event


@transaction.atomic(savepoint=False)
def record_many(events: Iterable[Event]) -> None:
    """Writes events about no assignment, in one statement; each does what it does by itself."""
    for event in Event.objects.bulk_create(events):
        carry_out(event)
