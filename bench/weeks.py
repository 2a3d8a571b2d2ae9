"""Assignments in their third week, alike but for their names: what a sweep of reports goes over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

from accounts.models import Agency, Role, User
from candidates.models import Candidate
from clients.models import Client, Contact
from processes.models import (
    Assignment,
    Candidacy,
    Event,
    Fit,
    FollowUp,
    Meeting,
    MustHave,
    Obstacle,
    PlannedActivity,
)
from processes.privacy_notice import give_notice
from processes.timeline import record

FOUND, CONTACTED, PRESENTED = 40, 30, 4
REASONS = ("salary", "remote_work", "relocation", "no_answer", "stays")
EVIDENCE = (
    "Has run it alone for two years at a company of the same size, and shows how: the calendar, "
    "the checks before each pay day, and what was changed after the audit."
)
PROPOSAL = (
    "Offer two days a week from home, or widen the pay by a tenth; with either, half of those who "
    "said no would talk again, as four of them have told us in so many words."
)
# In the order in which they are copied: each refers only to those before it.
COPIED: tuple[type[models.Model], ...] = (
    *(MustHave, PlannedActivity, Candidacy, Fit, Obstacle, Meeting, Event, FollowUp),
)


@transaction.atomic
def fill(assignments: int, *, at: datetime) -> list[Assignment]:
    """So many assignments whose weekly report takes three pages, all of one client."""
    Agency.objects.update(name="Askvik & Partners")
    nina = User.objects.create(
        email="nina@askvik.example",
        full_name="Nina Lind",
        role=Role.RECRUITER,
        phone="+46 70 123 45 67",
    )
    client = Client.objects.create(name="Nordvik Energi", city="Gävle", owner=nina)
    sara, hugo = (
        Contact.objects.create(
            client=client, first_name=first, last_name=last, email=f"{first}@nordvik.example"
        )
        for first, last in (("Sara", "Berg"), ("Hugo", "Falk"))
    )
    first = lived(client, sara, hugo, nina, at=at)
    copies = [copied(first, number) for number in range(2, assignments + 1)]
    far = at + timedelta(days=365)  # nothing but reports is due while they are measured
    FollowUp.objects.update(next_reminder_at=far)
    Assignment.objects.update(next_look_at=far, next_report_at=None, next_draft_at=None)
    return [first, *copies]


def lived(client: Client, sara: Contact, hugo: Contact, nina: User, *, at: datetime) -> Assignment:
    """Three weeks of one assignment, by the verbs that a recruiter uses."""
    began, soon = at - timedelta(days=18), (at + timedelta(days=3)).date()
    assignment = Assignment.objects.open_one(
        client=client,
        title="Payroll manager 1",
        kind="permanent",
        owner=nina,
        by=nina,
        at=began,
        ordered_by=hugo,
        decider=sara,
        target_weeks=5,
        must_haves=[
            "Run payroll for 900 from day one",
            "Close the union agreement backlog by January",
            "Coach two juniors while doing so",
        ],
        presentation_on=(at - timedelta(days=1)).date(),
        meetings_on=soon,
        decision_on=(at + timedelta(days=10)).date(),
    )
    people = [found(assignment, number, at=began) for number in range(FOUND)]
    for candidacy in people[:CONTACTED]:
        candidacy.move_to("contacted", by=nina, at=began + timedelta(days=2))
    for number, candidacy in enumerate(people[PRESENTED : PRESENTED + 18]):
        candidacy.finish(
            "withdrawn",
            reason=REASONS[number % len(REASONS)],
            said_no="candidate" if number % 3 else "we",
            by=nina,
            at=began + timedelta(days=3 + number % 14),
        )
    for candidacy in people[:PRESENTED]:
        present(candidacy, assignment, nina, at=at)
    for number in range(2):
        told = Obstacle.find(
            assignment=assignment,
            kind="remote_work",
            title=f"Working from home decides, {number + 1}",
            evidence="7 of 12 who said no named it, three of them in the last week",
            proposal=PROPOSAL,
            by=nina,
            at=at - timedelta(days=4),
            decision_wanted_on=soon,
        )
        told.tell(by=nina, at=at - timedelta(days=3), contact=sara)
    return assignment


def found(assignment: Assignment, number: int, *, at: datetime) -> Candidacy:
    candidate = Candidate.objects.create(
        first_name=f"Person{number}", last_name="Found", owner=assignment.owner
    )
    return assignment.add(candidate, by=assignment.owner, at=at)


def present(candidacy: Candidacy, assignment: Assignment, nina: User, *, at: datetime) -> None:
    when = at - timedelta(days=2)
    for stage in ("interested", "interviewed"):
        candidacy.move_to(stage, by=nina, at=at - timedelta(days=5))
    record("called", by=nina, at=at - timedelta(days=4), candidacy=candidacy, reached=True)
    for must_have in assignment.must_haves.all():
        Fit.objects.create(
            candidacy=candidacy, must_have=must_have, answer="yes", evidence=EVIDENCE
        )
    give_notice(candidacy.candidate, "mail", by=nina, at=when)
    candidacy.give_consent("phone", by=nina, at=when)
    candidacy.move_to("presented", by=nina, at=when)
    Meeting.objects.book(candidacy, starts_at=at + timedelta(days=3), by=nina, at=when)


def copied(first: Assignment, number: int) -> Assignment:
    """The same weeks once more, on an assignment of its own."""
    copy = Assignment.objects.get(pk=first.pk)
    copy.pk, copy._state.adding = None, True
    copy.title = f"Payroll manager {number}"
    copy.save()
    copy.contacts.set(first.contacts.all())
    new: dict[tuple[type[models.Model], int], int] = {(Assignment, first.pk): copy.pk}
    for model in COPIED:
        rows = list(rows_of(model, first))
        old = [row.pk for row in rows]
        fields = [field for field in model._meta.concrete_fields if field.is_relation]
        for row in rows:
            row.pk, row._state.adding = None, True
            for field in fields:
                known = (field.related_model, getattr(row, field.attname))
                if known in new:
                    setattr(row, field.attname, new[known])
        made: list[Any] = model._default_manager.bulk_create(rows)
        new |= {(model, before): row.pk for before, row in zip(old, made, strict=True)}
    return copy


def rows_of(model: type[models.Model], assignment: Assignment) -> models.QuerySet[Any]:
    direct = any(field.name == "assignment" for field in model._meta.concrete_fields)
    where = {"assignment": assignment} if direct else {"candidacy__assignment": assignment}
    return model._default_manager.filter(**where).order_by("pk")
