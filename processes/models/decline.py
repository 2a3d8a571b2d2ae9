from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q

from accounts.models import User
from mailings.models import Letter, LetterState, TooLate
from processes.confidential import seen_by
from processes.models.candidacy import Candidacy
from processes.models.event import Event, EventKind
from processes.stages import End, Reason, SaidNo, Stage
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.assignment import Assignment

UNDER_WAY = Q(sent_at__isnull=True, cancelled_at__isnull=True)
LETTER_WAITS = Q(letter__sent_at=None, letter__cancelled_at=None, letter__gave_up_at=None)


class DeclineQuerySet(models.QuerySet["Decline"]):
    def visible_to(self, user: User) -> DeclineQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user, "candidacy__assignment"))

    def under_way(self) -> DeclineQuerySet:
        """Its letter is in the outbox and may still be cancelled."""
        return self.filter(UNDER_WAY, LETTER_WAITS)

    def stuck(self) -> DeclineQuerySet:
        """Its letter was given up or stopped, and nobody has said so here."""
        return self.filter(UNDER_WAY).exclude(LETTER_WAITS)

    def on(self, assignment: Assignment) -> DeclineQuerySet:
        return self.filter(candidacy__assignment=assignment)

    def with_people(self) -> DeclineQuerySet:
        """A decline with its letter and everybody concerned, those who go first first."""
        people = ("letter", "by", "candidacy__candidate", "candidacy__assignment__client")
        rows = self.select_related(*people).defer("letter__html")
        return rows.order_by("letter__send_at", "pk")


class Decline(models.Model):
    """A kind no on its way by letter (K1): cancellable until it goes.

    The candidacy ends when the letter has gone, in the same transaction. Rows are locked in one
    order: letter, candidacy, decline.
    """

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="declines")
    closing = models.ForeignKey(
        "processes.Closing", null=True, on_delete=models.PROTECT, related_name="declines"
    )
    letter = models.OneToOneField(Letter, null=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=16, choices=Stage)  # where they stood when it was planned
    reason = models.CharField(max_length=16, choices=Reason)
    said_no = models.CharField(max_length=12, choices=SaidNo)
    words = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = DeclineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "candidacy", condition=UNDER_WAY, name="one_decline_under_way_per_candidacy"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="a_cancelled_decline_is_not_sent",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=Reason.values)
                & Q(said_no__in=[SaidNo.WE, SaidNo.CLIENT])
                & Q(stage__in=Stage.values),
                name="a_decline_says_why_and_who_said_no",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy.name} {self.planned_at:%Y-%m-%d %H:%M}"

    @property
    def name(self) -> str:
        return self.candidacy.name

    @property
    def is_under_way(self) -> bool:
        """Its letter is in the outbox and may still be cancelled."""
        waits = self.letter is not None and self.letter.state == LetterState.WAITING
        return waits and self.sent_at is None and self.cancelled_at is None

    @property
    def goes_at(self) -> datetime:
        """When its letter is handed over; later than planned where a mail server refuses it."""
        assert self.letter is not None  # written in the transaction that planned it
        return self.letter.try_after

    @transaction.atomic
    def cancel(self, *, by: User, at: datetime) -> Event | None:
        """The letter will not go and nothing else changes; a second time does nothing.

        Raises ``mailings.models.TooLate`` when it has gone, or is going at this moment.
        """
        assert self.letter is not None
        letter = Letter.objects.select_for_update().get(pk=self.letter.pk)
        self.candidacy.locked()
        mine = Decline.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if mine.cancelled_at:
            return None
        if letter.sent_at or mine.sent_at:
            raise TooLate
        if not letter.cancelled_at and not letter.gave_up_at:
            letter.cancel(at=at)
        self.cancelled_at = at
        self.save(update_fields=["cancelled_at"])
        return record(EventKind.DECLINE_CANCELLED, by=by, at=at, candidacy=self.candidacy)

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before it goes: do they still stand where they stood, waiting for a word?

        Whoever was moved on or met meanwhile (K2), withdrew or was told by phone gets no letter.
        """
        mine = Decline.objects.select_related("candidacy__assignment").get(pk=self.pk)
        if mine.cancelled_at or mine.sent_at:
            return False
        candidacy = mine.candidacy
        if candidacy.is_in_play:
            met = candidacy.events.standing().filter(kind=EventKind.MET, reached=True)
            return candidacy.stage == mine.stage and not met.exists()
        unanswered = candidacy.assignment.unanswered().filter(pk=candidacy.pk)
        return candidacy.end == End.REJECTED and unanswered.exists()

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """The letter has gone: the candidacy ends with it, and the answer is given."""
        candidacy = self.candidacy.locked()
        if candidacy.is_in_play:
            candidacy.finish(
                End.REJECTED,
                reason=self.reason,
                said_no=self.said_no,
                by=self.by,
                at=at,
                words=self.words,
            )
        candidacy.letter_was_sent(letter, at=at)
        Decline.objects.filter(pk=self.pk).update(sent_at=at, cancelled_at=None)


def cancel_all(
    declines: Iterable[Decline], *, by: User, at: datetime
) -> tuple[list[Decline], list[Decline]]:
    """Cancels each on its own; those that were cancelled, and those for which it was too late."""
    cancelled, gone = [], []
    for decline in declines:
        try:
            decline.cancel(by=by, at=at)
        except TooLate:
            gone.append(decline)
        else:
            cancelled.append(decline)
    return cancelled, gone
