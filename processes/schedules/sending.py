"""The schedule on its way to the client (C4): each version once per person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from clients.models import Contact
from mailings.models import Letter
from mailings.models.outbox import WAITING
from processes import documents
from processes.models.assignment import Assignment
from processes.models.event import Event
from processes.models.schedule_version import ScheduleVersion


class NoAddress(Exception):
    """Neither whoever ordered nor whoever decides has an e-mail address."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nobody has an e-mail address: neither whoever ordered nor whoever decides. "
                "Add one, or send the schedule yourself and note it here."
            )
        )


class NothingPlanned(Exception):
    """The schedule has no line yet."""

    def __init__(self) -> None:
        super().__init__(_("Nothing is planned yet. Add a line before the client gets it."))


@dataclass(frozen=True)
class Sending:
    """A version on its way to ``people``; to nobody where all of them have it already."""

    version: ScheduleVersion
    people: list[Contact] = field(default_factory=list)

    @property
    def again(self) -> bool:
        return not self.people


@transaction.atomic
def send(assignment: Assignment, *, at: datetime, by: User | None = None) -> Sending:
    """The schedule as it stands goes to whoever ordered and whoever decides.

    Each in their language, once per person and version, unless their letter was stopped or given
    up. A worker writes the letters; it counts as sent when the first one went out. Raises
    ``NoAddress`` and ``NothingPlanned``.
    """
    people = recipients(assignment)
    if not people:
        raise NoAddress
    if not assignment.activities.exists():
        raise NothingPlanned
    assignment.locked()  # whoever changes the schedule does so alone
    mine = ScheduleVersion.objects.filter(assignment=assignment)
    version = mine.open_one()
    if version is None:
        last = mine.newest()
        if last and last.said.lines == assignment.activities.lines():
            return send_to_the_rest(last, people, at=at)
        version = ScheduleVersion.objects.make(assignment, by=by, at=at)
    version.send_now(at=at)
    version.freeze(at=at)
    return Sending(version, people)


def send_to_the_rest(version: ScheduleVersion, people: list[Contact], *, at: datetime) -> Sending:
    """To those who have no letter with it: who came later, and whose letter never went."""
    if version.letters_at is None and not version.by_hand:
        if version.waits_for_a_person:
            version.send_now(at=at)
            return Sending(version, people)
        return Sending(version)
    on_its_way = letters_of(version).filter(WAITING | Q(sent_at__isnull=False))
    has_it = set(on_its_way.values_list("recipient_id", flat=True))
    rest = [person for person in people if person.pk not in has_it]
    if rest:
        version.send_now(at=at)
    return Sending(version, rest)


@transaction.atomic
def note_sent_by_hand(assignment: Assignment, *, by: User, at: datetime) -> Event:
    """The client has the schedule as it stands, by another way than ours."""
    assignment.locked()  # whoever changes the schedule does so alone
    mine = ScheduleVersion.objects.filter(assignment=assignment)
    version, last = mine.open_one(), mine.newest()
    if version or last is None or last.said.lines != assignment.activities.lines():
        version = version or ScheduleVersion.objects.make(assignment, by=by, at=at)
        version.send_now(at=at)
        version.freeze(at=at)
        version.letters_at = version.sent_at = at
        version.by_hand = True
        version.save(update_fields=["letters_at", "sent_at", "by_hand"])
    else:
        version = last
    return assignment.note_schedule_sent(by=by, at=at, version=version.number)


def take_further(pk: int, *, at: datetime) -> None:
    """A version whose time has come: frozen, rendered, sent. Not where the assignment is closed."""
    withdraw_if_closed(pk, at=at)
    waiting = ScheduleVersion.objects.waiting()
    documents.take_further(
        waiting.select_related("assignment__client", "assignment__owner"), pk, at=at
    )


@transaction.atomic
def withdraw_if_closed(pk: int, *, at: datetime) -> None:
    """Nobody needs the schedule of an assignment that has ended meanwhile."""
    rows = ScheduleVersion.objects.filter(pk=pk, assignment__closed_at__isnull=False)
    for version in rows.waiting().select_for_update(of=("self",)):
        if version.sent_at:  # wanted once more, by somebody who came later
            version.letters_at = at
            version.save(update_fields=["letters_at"])
        else:
            version.delete()


def under_way(assignment: Assignment) -> QuerySet[Letter]:
    """Letters with a version of it that wait in the outbox."""
    kind = ContentType.objects.get_for_model(ScheduleVersion)
    versions = ScheduleVersion.objects.filter(assignment=assignment).values("pk")
    letters = Letter.objects.filter(occasion_type=kind, occasion_id__in=versions)
    return letters.filter(WAITING).order_by("pk")


def letters_of(version: ScheduleVersion) -> QuerySet[Letter]:
    kind = ContentType.objects.get_for_model(ScheduleVersion)
    return Letter.objects.filter(occasion_type=kind, occasion_id=version.pk)


def recipients(assignment: Assignment) -> list[Contact]:
    asked = dict.fromkeys(filter(None, [assignment.ordered_by, assignment.decider]))
    return [contact for contact in asked if contact.is_active and contact.email]
