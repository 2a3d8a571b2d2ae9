"""A touchpoint whose time has come becomes a follow-up: a chore, safe when late or done twice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction

from processes.aftercare.keeping import come_again
from processes.aftercare.moments import due_at, opened_at
from processes.deputies import seat
from processes.follow_ups.answers import events_since, first_ending, unused
from processes.follow_ups.due_times import first_reminder
from processes.follow_ups.mechanism import end
from processes.follow_ups.policies import Policies
from processes.models.care_question import CareQuestion
from processes.models.follow_up import FollowUp
from processes.models.touchpoint import Touchpoint
from processes.sides import Side

if TYPE_CHECKING:
    from clients.models import Contact
    from processes.models.assignment import Assignment


def due_touchpoints(at: datetime) -> models.QuerySet[Touchpoint]:
    return Touchpoint.objects.opening(at)


@transaction.atomic
def open_touchpoint(pk: int, at: datetime) -> None:
    """The word is owed from the morning on which the window opens, however late this is done.

    What was said since then, and has given no other touchpoint, has given this one.
    """
    planned = Touchpoint.objects.with_people()
    if (known := planned.filter(pk=pk).first()) is None:
        return
    # First, as whoever moves or ends the placement does: what opens beside that would stay owed.
    known.placement.candidacy.locked()
    point = planned.select_for_update(of=("self",)).filter(pk=pk).first()
    if point is None or point.opens_at is None:
        return
    opened = opened_at(point, point.planned_by.at)
    if opened > at:  # moved meanwhile
        Touchpoint.objects.filter(pk=pk).update(opens_at=opened)
        return
    Touchpoint.objects.filter(pk=pk).update(opens_at=None)
    if point.side == Side.CANDIDATE and not point.placement.candidacy.may_be_contacted:
        Touchpoint.objects.filter(pk=pk).update(dropped_at=at)  # the client speaks with them (C8)
        return
    word = word_of(point, opened)
    seat([word], at)
    word.first_due_at = word.due_at = due_at(point, opened)
    steps = Policies.of([word.kind], [word.client_id]).in_force(word.kind, word.client_id).steps
    word.next_reminder_at = first_reminder(word, steps)
    since = unused(word, events_since([word], opened))
    if found := first_ending(word, since):
        end(word, *found)
    FollowUp.objects.bulk_create([word], ignore_conflicts=True)
    if word.is_open:
        CareQuestion.objects.foresee(point, at=at)
    if word.settled_by is not None and point.yearly:
        come_again(point, word.settled_by)


def word_of(point: Touchpoint, opened: datetime) -> FollowUp:
    candidacy = point.placement.candidacy
    assignment = candidacy.assignment
    return FollowUp(
        kind=point.kind,
        owner=assignment.owner,
        client=assignment.client,
        assignment=assignment,
        candidacy=candidacy,
        contact=whom_to_ask(assignment) if point.side == Side.CLIENT else None,
        touchpoint=point,
        opened_by=point.planned_by,
        opened_at=opened,
    )


def whom_to_ask(assignment: Assignment) -> Contact | None:
    """Whoever leads the one we placed: who decided, else who ordered; nobody who has gone."""
    people = (assignment.decider, assignment.ordered_by)
    there = (one for one in people if one and one.client_id == assignment.client_id)
    return next((one for one in there if one.is_active), None)
