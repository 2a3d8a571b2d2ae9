"""The letter that brings the schedule to the client (C4): once per person and version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Agency
from clients.models import Contact
from mailings.composing import compose
from mailings.models import Letter
from mailings.models.outbox import WAITING
from processes import words
from processes.models import Assignment, PlannedActivity


class NoAddress(Exception):
    """Neither whoever ordered nor whoever decides has an e-mail address."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nobody has an e-mail address: neither whoever ordered nor whoever decides. "
                "Add one, or send the schedule yourself and note it here."
            )
        )


@dataclass(frozen=True)
class Sending:
    """Letters of one version of the schedule; ``again`` if all had been written before."""

    letters: list[Letter]
    new: list[Letter]

    @property
    def again(self) -> bool:
        return not self.new


@transaction.atomic
def send(assignment: Assignment, *, at: datetime) -> Sending:
    """Writes the schedule to whoever ordered and whoever decides, each in their language.

    Once per person and version of the schedule, unless the letter was stopped or given up. It
    counts as sent when a letter went out (``Assignment.letter_was_sent``). Raises ``NoAddress``.
    """
    people = recipients(assignment)
    if not people:
        raise NoAddress
    activities = list(assignment.activities.all())
    letters = [write_to(person, assignment, activities, at=at) for person in people]
    return Sending(letters, new=[letter for letter in letters if letter.created_at == at])


def under_way(assignment: Assignment) -> QuerySet[Letter]:
    """Schedules in the outbox that have not gone out yet."""
    return letters_about(assignment).filter(WAITING).order_by("pk")


def letters_about(assignment: Assignment) -> QuerySet[Letter]:
    kind = ContentType.objects.get_for_model(Assignment)
    return Letter.objects.filter(kind="schedule", occasion_type=kind, occasion_id=assignment.pk)


def recipients(assignment: Assignment) -> list[Contact]:
    asked = dict.fromkeys(filter(None, [assignment.ordered_by, assignment.decider]))
    return [contact for contact in asked if contact.is_active and contact.email]


def write_to(
    contact: Contact, assignment: Assignment, activities: list[PlannedActivity], *, at: datetime
) -> Letter:
    agency, owner = Agency.current(), assignment.owner
    key = f"schedule:{assignment.pk}:{contact.pk}:{version(activities)}"
    never_went = Q(cancelled_at__isnull=False) | Q(gave_up_at__isnull=False)
    before = letters_about(assignment).filter(never_went, key__startswith=key).count()
    facts = words.facts_about(assignment=assignment, contact=contact, at=at)
    subject, html, text = compose(
        "schedule",
        language=contact.language,
        zone=assignment.zone,
        context={
            "agency": agency,
            "words": words.draft_around_table("schedule", contact.language, facts),
            "assignment": assignment,
            "activities": activities,
            "writer": owner,
            "portal_url": settings.BASE_URL + reverse("portal") if contact.user_id else "",
        },
    )
    return Letter.objects.write(
        kind="schedule",
        to=contact.email,
        to_name=contact.full_name,
        from_name=f"{owner.full_name}, {agency.name}",
        reply_to=owner.email,
        language=contact.language,
        subject=subject,
        html=html,
        text=text,
        key=f"{key}:{before}" if before else key,
        recipient=contact,
        occasion=assignment,
        at=at,
    )


def version(activities: Iterable[PlannedActivity]) -> str:
    """Changes whenever the schedule says something else."""
    lines = "\n".join(f"{one.due_on} {one.text} {bool(one.done_at)}" for one in activities)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]
