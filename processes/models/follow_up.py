from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _t

from accounts.models import User
from clients.models import Contact
from processes.follow_ups import rules
from processes.follow_ups.rule import Rule
from processes.models.event import Event
from processes.models.letter_text import LetterText
from processes.models.which_follow_ups import OPEN, FollowUpQuerySet

__all__ = ["OPEN", "FollowUp", "FollowUpQuerySet", "NoWordGiven", "SettledMeanwhile"]

if TYPE_CHECKING:
    from mailings.models import Letter


class SettledMeanwhile(Exception):
    """Somebody else settled this follow-up in the meantime."""


class NoWordGiven(Exception):
    """Somebody outside waits, and has not been told that it will be later (K3)."""


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

    def put_off(
        self,
        until: datetime,
        *,
        by: User,
        at: datetime,
        why: str = "",
        told: Event | None = None,
    ) -> Event:
        """Gives the word a new date; it counts as moved, not as kept.

        ``told`` is the word to whoever waits outside (K3); where it has given the very thing that
        was owed, nothing is left to put off and it is returned.
        Raises ``SettledMeanwhile``, ``NoWordGiven`` and, for a date in the past, ``ValueError``.
        """
        if until <= at:
            raise ValueError(_t("The new date lies in the past."))
        with transaction.atomic():
            if told and FollowUp.objects.filter(pk=self.pk, settled_by=told).exists():
                return told
            mine = self.locked()
            if mine.needs_word and told is None:
                raise NoWordGiven(
                    _t("%(name)s waits for this. Say first that it will be later.")
                    % {"name": mine.waiting_for}
                )
            facts = {"told": told.pk} if told else {}
            event = mine._record(
                "follow_up_put_off",
                by=by,
                at=at,
                text=why,
                was_due=mine.due_at.isoformat(),
                due=until.isoformat(),
                **facts,
            )
            mine.moved_by, mine.moved_from, mine.due_at = told or event, mine.due_at, until
            mine.next_reminder_at = until if mine.rule.chases else None  # the ladder starts again
            mine.save(update_fields=["due_at", "moved_by", "moved_from", "next_reminder_at"])
        self.due_at = until
        return event

    def pull_forward(self, until: datetime, *, by: User, at: datetime, **why: Any) -> Event:
        """Wants the word earlier, for a reason in facts (K6); that is no putting off.

        Raises ``SettledMeanwhile`` and, where it would not be earlier, ``ValueError``.
        """
        with transaction.atomic():
            mine = self.locked()
            if until >= mine.due_at:
                raise ValueError("A word is pulled forward to an earlier moment.")
            event = mine._record(
                "follow_up_pulled_forward",
                by=by,
                at=at,
                was_due=mine.due_at.isoformat(),
                due=until.isoformat(),
                **why,
            )
            mine.moved_by, mine.moved_from, mine.due_at = event, mine.due_at, until
            mine.first_due_at = min(mine.first_due_at, until)
            mine.next_reminder_at = until if mine.rule.chases else None
            mine.save(
                update_fields=[
                    *("due_at", "first_due_at", "moved_by", "moved_from", "next_reminder_at")
                ]
            )
        return event

    def hand_over(self, to: User, *, by: User, at: datetime, why: str = "") -> Event:
        """Somebody else owes the word from now on.

        Raises ``SettledMeanwhile``, and ``ValueError`` where ``to`` owes it already or has left.
        """
        from processes.deputies import seat

        if not (to.is_active and to.is_staff_member):
            raise ValueError(_t("%(name)s does not work here.") % {"name": to.full_name})
        with transaction.atomic():
            mine = self.locked()
            if mine.owner_id == to.pk:
                raise ValueError(_t("%(name)s owes this word already.") % {"name": to.full_name})
            event = mine._record(
                "follow_up_handed_over",
                by=by,
                at=at,
                text=why,
                giver=mine.owner.full_name,
                taker=to.full_name,
                to=to.pk,
            )
            if mine.assignment is not None:
                mine.assignment.let_in(to, by=by, at=at)
            mine.owner, mine.stands_in_for = to, None
            seat([mine], at)  # whoever is away has a deputy
            mine.save(update_fields=["owner", "stands_in_for"])
            mine.reminders.filter(step="owner").delete()  # their digest tells them of it
        self.owner, self.stands_in_for = mine.owner, mine.stands_in_for
        return event

    def _record(self, kind: str, *, by: User, at: datetime, text: str = "", **facts: Any) -> Event:
        from processes.timeline import record

        return record(
            kind,
            by=by,
            at=at,
            assignment=self.assignment,
            candidacy=self.candidacy,
            client=self.client,
            contact=self.contact,
            text=text,
            follow_up=self.kind,
            **facts,
        )

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before a reminder goes out: is any of its words still waited for?

        A letter that somebody wrote by hand goes in any case.
        """
        by_hand = letter.kind in LetterText.Kind.values
        return by_hand or FollowUp.objects.waiting().filter(reminders__letter=letter).exists()

    def letter_may_go_at(self, letter: Letter, *, at: datetime) -> datetime:
        """A reminder that was held up waits for the client's working hours; others go at once."""
        if letter.kind in LetterText.Kind.values:
            return at
        return self.client.working_hours().next_open(at)

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """A reminder went out to the client; after the last one it is for us to call (C5)."""
        from processes.follow_ups.calling import call_after_last
        from processes.timeline import record

        contact = letter.recipient if isinstance(letter.recipient, Contact) else None
        event = record(
            "letter_sent",
            by=None,
            at=at,
            assignment=self.assignment,
            client=self.client,
            contact=contact,
            reached=True,
            letter=letter.kind,
            subject=letter.subject,
        )
        call_after_last(letter, event)

    def locked(self) -> FollowUp:
        """This row, locked and looked at again; raises ``SettledMeanwhile`` if it is not open."""
        mine = FollowUp.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if not mine.is_open:
            raise SettledMeanwhile(_t("Somebody has given this word in the meantime."))
        return mine
