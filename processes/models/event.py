from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.confidential import seen_by

if TYPE_CHECKING:
    from processes.follow_ups.rule import When


class EventKind(models.TextChoices):
    CALLED = "called", _("Call")
    MET = "met", _("Meeting")
    MAILED = "mailed", _("Mail")
    NOTED = "noted", _("Note")
    ASSIGNMENT_OPENED = "assignment_opened", _("Assignment opened")
    ASSIGNMENT_EDITED = "assignment_edited", _("Brief changed")
    ASSIGNMENT_CLOSED = "assignment_closed", _("Assignment closed")
    DATES_AGREED = "dates_agreed", _("Dates agreed")
    SCHEDULE_SENT = "schedule_sent", _("Schedule sent")
    ACTIVITY_DONE = "activity_done", _("Planned activity done")
    CANDIDATE_ADDED = "candidate_added", _("Added to the assignment")
    APPLIED = "applied", _("Applied")
    STAGE_MOVED = "stage_moved", _("Stage moved")
    INTEREST_NOTED = "interest_noted", _("Interest noted")
    CANDIDACY_ENDED = "candidacy_ended", _("Candidacy ended")
    FIT_NOTED = "fit_noted", _("Fit noted")
    CANDIDACY_REOPENED = "candidacy_reopened", _("Candidacy taken up again")
    MEETING_BOOKED = "meeting_booked", _("Meeting booked")
    MEETING_CANCELLED = "meeting_cancelled", _("Meeting cancelled")
    CLIENT_ANSWERED = "client_answered", _("Client's answer")
    OBSTACLE_RAISED = "obstacle_raised", _("Obstacle found")
    OBSTACLE_TOLD = "obstacle_told", _("Obstacle told to the client")
    OBSTACLE_DECIDED = "obstacle_decided", _("Obstacle decided")
    OUTCOME_NOTED = "outcome_noted", _("Outcome of an obstacle noted")
    REPORT_SENT = "report_sent", _("Weekly report sent")
    REPORT_STOPPED = "report_stopped", _("Weekly report stopped")
    REPORT_SKIPPED = "report_skipped", _("Weekly report skipped")
    REPORT_PUT_OFF = "report_put_off", _("Weekly report put off")
    PRESENTATION_SENT = "presentation_sent", _("Presentation sent")
    SCHEDULE_CHANGED = "schedule_changed", _("Schedule changed")
    LETTER_SENT = "letter_sent", _("Letter sent")
    FOLLOW_UP_PUT_OFF = "follow_up_put_off", _("Follow-up put off")
    FOLLOW_UP_HANDED_OVER = "follow_up_handed_over", _("Follow-up handed over")
    FOLLOW_UP_PULLED_FORWARD = "follow_up_pulled_forward", _("Follow-up pulled forward")
    NEWS_RHYTHM_CHOSEN = "news_rhythm_chosen", _("Rhythm of news chosen")
    OBSTACLE_PROPOSED = "obstacle_proposed", _("Obstacle proposed")
    OBSTACLE_DISMISSED = "obstacle_dismissed", _("Proposed obstacle dismissed")
    DECLINE_PLANNED = "decline_planned", _("Kind no planned")
    DECLINE_CANCELLED = "decline_cancelled", _("Kind no cancelled")
    CLOSING_BEGUN = "closing_begun", _("Closing begun")
    CLOSING_CALLED_OFF = "closing_called_off", _("Closing called off")
    PLACED = "placed", _("Placement agreed")
    EXTENSION_ASKED = "extension_asked", _("Client asked about an extension")
    EXTENSION_ANSWERED = "extension_answered", _("Client's answer about an extension")
    TARGET_COMPANIES_AGREED = "target_companies_agreed", _("Target companies agreed")
    TARGET_COMPANY_MOVED = "target_company_moved", _("Search at a target company")
    DOCUMENT_ADDED = "document_added", _("Document added")
    GUIDE_PUBLISHED = "guide_published", _("Guide to a meeting published")
    GUIDE_CHANGED = "guide_changed", _("Guide to a meeting changed")
    GUIDE_WITHDRAWN = "guide_withdrawn", _("Guide to a meeting withdrawn")
    DOCUMENT_SHARED = "document_shared", _("Document shared with the client")
    DOCUMENT_TAKEN_BACK = "document_taken_back", _("Document taken back")
    BRIEF_TOLD = "brief_told", _("Change of the brief told to the client")
    CONSENT_GIVEN = "consent_given", _("Consent to be presented")
    CONSENT_TAKEN_BACK = "consent_taken_back", _("Consent taken back")
    PRIVACY_NOTICE_GIVEN = "privacy_notice_given", _("Privacy notice given")
    SHORTLIST_SHORT = "shortlist_short", _("Too few on the shortlist")
    SHORTLIST_REASONED = "shortlist_reasoned", _("Why the shortlist is short")
    DEBRIEFED = "debriefed", _("Debrief")
    OFFER_MADE = "offer_made", _("Offer made")
    OFFER_ANSWERED = "offer_answered", _("Offer answered")
    OFFER_SIGNED = "offer_signed", _("Contract signed")
    PLACEMENT_CHANGED = "placement_changed", _("Placement changed")
    LEFT = "left", _("Left the job")
    GUARANTEE_CALLED = "guarantee_called", _("Guarantee kept")
    CARE_ASKED = "care_asked", _("Asked how it goes")
    CARE_ANSWERED = "care_answered", _("How it goes")
    CARE_ALERTED = "care_alerted", _("The two sides differ")
    GESTURE_MADE = "gesture_made", _("Gesture")
    CALLED_FIRST = "called_first", _("Who called first")
    AVAILABILITY_ASKED = "availability_asked", _("Asked when they are free")
    AVAILABILITY_NOTED = "availability_noted", _("When they are free")
    VACANCY_PUBLISHED = "vacancy_published", _("Vacancy published")
    VACANCY_WITHDRAWN = "vacancy_withdrawn", _("Vacancy withdrawn")
    APPLICATION_RECEIVED = "application_received", _("Application received")
    APPLICATION_DECIDED = "application_decided", _("Application looked at")
    CANDIDATES_MERGED = "candidates_merged", _("Two records made one")
    MERGE_UNDONE = "merge_undone", _("Made two records again")
    CANDIDATE_HANDED_OVER = "candidate_handed_over", _("Candidate handed over")
    POOL_JOINED = "pool_joined", _("Added to a pool")
    FACTS_ACCEPTED = "facts_accepted", _("Taken over from the CV")
    CANDIDATE_CLOSED = "candidate_closed", _("Closed by the rule of how long we keep")
    CANDIDATE_REOPENED = "candidate_reopened", _("Opened again")
    IMPORTED = "imported", _("Imported")
    IMPORT_TAKEN_BACK = "import_taken_back", _("Import taken back")


