from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _t

from accounts.models import User
from clients.models import Contact
from processes.follow_ups import rules
from processes.follow_ups.rules import Rule
from processes.models.event import Event

if TYPE_CHECKING:
    from mailings.models import Letter

OPEN = models.Q(settled_at__isnull=True, dropped_at__isnull=True)


class SettledMeanwhile(Exception):
    """Somebody else settled this follow-up in the meantime."""


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def waiting(self) -> FollowUpQuerySet:
        """Somebody is still waiting for this word."""
        return self.filter(OPEN)

    def overdue(self, at: datetime) -> FollowUpQuerySet:
        return self.waiting().filter(due_at__lt=at)

    def due_before(self, moment: datetime) -> FollowUpQuerySet:
        return self.waiting().filter(due_at__lt=moment)

    def owed_by(self, user: User) -> FollowUpQuerySet:
        return self.filter(owner=user)

    def we_owe(self, party: rules.Party | None = None) -> FollowUpQuerySet:
        """What the agency owes, to everybody or to this party."""
        return self.filter(kind__in=rules.kinds(owes="us", owed=party))

    def clients_owe(self) -> FollowUpQuerySet:
        return self.filter(kind__in=rules.kinds(owes="client"))

    def due_for_reminder(self, at: datetime) -> FollowUpQuerySet:
        return self.waiting().filter(next_reminder_at__lte=at)

    def for_rows(self, *, with_owner: bool) -> FollowUpQuerySet:
        """What a row of Today names and nothing else: rows are many and people have long notes."""
        people = (
            "candidacy__candidate",
            "contact",
            "assignment__decider",
            "assignment__ordered_by",
        )
        fields = ("first_name", "last_name", "phone", "email")
        names = [f"{person}__{field}" for person in people for field in fields]
        owner = ["owner"] if with_owner else []
        others = ("client", "opened_by", "obstacle", "stands_in_for")
        return self.select_related(*others, *people, *owner).only(
            *("kind", "due_at", "next_reminder_at", "client__name", "client__phone"),
            *(f"{name}__full_name" for name in ("stands_in_for", *owner)),
            *("assignment__title", "assignment__decider", "assignment__ordered_by"),
            *("candidacy__candidate", "candidacy__other_offer_answers_on", "obstacle__title"),
            *("opened_by__kind", "opened_by__at", *names),
        )

    def for_clients_page(self) -> FollowUpQuerySet:
        """What a row on the client's own page names; the client is in hand there."""
        people = ("candidacy__candidate", "contact")
        names = [f"{person}__{field}" for person in people for field in ("first_name", "last_name")]
        return self.select_related("assignment", *people).only(
            *("kind", "due_at", "client", "assignment__title", "candidacy__candidate", *names)
        )

    def with_people(self) -> FollowUpQuerySet:
        """A follow-up with everybody concerned, in one query."""
        return self.select_related(
            "owner",
            "candidacy__candidate",
            "contact",
            "client",
            "assignment__client",
            "assignment__decider",
            "assignment__ordered_by",
            "opened_by",
        )


class FollowUp(models.Model):
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
    def was_moved(self) -> bool:
        return self.due_at != self.first_due_at

    def is_late(self, at: datetime) -> bool:
        return self.is_open and self.due_at < at

    def put_off(self, until: datetime, *, by: User, at: datetime, why: str = "") -> Event:
        """Gives the word a new date; it counts as moved, not as kept.

        Raises ``SettledMeanwhile`` and, for a date in the past, ``ValueError``.
        """
        from processes.timeline import record

        if until <= at:
            raise ValueError(_t("The new date lies in the past."))
        with transaction.atomic():
            mine = self.locked()
            event = record(
                "follow_up_put_off",
                by=by,
                at=at,
                assignment=mine.assignment,
                candidacy=mine.candidacy,
                contact=mine.contact,
                text=why,
                follow_up=mine.kind,
                was_due=mine.due_at.isoformat(),
                due=until.isoformat(),
            )
            mine.due_at = until
            mine.next_reminder_at = until if mine.rule.chases else None  # the ladder starts again
            mine.save(update_fields=["due_at", "next_reminder_at"])
        self.due_at = until
        return event

    def still_wants_letter(self, letter: Letter) -> bool:
        """Asked directly before a reminder goes out: is any of its words still waited for?"""
        return FollowUp.objects.waiting().filter(reminders__letter=letter).exists()

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """A reminder went out to the client: that stands on the timeline."""
        from processes.timeline import record

        contact = letter.recipient if isinstance(letter.recipient, Contact) else None
        record(
            "letter_sent",
            by=None,
            at=at,
            assignment=self.assignment,
            contact=contact,
            reached=True,
            letter=letter.kind,
            subject=letter.subject,
        )

    def locked(self) -> FollowUp:
        """This row, locked and looked at again; raises ``SettledMeanwhile`` if it is not open."""
        mine = FollowUp.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if not mine.is_open:
            raise SettledMeanwhile(_t("Somebody has given this word in the meantime."))
        return mine
