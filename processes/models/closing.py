from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _t

from accounts.models import User
from processes.letters_sent import heard_by_letter
from processes.models.assignment import Assignment
from processes.models.assignment_closing import AlreadyClosed, Outcome, Unanswered
from processes.models.decline import Decline, cancel_all
from processes.models.event import Event, EventKind
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter

UNDER_WAY = Q(completed_at__isnull=True, called_off_at__isnull=True)
# Somebody still waits for a word: looked at again after this.
LOOK_AGAIN_AFTER = timedelta(minutes=1)


class NotUnderWay(Exception):
    """The closing was completed or called off in the meantime."""


class ClosingUnderWay(Exception):
    """The assignment is being closed already."""


class ClosingQuerySet(models.QuerySet["Closing"]):
    def under_way(self) -> ClosingQuerySet:
        """Begun, and somebody still waits for a word."""
        return self.filter(UNDER_WAY)

    def due(self, at: datetime) -> ClosingQuerySet:
        return self.under_way().filter(look_again_at__lte=at)

    def begin(
        self,
        assignment: Assignment,
        outcome: str,
        *,
        words: str,
        letters: dict[str, dict[str, str]],
        by: User,
        at: datetime,
    ) -> Closing:
        """Begins it; whoever must be answered first is answered by its declines (declines.py).

        ``letters``: for the id of a contact the subject and the body of the closing word.
        Raises ``AlreadyClosed`` and ``ClosingUnderWay``. To be called in a transaction.
        """
        if not assignment.locked().is_open:
            raise AlreadyClosed(_t("This assignment is closed already."))
        if self.under_way().filter(assignment=assignment).exists():
            raise ClosingUnderWay(_t("Somebody is closing this assignment already."))
        closing = self.create(
            assignment=assignment,
            outcome=outcome,
            words=words,
            letters=letters,
            by=by,
            begun_at=at,
            look_again_at=at,
        )
        record(EventKind.CLOSING_BEGUN, by=by, at=at, assignment=assignment, outcome=outcome)
        return closing


class Closing(models.Model):
    """An assignment on its way to be closed: once everybody on it has been answered (C7, K1).

    Holds the closing word to the client, which goes out when it is complete. Rows are locked in
    one order: assignment, closing, and then whatever else.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="closings")
    outcome = models.CharField(max_length=12, choices=Outcome)
    words = models.TextField()
    letters = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    look_again_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        indexes = [
            # ClosingQuerySet.due, asked once a second
            models.Index(fields=["look_again_at"], condition=UNDER_WAY, name="closings_under_way"),
        ]
        constraints = [
            models.UniqueConstraint(
                "assignment", condition=UNDER_WAY, name="one_closing_under_way_per_assignment"
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(called_off_at__isnull=True),
                name="a_closing_is_completed_or_called_off_not_both",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values) & ~Q(words=""),
                name="a_closing_has_an_outcome_and_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment.title} {self.begun_at:%Y-%m-%d}"

    def locked(self) -> Closing:
        """This row behind its assignment, looked at again. Raises ``NotUnderWay``."""
        Assignment.objects.locked().get(pk=self.assignment_id)
        mine = Closing.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if mine.completed_at or mine.called_off_at:
            raise NotUnderWay(_t("This closing has been completed or called off meanwhile."))
        return mine

    @transaction.atomic
    def complete(self, *, at: datetime) -> bool:
        """Closes the assignment and writes the closing word, if everybody has been answered.

        Safe to be tried at any moment, twice, or at once on two machines.
        """
        from processes.closings import write_to_client

        try:
            mine = self.locked()
        except NotUnderWay:
            return False
        assignment = mine.assignment
        try:
            assignment.close(mine.outcome, words=mine.words, by=mine.by, at=at)
        except Unanswered:
            mine.look_again_at = at + LOOK_AGAIN_AFTER
            mine.save(update_fields=["look_again_at"])
            return False
        except AlreadyClosed:  # by another door
            mine.called_off_at = at
            mine.save(update_fields=["called_off_at"])
            return False
        mine.completed_at = at
        mine.save(update_fields=["completed_at"])
        write_to_client(mine, at=at)
        return True

    @transaction.atomic
    def call_off(self, *, by: User, at: datetime) -> list[Decline]:
        """The assignment stays open; letters that have not gone do not go.

        Gives the declines for which it was too late. Raises ``NotUnderWay``.
        """
        mine = self.locked()
        mine.called_off_at = at
        mine.save(update_fields=["called_off_at"])
        waiting = mine.declines.under_way().with_people()
        _cancelled, gone = cancel_all(waiting, by=by, at=at)
        record(EventKind.CLOSING_CALLED_OFF, by=by, at=at, assignment=mine.assignment)
        return gone

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> Event:
        """The client has the closing word (C7)."""
        return heard_by_letter(letter, self.assignment, at=at)