# Facts that may name or describe somebody; the others are dates, stages and the like.
PERSONAL = frozenset({"name", "outcome", "place", "subject", "title"})
# What a recruiter logs by hand, in the order of the form.
LOGGED = [EventKind.CALLED, EventKind.MET, EventKind.MAILED, EventKind.NOTED]
# A slip of the hand can be taken back for so long, and only where nothing else hangs on it.
UNDONE_WITHIN = timedelta(hours=1)
CAN_BE_UNDONE = [*LOGGED, EventKind.CLIENT_ANSWERED]


class CannotUndo(Exception):
    """This event stays as it is."""


class TooLateToUndo(CannotUndo):
    """It was logged more than an hour ago."""


class NotYours(CannotUndo):
    """Somebody else logged it, or nobody: only its author can say that it was a mistake."""


@dataclass(frozen=True)
class EventPage:
    """Some events of a timeline, newest first; ``earlier`` is the mark to ask for the next ones."""

    events: list[Event]
    earlier: str

    @property
    def more_url(self) -> str:
        """The address of the same page with earlier events, empty where there are none."""
        return f"?before={self.earlier}" if self.earlier else ""


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: User) -> EventQuerySet:
        """Of no assignment, or of one that this person of the agency sees."""
        return self.filter(seen_by(user))

    def page(self, before: str = "", *, known: str = "", size: int = 40) -> EventPage:
        """Newest events with their people, or those before a mark; one query however long it is.

        ``known``: whose timeline it is ("client" for ``client.events``), which needs no join.
        """
        events = self.for_lines(known).newest_first()
        if mark := read_mark(before):
            at, pk = mark
            events = events.filter(at__lte=at).exclude(at=at, pk__gte=pk)
        found = list(events[: size + 1])
        earlier = ""
        if len(found) > size:
            last = found[size - 1]
            earlier = f"{last.at.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{last.pk}"
        return EventPage(found[:size], earlier)

    def newest_first(self) -> EventQuerySet:
        return self.order_by("-at", "-id")

    def with_people(self) -> EventQuerySet:
        """All that the sentences of a timeline name, in one query."""
        return self.select_related("by", "candidate", "contact", "client", "assignment__client")

    def for_lines(self, known: str = "") -> EventQuerySet:
        """What the lines of a timeline name and nothing else: people and briefs have long texts."""
        named = {
            "by": ["full_name"],
            "candidate": ["first_name", "last_name", "closed_at"],
            "contact": ["first_name", "last_name", "client"],
            "client": ["name"],
            "assignment": ["title"],
        }
        named.pop(known, None)
        own = [field.attname for field in self.model._meta.concrete_fields]
        names = [f"{noun}__{field}" for noun, fields in named.items() for field in fields]
        return self.select_related(*named).only(*own, *names)

    def standing(self) -> EventQuerySet:
        """What was not undone as logged by mistake: only this is counted and cited."""
        return self.filter(undone_at__isnull=True)

    def shown_to_client(self) -> EventQuerySet:
        return self.standing().filter(visible_to_client=True)


