"""Which meetings: those to come, those that go on, those without a guide; and how one is booked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction

from accounts.models import User
from clients.models import Contact
from processes.confidential import seen_by
from processes.models.event import EventKind
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.candidacy import Candidacy
    from processes.models.meeting import Meeting

TWO_HOURS = timedelta(hours=2)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> MeetingQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user, "candidacy__assignment"))

    def to_come(self, at: datetime) -> MeetingQuerySet:
        return self.filter(starts_at__gte=at, cancelled_at__isnull=True)

    def not_over(self, at: datetime) -> MeetingQuerySet:
        """Those to come, and those that go on: to their end, or else for two hours."""
        goes_on = models.Q(ends_at__gt=at) | models.Q(
            ends_at__isnull=True, starts_at__gt=at - TWO_HOURS
        )
        return self.filter(goes_on, cancelled_at__isnull=True)

    def without_guide(self, at: datetime, until: datetime) -> MeetingQuerySet:
        """With the client until then, and no guide tells it who comes (K4)."""
        soon = self.to_come(at).filter(starts_at__lte=until, with_client=True)
        return soon.filter(
            candidacy__ended_at__isnull=True, candidacy__guide__published_at__isnull=True
        )

    @transaction.atomic
    def book(
        self,
        candidacy: Candidacy,
        *,
        starts_at: datetime,
        by: User | None,
        at: datetime,
        with_client: bool = True,
        place: str = "",
        link: str = "",
        ends_at: datetime | None = None,
        contact: Contact | None = None,
        contacts: Iterable[Contact] = (),
        colleagues: Iterable[User] = (),
        agenda: str = "",
        way_there: str = "",
        candidate_words: str = "",
    ) -> Meeting:
        """Books a meeting: the candidate with the client, or our own interview.

        ``contacts`` are there beside ``contact``; what is for the candidate alone stands in
        ``candidate_words``. Nobody is written to: see ``processes.meetings.inviting``.
        Raises ``LeaveToClient`` for an interview of ours with the client's own candidate, and
        ``NoConsent`` where the client would hear from an invitation whom we have found, and of
        whoever does not want to be presented any more.
        """
        if not with_client:
            candidacy.refuse_contact()
        elif starts_at > at and (candidacy.presented_at is None or candidacy.lacks_consent()):
            candidacy.refuse_without_consent()
        meeting = self.create(
            candidacy=candidacy,
            starts_at=starts_at,
            ends_at=ends_at,
            with_client=with_client,
            place=place,
            link=link,
            contact=contact,
            agenda=agenda,
            way_there=way_there,
            candidate_words=candidate_words,
            booked_by=by,
        )
        meeting.contacts.set(one for one in contacts if one != contact)
        meeting.colleagues.set(colleagues)
        record(
            EventKind.MEETING_BOOKED,
            by=by,
            at=at,
            candidacy=candidacy,
            contact=contact,
            visible_to_client=with_client,
            starts_at=starts_at.isoformat(),
            with_client=with_client,
            place=place,
        )
        return meeting
