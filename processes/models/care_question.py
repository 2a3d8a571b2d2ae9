from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from accounts.models import User
from clients.models import Contact
from mailings.models import Letter
from processes.models.event import EventKind
from processes.models.follow_up import FollowUp
from processes.models.touchpoint import Touchpoint
from processes.timeline import record

if TYPE_CHECKING:
    from candidates.models import Candidate
    from processes.models.assignment import Assignment

PURPOSE = "care_link"  # the name of the address that the letter's link opens


class CareQuestionQuerySet(models.QuerySet["CareQuestion"]):
    def due(self, at: datetime) -> CareQuestionQuerySet:
        """Those that go out by themselves by now."""
        return self.filter(next_at__lte=at, letter=None)

    def foresee(self, touchpoint: Touchpoint, *, at: datetime) -> None:
        """The window has opened: its letter goes out by itself, if the agency wants that."""
        from accounts.models import Agency

        if touchpoint.asks and Agency.current().asks_how_it_goes:
            self.bulk_create(
                [CareQuestion(touchpoint=touchpoint, next_at=at)], ignore_conflicts=True
            )

    def of(self, touchpoint: Touchpoint) -> CareQuestion:
        """Theirs, locked; a new one where nobody has asked yet."""
        self.bulk_create([CareQuestion(touchpoint=touchpoint)], ignore_conflicts=True)
        return self.select_for_update(of=("self",)).get(touchpoint=touchpoint)


class CareQuestion(models.Model):
    """The letter that asks one side the three questions by a link: one for each touchpoint."""

    touchpoint = models.OneToOneField(Touchpoint, on_delete=models.CASCADE, related_name="question")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[CareQuestionQuerySet] = CareQuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="questions_sent_by_themselves",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(letter=None) | models.Q(asked_at__isnull=False),
                name="a_question_in_a_letter_was_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.touchpoint} {self.asked_at}"

    @property
    def reader(self) -> Candidate | Contact:
        return self.contact or self.touchpoint.placement.candidacy.candidate

    @property
    def assignment(self) -> Assignment:
        return self.touchpoint.placement.candidacy.assignment

    @property
    def was_asked(self) -> bool:
        """Its letter went, or is on its way; one that was stopped may be written anew."""
        letter = self.letter
        return letter is not None and not (letter.cancelled_at or letter.gave_up_at)

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before it goes out: is this word still waited for, and by this letter?"""
        if self.contact is not None and self.contact.client_id != self.assignment.client_id:
            return False  # they work for somebody else by now
        waits = FollowUp.objects.waiting().filter(touchpoint=self.touchpoint_id).exists()
        return waits and self.letter_id == letter.pk

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        record(
            EventKind.CARE_ASKED,
            by=self.by,
            at=at,
            candidacy=self.touchpoint.placement.candidacy,
            contact=self.contact,
            side=self.touchpoint.side,
            touchpoint=self.touchpoint_id,
        )
