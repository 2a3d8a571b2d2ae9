"""A search anew with the old brief: what the guarantee promised starts (A2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from accounts.models import User
from processes.confidential import seen_by
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


@dataclass(frozen=True)
class Replaced:
    """Somebody who left within the guarantee, for whom this search was opened."""

    candidacy: int
    name: str
    left_on: date


def made_good(user: User) -> Subquery:
    """Of an assignment whose leaving it makes good, where somebody of the agency sees that one."""
    leavings = apps.get_model("processes", "Leaving")._default_manager
    way = "placement__candidacy"
    said = JSONObject(
        candidacy=way,
        first=f"{way}__candidate__first_name",
        last=f"{way}__candidate__last_name",
        left_on="left_on",
    )
    seen = leavings.filter(seen_by(user, f"{way}__assignment"), replacement=OuterRef("pk"))
    return Subquery(seen.values(said=said)[:1])


def replaced_by(assignment: Assignment) -> Replaced | None:
    """What ``made_good`` found beside the assignment."""
    said: dict[str, Any] | None = vars(assignment)["made_good"]
    if said is None:
        return None
    name = f"{said['first']} {said['last']}".strip()
    return Replaced(said["candidacy"], name, date.fromisoformat(said["left_on"]))
