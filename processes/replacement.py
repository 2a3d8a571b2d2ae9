"""A search anew with the old brief: what the guarantee promised starts (A2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts.models import User
from processes.models.assignment import Assignment

# Whom and when it was about; all other columns are the brief.
OF_THE_OLD = {
    *("id", "client", "title", "kind", "owner", "ordered_by", "decider", "opened_at"),
    *("positions", "starts_on", "presentation_on", "meetings_on", "decision_on"),
    *("closed_at", "outcome", "closing_words", "came_by", "plain_title"),
}


def open_replacement(old: Assignment, *, by: User, at: datetime) -> Assignment:
    """One position, the same people, the same three must-haves; dates are agreed anew (C3).

    Whoever led the old one leads it, or whoever opens it where they have left.
    """
    assignment: Assignment = Assignment.objects.open_one(
        client=old.client,
        title=old.title,
        kind=old.kind,
        owner=old.owner if old.owner.is_active else by,
        ordered_by=active(old.ordered_by),
        decider=active(old.decider),
        contacts=old.contacts.active(),
        team=old.team.filter(is_active=True),
        must_haves=old.must_haves.values_list("text", flat=True),
        by=by,
        at=at,
        **brief_of(old),
    )
    return assignment


def active(contact: Any) -> Any:
    return contact if contact is not None and contact.is_active else None


def brief_of(assignment: Assignment) -> dict[str, Any]:
    """The columns of the brief, without whatever counts from the day it was opened."""
    return {
        field.name: getattr(assignment, field.name)
        for field in assignment._meta.concrete_fields
        if field.name not in OF_THE_OLD and not field.name.startswith("next_")
    }
