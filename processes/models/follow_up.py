from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _t

from accounts.models import User
from clients.models import Contact
from processes.follow_ups import rules
from processes.follow_ups.rule import Rule
from processes.models.event import Event
from processes.models.follow_up_letters import GetsReminders
from processes.models.follow_up_moving import Moves, NoWordGiven
from processes.models.which_follow_ups import OPEN, FollowUpQuerySet

__all__ = ["OPEN", "FollowUp", "FollowUpQuerySet", "NoWordGiven", "SettledMeanwhile"]


class SettledMeanwhile(Exception):
    """Somebody else settled this follow-up in the meantime."""


class FollowUp(Moves, GetsReminders, models.Model):
    """A word that somebody waits for: owed by us or by the client, due at a moment.

    Settled only by an event that reached the person, dropped when nobody waits any more.
    """

    kind = models.CharField(max_length=24, choices=rules.KINDS)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="follow_ups")
    client = models.ForeignKey(
        "clients.Client", on_delete=models.PROTECT, related_name="follow_ups"
    )
    assignment = models.ForeignKey(
        "processes.Assignment", null=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    candidacy = models.ForeignKey(
        "processes.Candidacy", null=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    contact = models.ForeignKey(
        "clients.Contact", null=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    obstacle = models.ForeignKey(
        "processes.Obstacle", null=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    touchpoint = models.ForeignKey(
        "processes.Touchpoint", null=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    stands_in_for = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="left_with_deputies"
    )
    opened_by = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="opened")
    opened_at = models.DateTimeField()
    first_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        Event, null=True, on_delete=models.PROTECT, related_name="settled"
    )
    settled_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(
        Event, null=True, on_delete=models.PROTECT, related_name="dropped"
    )
    dropped_at = models.DateTimeField(null=True)
    moved_by = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="moved")
    moved_from = models.DateTimeField(null=True)
    next_reminder_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["owner", "due_at"], condition=OPEN, name="what_somebody_owes"),
            models.Index(fields=["candidacy"], condition=OPEN, name="what_a_candidacy_waits_for"),
            models.Index(fields=["client"], condition=OPEN, name="what_a_client_waits_for"),
            models.Index(
                fields=["next_reminder_at"], condition=OPEN, name="reminders_that_are_due"
            ),
            models.Index(fields=["assignment", "settled_at"], name="kept_words_of_an_assignment"),
            models.Index(fields=["owner", "settled_at"], name="kept_words_of_somebody"),
        ]
        constraints = [
            models.UniqueConstraint(
                "kind",
                "client",
                "assignment",
                "candidacy",
                "contact",
                "obstacle",
                "touchpoint",
                condition=OPEN,
                nulls_distinct=False,
                name="one_open_follow_up_per_kind_and_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True) | models.Q(dropped_at__isnull=True),
                name="a_follow_up_is_settled_or_dropped_not_both",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, settled_by__isnull=True)
                | models.Q(settled_at__isnull=False, settled_by__isnull=False),
                name="a_follow_up_is_settled_by_an_event",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _label in rules.KINDS]),
                name="a_follow_up_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(moved_by__isnull=True, moved_from__isnull=True)
                | models.Q(moved_by__isnull=False, moved_from__isnull=False),
                name="a_moved_follow_up_says_from_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.waiting_for}"

    @property
    def rule(self) -> Rule:
        return rules.BY_KIND[self.kind]

    @property
    def subject(self) -> tuple[str | int | None, ...]:
        """What the word is and about whom; of the open ones there is at most one of each."""
        ids = (self.assignment_id, self.candidacy_id, self.contact_id, self.obstacle_id)
        return (self.kind, self.client_id, *ids, self.touchpoint_id)

    @property
    def is_open(self) -> bool:
        return self.settled_at is None and self.dropped_at is None

    @property
    def waiting_for(self) -> str:
        """Whom the row is about, by name: the candidate, the contact, or the client."""
        if self.candidacy is not None:
            return self.candidacy.name
        return str(self.contact or self.client)

    @property
    def whom_to_ring(self) -> Contact | None:
        """The client's person to ring: whom the word concerns, who decides, else who ordered."""
        if self.contact or self.assignment is None:
            return self.contact
        return self.assignment.decider or self.assignment.ordered_by

    @property
    def needs_word(self) -> bool:
        """Whether we owe it to somebody outside, who must be told when it will be later (K3)."""
        return self.rule.owes == "us" and self.rule.awaited

    @property
    def was_moved(self) -> bool:
        """Put off to a later day; one that was pulled forward was not."""
        return self.due_at > self.first_due_at

    def is_late(self, at: datetime) -> bool:
        return self.is_open and self.due_at < at

    def locked(self) -> FollowUp:
        """This row, locked and looked at again; raises ``SettledMeanwhile`` if it is not open."""
        mine = FollowUp.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if not mine.is_open:
            raise SettledMeanwhile(_t("Somebody has given this word in the meantime."))
        return mine
