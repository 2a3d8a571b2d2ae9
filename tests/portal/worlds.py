"""Two clients, each with a row of every model there is, and a marker in every field of them."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.db.models import Model

from accounts.models import Agency
from candidates.models import Candidate, Document
from clients.models import Contact
from processes.models import Assignment, Presentation, Report, ScheduleVersion, SharedDocument
from processes.models.meeting_guide import MeetingGuide
from processes.schedules.sending import send
from recruitcrm.chores import do_all
from tests.cast import Cast
from tests.portal.markers import Column, mark, models_marked, rows
from tests.processes.reports.story import FRIDAY, Story, on

Row = tuple[str, int]
# What a row made by rote needs in order to be allowed, or in order to stop nothing.
MADE: dict[str, dict[str, Any]] = {
    "mailings.Attachment": {"content_type": "text/plain"},
    "mailings.Letter": {"cancelled_at": FRIDAY},
    "mailings.MailHold": {"ended_at": FRIDAY},
    "accounts.Export": {"expires_at": FRIDAY + timedelta(days=7), "gave_up_at": None},
    "accounts.Invitation": {"expires_at": FRIDAY + timedelta(days=7)},
    "accounts.SignedLink": {"expires_at": FRIDAY + timedelta(days=7), "used_at": None},
    "accounts.Leave": {"starts_on": date(2027, 1, 4), "ends_on": date(2027, 1, 5)},
    "processes.AftercareTemplate": {"lines": [{}]},
    "processes.Availability": {"day_rate": None, "currency": "", "next_at": None},
    "processes.CareAnswer": {"going_well": 1, "next_at": None},
    "processes.CareQuestion": {"next_at": None},
    "processes.Closing": {"outcome": "filled", "called_off_at": FRIDAY},
    "processes.Decline": {"reason": "salary", "said_no": "we", "cancelled_at": FRIDAY},
    "processes.ExtensionAnswer": {"sealed": None},
    "processes.FollowUpPolicy": {"steps": None, "days": 2},
    "processes.Gesture": {"candidate": None},
    "processes.HeldFile": {"drops_at": FRIDAY + timedelta(days=7)},
    "processes.HoldingMessage": {"set_aside_at": FRIDAY},
    "processes.Import": {"next_at": None},
    "processes.ImportSheet": {"separator": ","},
    "processes.LetterText": {"kind": "decline", "language": "pl"},
    "processes.ObstacleHint": {"dismissed_at": FRIDAY, "obstacle": None},
    "processes.Placement": {"extension": "", "extension_answered_at": None},
    "processes.ReportSchedule": {"assignment": None},
    "processes.ScheduleTemplate": {"lines": [{}]},
}
OF_THE_AGENCY = {  # one for both clients
    "processes.AftercareTemplate",
    "processes.GuaranteeDefault",
    "processes.LetterText",
    "processes.PrivacyText",
    "processes.RetentionRule",
    "processes.ScheduleTemplate",
    "processes.TrialDefault",
}
# The agency has one of each, or they come about when something is sent.
NOT_BY_ROTE = {
    "accounts.Agency",
    "accounts.Sealing",
    "accounts.TrailSeal",
    "mailings.Heartbeat",
    "processes.ScheduleVersion",
    "processes.ReportEdition",
    "processes.RetentionSweep",
    "processes.PresentationEdition",
    "processes.ScheduleEdition",
}


class World:
    """A client's assignment with people presented and not, and everything around it."""

    def __init__(self, cast: Cast, before: set[Row]) -> None:
        self.cast = cast
        self.story = Story(cast)
        self.assignment = self.story.assignment
        self.papers()
        self.known: dict[str, Model] = {}
        for label, pk in rows(models_marked()) - before:
            model = next(one for one in models_marked() if one._meta.label == label)
            self.known.setdefault(label, model._base_manager.get(pk=pk))
        for row in (cast.nina, cast.sara.client, cast.sara, cast.amira, self.assignment):
            self.known[row._meta.label] = row
        for model in models_marked():
            if model._meta.label in self.known or model._meta.label in NOT_BY_ROTE:
                continue
            if model._meta.label not in OF_THE_AGENCY or not model._base_manager.exists():
                self.make(model)
        self.rows = rows(models_marked()) - before

    def papers(self) -> None:
        """Drafts that are sent later, documents shared and kept, a guide, a change of the brief."""
        nina, story = self.cast.nina, self.story
        musts = [must.text for must in self.assignment.must_haves.all()]
        named = self.assignment.contacts.all()
        self.assignment.edit(by=nina, at=on(19), contacts=named, must_haves=musts, place="-")
        Report.objects.draft(self.assignment, FRIDAY, at=on(19, 15))
        stopped = Report.objects.draft(self.assignment, on(27), at=on(19, 16))
        stopped.stop("-", by=nina, at=on(19, 16))
        draft = Presentation.objects.draft(self.assignment, number=1, at=on(19))
        people = [story.amira, story.jonas]
        draft.write(people, introduction="-", feedback_on=None, recipients=[self.cast.sara])
        unseen = story.unseen[0]
        for candidacy in (story.amira, story.amira, unseen):
            candidate = candidacy.candidate
            Document.objects.create(
                candidate=candidate,
                kind="cv",
                name="cv.pdf",
                file=ContentFile(f"%PDF- kept, of {candidate.pk}".encode(), name="cv.pdf"),
                content_type="application/pdf",
                by=nina,
                size=5,
            )
        shared = Document.objects.filter(candidate=self.cast.amira).earliest("pk")
        SharedDocument.share(shared, story.amira, by=nina, at=on(20))
        said: dict[str, Any] = {"wants": [], "show": "-", "case": "-", "explore": "-", "seen": ""}
        for candidacy in (story.amira, unseen):
            guide = MeetingGuide.objects.write(
                candidacy, wants_words="-", by=nina, at=on(20), **said
            )
            guide.publish(by=nina, at=on(20))

    def make(self, model: type[Model]) -> Model:
        """A row by rote, tied to this world's rows; with every field that may be filled."""
        values = {
            field.name: self.value(field)
            for field in model._meta.local_concrete_fields
            if not field.primary_key and not field.generated
        }
        values |= MADE.get(model._meta.label, {})
        if "deputy" in values:
            values["deputy"] = self.cast.lea
        if "gone" in values:
            values["gone"] = self.cast.jonas
        if {"first", "second"} <= values.keys():
            two = sorted((self.cast.amira, self.cast.jonas), key=lambda person: person.pk)
            values["first"], values["second"] = two
        try:
            with transaction.atomic():
                made = model._base_manager.create(**values)
        except IntegrityError:  # such as moments that exclude each other: as few as possible
            few = {
                field.name: None
                for field in model._meta.local_concrete_fields
                if field.null and field.name not in MADE.get(model._meta.label, {})
            }
            made = model._base_manager.create(**(values | few))
        self.known[model._meta.label] = made
        return made

    def value(self, field: Column) -> Any:
        if field.is_relation:
            other: Any = field.related_model
            if other._meta.app_label == "contenttypes":
                return other.objects.get_for_model(Contact)
            found = self.known.get(other._meta.label)
            if found is None and other._meta.label in OF_THE_AGENCY:
                found = other._base_manager.first()
            return found or (self.make(other) if not field.null else None)
        if field.choices:
            return next(key for key, _name in field.flatchoices if key)
        if field.has_default():
            return field.get_default()
        kinds: list[tuple[type[Column], Any]] = [
            (models.DateTimeField, FRIDAY),
            (models.DateField, date(2026, 11, 20)),
            (models.TimeField, time(9)),
            (models.BooleanField, False),
            (models.JSONField, {}),
            (models.GenericIPAddressField, "127.0.0.1"),
            (models.BinaryField, b"-"),
            (models.IntegerField, 1),
            (models.DecimalField, 1),
            (models.UUIDField, uuid4()),
        ]
        if isinstance(field, models.CharField) and (field.max_length or 99) < 12:
            return "en"
        return next((value for kind, value in kinds if isinstance(field, kind)), f"{id(self)}"[:12])

    def send(self, at: datetime) -> None:
        """Frozen, rendered and sent, each with whatever it says of the fields."""
        send(Assignment.objects.get(pk=self.assignment.pk), at=at, by=self.cast.nina)
        draft = Presentation.objects.get(assignment=self.assignment)
        draft.send(by=self.cast.nina, at=at)