def read_mark(mark: str) -> tuple[datetime, int] | None:
    """Where a page of events ended; None for the first page and for a mark nobody wrote."""
    moment, _dash, pk = mark.partition("-")
    try:
        at = datetime.strptime(moment, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        return at, int(pk)
    except ValueError:
        return None


class Event(models.Model):
    """Something that happened, on the process timeline. Append-only: PostgreSQL refuses changes.

    Facts are stored, the sentence is rendered when read. Only the redaction of personal data
    (``redacted_at``) and the undoing of a slip (``undone_at``) may touch a row again, each once.
    """

    kind = models.CharField(max_length=24, choices=EventKind)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="events")
    client = models.ForeignKey(
        "clients.Client", null=True, on_delete=models.PROTECT, related_name="events"
    )
    contact = models.ForeignKey(
        "clients.Contact", null=True, on_delete=models.PROTECT, related_name="events"
    )
    candidate = models.ForeignKey(
        "candidates.Candidate", null=True, on_delete=models.PROTECT, related_name="events"
    )
    assignment = models.ForeignKey(
        "processes.Assignment", null=True, on_delete=models.PROTECT, related_name="events"
    )
    candidacy = models.ForeignKey(
        "processes.Candidacy", null=True, on_delete=models.PROTECT, related_name="events"
    )
    reached = models.BooleanField(null=True)
    visible_to_client = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)
    redacted_at = models.DateTimeField(null=True, editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["assignment", "-at", "-id"],
                include=["kind"],
                name="timeline_of_an_assignment",
            ),
            models.Index(fields=["candidate", "-at", "-id"], name="timeline_of_a_candidate"),
            models.Index(fields=["client", "-at", "-id"], name="timeline_of_a_client"),
            models.Index(fields=["candidacy", "kind", "at"], name="events_of_a_candidacy"),
            # attention.cooling, on Today
            models.Index(
                fields=["-at"],
                condition=models.Q(kind="interest_noted"),
                name="interest_noted_lately",
            ),
            # insights.leaving.figures.newest_moves
            models.Index(
                fields=["-at", "-id"],
                condition=models.Q(kind="stage_moved"),
                name="moves_lately",
            ),
            # top_of_mind.returning.moving_on
            models.Index(
                fields=["-at"],
                condition=models.Q(kind="called_first"),
                name="who_called_first_lately",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=EventKind.values), name="an_event_has_a_known_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(client__isnull=False) | models.Q(candidate__isnull=False),
                name="an_event_is_about_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"

    @property
    def template(self) -> str:
        """The small template that renders this event's sentence in the reader's language."""
        return f"processes/events/{self.kind}.html"

    def can_be_undone(self, *, by: User, at: datetime) -> bool:
        """Whether this person may still take it back: whoever logged it by hand, for an hour."""
        mine = self.kind in CAN_BE_UNDONE and self.by_id == by.pk
        return mine and self.undone_at is None and at - self.recorded_at <= UNDONE_WITHIN

    @transaction.atomic
    def undo(self, *, by: User, at: datetime) -> None:
        """Takes back what was logged by mistake, and all that it opened, settled and moved.

        With it goes what was heard or told in it: the client's answer, an obstacle, a change of
        the brief, the debrief, and how it goes after the signature. Twice changes nothing. Raises
        ``NotYours`` and ``TooLateToUndo``.
        """
        from processes.models.brief_version import BriefVersion
        from processes.models.care_answer import CareAnswer
        from processes.models.debrief import Debrief
        from processes.models.obstacle import Obstacle

        mine = Event.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if mine.undone_at is None:
            if mine.kind not in CAN_BE_UNDONE or mine.by_id != by.pk:
                raise NotYours(_t("Only whoever logged something by hand can undo it."))
            if not mine.can_be_undone(by=by, at=at):
                raise TooLateToUndo(_t("It was logged more than an hour ago and stays."))
            mine.take_back(at=at)
            for other in mine.said_in_it():
                if other.kind == EventKind.OBSTACLE_TOLD:
                    Obstacle.take_telling_back(other, at=at)
                elif other.kind == EventKind.BRIEF_TOLD:
                    BriefVersion.take_telling_back(other, at=at)
                elif other.kind == EventKind.DEBRIEFED:
                    Debrief.objects.get(call=mine).take_back(other, at=at)
                elif other.kind == EventKind.CARE_ANSWERED:
                    CareAnswer.objects.get(event=other).take_back(at=at)
                else:
                    other.undo(by=by, at=at)
        self.undone_at = mine.undone_at or at

    def take_back(self, *, at: datetime) -> None:
        """It never happened; whether it may be undone has been asked."""
        from processes.follow_ups.undoing import take_back

        Event.objects.filter(pk=self.pk).update(undone_at=at)
        take_back(self, at=at)

    def said_in_it(self) -> EventQuerySet:
        """The client's answers, and what they were told, that were logged together with it."""
        if self.assignment_id is None:
            return Event.objects.none()
        together = Event.objects.standing().filter(
            kind__in=[
                EventKind.CLIENT_ANSWERED,
                EventKind.OBSTACLE_TOLD,
                EventKind.BRIEF_TOLD,
                EventKind.DEBRIEFED,
                EventKind.CARE_ANSWERED,
            ],
            assignment=self.assignment_id,
            facts__heard_in=self.pk,
        )
        return together.order_by("pk")

    def redact(self, *, at: datetime) -> None:
        """Takes out what was said of somebody and keeps that it happened; once, and for good."""
        self.text, self.redacted_at = "", at
        self.facts = {name: fact for name, fact in self.facts.items() if name not in PERSONAL}
        self.save(update_fields=["text", "facts", "redacted_at"])

    def matches(self, when: When) -> bool:
        """Whether this event is one that a rule of follow-ups speaks of."""
        if self.kind != when.kind:
            return False
        if when.reached is not None and self.reached is not when.reached:
            return False
        if when.party == "contact" and self.contact_id is None:
            return False
        if when.party == "client" and (self.client_id is None or self.candidate_id is not None):
            return False
        if when.party == "candidate" and (self.candidate_id is None or self.contact_id is not None):
            return False
        facts: dict[str, Any] = self.facts
        if not all(facts.get(name) for name in when.has):
            return False
        if any(facts.get(name) in refused for name, refused in when.unless):
            return False
        return all(facts.get(name) in allowed for name, allowed in when.facts)
