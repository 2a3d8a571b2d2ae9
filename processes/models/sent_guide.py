from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _t

from accounts.models import Agency, User
from clients.models import Contact
from mailings.leases import still_held
from processes.confidential import seen_by
from processes.letters_sent import heard_by_letter
from processes.models.document import Document, DocumentQuerySet, Made, Reader
from processes.models.edition import Edition
from processes.models.meeting import Meeting
from processes.models.rendered import TRIES
from processes.reports.freezing import frozen, thawed

if TYPE_CHECKING:
    from mailings.models import Letter
    from processes.meetings.guide_facts import GuideFacts


class GuideNotPublished(Exception):
    """What the client may not read yet is not sent to it."""

    def __init__(self) -> None:
        super().__init__(_t("The guide is not published. Publish it, then send it."))


class NobodyMeetsThem(Exception):
    """Nobody of those who meet this person has an address, or all have this very guide."""

    def __init__(self) -> None:
        super().__init__(_t("Everybody who meets them and has an e-mail address has this guide."))


class DoesNotMeet(Exception):
    """The meeting is off or over, or the candidate has left."""

    def __init__(self) -> None:
        super().__init__(_t("This meeting is over, or does not take place."))


class SentGuideQuerySet(DocumentQuerySet["SentGuide"]):
    def visible_to(self, user: User) -> SentGuideQuerySet:
        """Staff: of assignments they see; a client's contact: those sent about theirs."""
        if user.is_staff_member:
            return self.filter(seen_by(user))
        from processes.models.assignment import Assignment

        mine = Assignment.objects.visible_to(user)
        return self.filter(sent_at__isnull=False, assignment__in=mine)

    def in_trouble(self, at: datetime) -> Self:
        """Those that somebody can still do something about."""
        can_be_mended = Q(meeting__starts_at__gt=at, meeting__cancelled_at=None)
        return super().in_trouble(at).filter(can_be_mended, assignment__closed_at=None)

    @transaction.atomic
    def send(
        self, meeting: Meeting, *, by: User, at: datetime, to: Iterable[Contact] | None = None
    ) -> SentGuide:
        """The guide of a meeting, frozen as it is, to those who meet this person (K4).

        Whoever has the same already gets it no second time. A worker renders it. Raises
        ``GuideNotPublished``, ``NobodyMeetsThem``, ``DoesNotMeet`` and ``NoConsent``.
        """
        from processes.meetings.guide_facts import facts_for

        meeting.look_again()
        guide = meeting.candidacy.guide.locked()
        if not guide.is_published:
            raise GuideNotPublished
        if not meeting.takes_place(at):
            raise DoesNotMeet
        if meeting.candidacy.lacks_consent():
            meeting.candidacy.refuse_without_consent()
        facts = frozen(facts_for(meeting, guide))
        before = self.filter(meeting=meeting, facts=facts, failed_renderings__lt=TRIES)
        have = set(before.values_list("recipients", flat=True))
        people = meeting.clients_people() if to is None else list(to)
        people = [one for one in people if one.email and one.is_active and one.pk not in have]
        if not people:
            raise NobodyMeetsThem
        assignment = meeting.candidacy.assignment
        sent = self.create(
            assignment=assignment,
            meeting=meeting,
            language=people[0].language,
            facts=facts,
            sent_by=by,
            made_at=at,
            send_at=at,
            try_after=at,
            ring_after=at,
        )
        sent.recipients.set(people)
        return sent


class SentGuide(Document):
    """A guide as those who meet somebody get it: frozen, one page as PDF, and a letter (K4)."""

    letter_kind = "guide"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sent_guides")
    facts = models.JSONField()
    recipients = models.ManyToManyField(Contact, related_name="+")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects: ClassVar[SentGuideQuerySet] = SentGuideQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            # DocumentQuerySet.due, asked once a second
            models.Index(
                fields=["try_after"],
                condition=Q(letters_at__isnull=True),
                name="guides_to_be_taken_further",
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def said(self) -> GuideFacts:
        """What was frozen."""
        from processes.meetings.guide_facts import GuideFacts

        return thawed(GuideFacts, self.facts)

    def readers(self) -> list[Reader]:
        """Those chosen who work at this client still and have an address."""
        there = self.recipients.filter(is_active=True, client=self.assignment.client_id)
        chosen = there.exclude(email="").order_by("pk")
        return [Reader(contact, contact.language) for contact in chosen]

    def freeze(self, *, at: datetime) -> bool:
        """It was frozen when it was sent; for a meeting that is off it goes out no more."""
        why = ""
        if self.meeting.candidacy.lacks_consent():
            name = {"name": self.meeting.candidacy.name}
            why = _t("%(name)s has not agreed to be presented to this client. Ask first.") % name
        if not (self.assignment.is_open and self.meeting.takes_place(at)):
            why = _t("The meeting does not take place.")
        if why:
            still_held(SentGuide.objects.waiting(), self).update(
                failed_renderings=TRIES, last_error=why
            )
        return not why

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before it goes: after the meeting, or without consent, it is of no use."""
        wanted = self.meeting.takes_place(at) and not self.meeting.candidacy.lacks_consent()
        return wanted and super().still_wants_letter(letter, at=at)

    def make(self, language: str) -> Made:
        from processes.meetings.guide_rendering import make

        return make(self, language)

    def sender_name(self) -> str:
        return f"{self.assignment.owner.full_name}, {Agency.current().name}"

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """Somebody who meets them has it: a word of ours to the client."""
        SentGuide.objects.filter(pk=self.pk, sent_at=None).update(sent_at=at, last_error="")
        heard_by_letter(letter, self.assignment, at=at)


class GuideEdition(Edition):
    """A guide as letter and PDF in the language of some of its readers."""

    sent = models.ForeignKey(SentGuide, on_delete=models.CASCADE, related_name="editions")

    class Meta:
        constraints = [
            models.UniqueConstraint("sent", "language", name="one_edition_per_guide_and_language")
        ]
