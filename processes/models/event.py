from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _t

from accounts.models import User
from processes.models.event_kind import LOGGED, EventKind
from processes.models.which_events import EventQuerySet

if TYPE_CHECKING:
    from processes.follow_ups.rule import When

__all__ = ["LOGGED", "CannotUndo", "Event", "EventKind", "NotYours", "TooLateToUndo"]

# Facts that may name or describe somebody; the others are dates, stages and the like.
PERSONAL = frozenset({"name", "outcome", "place", "subject", "title"})
# A slip of the hand can be taken back for so long, and only where nothing else hangs on it.
UNDONE_WITHIN = timedelta(hours=1)
CAN_BE_UNDONE = [*LOGGED, EventKind.CLIENT_ANSWERED]


class CannotUndo(Exception):
    """This event stays as it is."""


class TooLateToUndo(CannotUndo):
    """It was logged more than an hour ago."""


class NotYours(CannotUndo):
    """Somebody else logged it, or nobody: only its author can say that it was a mistake."""


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
