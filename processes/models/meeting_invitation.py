from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from django.db import models
from django.db.models import Q

from accounts.models import User
from candidates.models import Candidate
from clients.models import Contact
from mailings.models import Letter, TooLate
from processes.models.meeting import Meeting

Guest: TypeAlias = Contact | User | Candidate


class MeetingInvitation(models.Model):
    """What somebody's calendar knows of a meeting: what was told last, and in which letter.

    For a contact, a colleague, or, where neither is named, the candidate.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    colleague = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()  # as it was told
    told = models.CharField(max_length=64)  # a digest: whoever knows all of it is not told again
    called_off = models.BooleanField(default=False, db_default=False)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("meeting", "contact", name="one_invitation_per_contact"),
            models.UniqueConstraint("meeting", "colleague", name="one_invitation_per_colleague"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(contact=None, colleague=None),
                name="one_invitation_for_the_candidate",
            ),
            models.CheckConstraint(
                condition=Q(contact=None) | Q(colleague=None),
                name="an_invitation_is_for_one_person",
            ),
        ]

    def __str__(self) -> str:
        return self.guest.full_name

    @property
    def guest(self) -> Guest:
        return self.contact or self.colleague or self.meeting.candidacy.candidate

    def has_gone(self) -> bool:
        """Whether its last letter may have reached somebody."""
        letter = self.letter
        return letter is None or letter.handed_over_at is not None or letter.sent_at is not None

    def stop_letter(self, *, at: datetime) -> bool:
        """The last letter does not go, for it is no longer true; False where it is too late."""
        if self.letter is None or self.letter.cancelled_at:
            return self.letter is not None
        try:
            self.letter.cancel(at=at)
        except TooLate:
            return False
        return True
