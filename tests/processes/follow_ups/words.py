"""What the stories about follow-ups have in common: calls, and asking what is owed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from processes.models import Assignment, Candidacy, Event, FollowUp
from processes.timeline import record

# With all dates agreed (C3) nobody has to ask for them.
DATES: dict[str, Any] = {
    "presentation_on": date(2026, 11, 30),
    "meetings_on": date(2026, 12, 4),
    "decision_on": date(2026, 12, 8),
}


def stockholm(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A winter moment of 2026 in Stockholm (UTC+1): Monday is the 16th of November."""
    return datetime(2026, month, day, hour - 1, minute, tzinfo=UTC)


def owed(kind: str, **which: Any) -> FollowUp:
    """The one follow-up of this kind."""
    return FollowUp.objects.get(kind=kind, **which)


def is_overdue(follow_up: FollowUp, at: datetime) -> bool:
    return FollowUp.objects.overdue(at).filter(pk=follow_up.pk).exists()


def call_contact(on: Assignment, contact: Any, at: datetime, **said: Any) -> Event:
    said = {"reached": True, **said}
    return record("called", by=on.owner, at=at, assignment=on, contact=contact, **said)


def mail_contact(on: Assignment, contact: Any, at: datetime, **said: Any) -> Event:
    said = {"reached": True, **said}
    return record("mailed", by=on.owner, at=at, assignment=on, contact=contact, **said)


def call_candidate(candidacy: Candidacy, at: datetime, **said: Any) -> Event:
    said = {"reached": True, **said}
    return record("called", by=candidacy.assignment.owner, at=at, candidacy=candidacy, **said)