class Worlds:
    """``a`` is the client whose contact reads, ``b`` the other one."""

    def __init__(self, cast: Cast) -> None:
        common = rows(models_marked())
        self.agency = Agency.current()
        self.a = World(cast, common)
        other = copy(cast)
        other.nordvik, other.sara, other.nina = cast.lumen, cast.peter, cast.rasmus
        other.hugo = cast._contact(cast.lumen, "Ola", "Nowak")
        other.amira, other.jonas = (
            Candidate.objects.create(first_name=name, last_name="Ek", owner=cast.rasmus)
            for name in ("Ana", "Jan")
        )
        between = rows(models_marked())
        self.b = World(other, between)
        self.reader = cast.sits_in_portal(cast.sara)
        cast.sits_in_portal(cast.peter)
        self.of_b = self.b.rows | (between - common - self.a.rows) | rows_of(other)
        mark(models_marked())
        self.reader.refresh_from_db()  # the password is a marker too
        for world in (self.a, self.b):
            world.send(FRIDAY)
        for minutes in range(0, 120, 30):
            do_all(FRIDAY + timedelta(minutes=minutes))
        mark([ScheduleVersion, Presentation])  # what was not there, or was emptied by sending


def rows_of(cast: Cast) -> set[Row]:
    some = (cast.nordvik, cast.sara, cast.nina, cast.peter)
    return {(row._meta.label, row.pk) for row in some}
