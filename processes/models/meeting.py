from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from clients.models import Contact
from processes.confidential import seen_by
from processes.models.candidacy import Candidacy
from processes.models.event import Event, EventKind
from processes.timeline import record

TWO_HOURS = timedelta(hours=2)


class HasPassed(Exception):
    """A meeting that was cancelled or has begun stays where it is."""

    def __init__(self) -> None:
        super().__init__(_t("This meeting cannot be moved any more. Book another one."))


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
    ) -> Meeting:
        """Books a meeting: the candidate with the client, or our own interview."""
        meeting = self.create(
            candidacy=candidacy,
            starts_at=starts_at,
            ends_at=ends_at,
            with_client=with_client,
            place=place,
            link=link,
            contact=contact,
        )
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


class Meeting(models.Model):
    """A candidate meets the client, or us."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="meetings")
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    with_client = models.BooleanField(_("with the client"), default=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    link = models.URLField(_("link"), blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # So often: calendars that have an earlier time take the new one for it.
    moved_times = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="a_meeting_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy.name} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @transaction.atomic
    def cancel(self, *, by: User, at: datetime, why: str = "") -> None:
        """It does not take place; cancelling twice changes nothing."""
        if Meeting.objects.filter(pk=self.pk, cancelled_at=None).update(cancelled_at=at):
            record(
                EventKind.MEETING_CANCELLED,
                by=by,
                at=at,
                candidacy=self.candidacy,
                contact=self.contact,
                text=why,
                starts_at=self.starts_at.isoformat(),
                with_client=self.with_client,
            )
        self.refresh_from_db(fields=["cancelled_at"])

    @transaction.atomic
    def move_to(
        self,
        starts_at: datetime,
        *,
        by: User,
        at: datetime,
        ends_at: datetime | None = None,
        place: str = "",
        link: str = "",
    ) -> None:
        """Another time or place; what is as it was moves nothing. Raises ``HasPassed``."""
        mine = Meeting.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if mine.is_cancelled or mine.starts_at <= at:
            raise HasPassed
        wanted = {"starts_at": starts_at, "ends_at": ends_at, "place": place, "link": link}
        changed = [name for name, value in wanted.items() if getattr(mine, name) != value]
        if not changed:
            return
        for name, value in wanted.items():
            setattr(self, name, value)
        self.moved_times = mine.moved_times + 1
        self.save(update_fields=[*changed, "moved_times"])
        record(
            EventKind.MEETING_BOOKED,
            by=by,
            at=at,
            candidacy=self.candidacy,
            contact=self.contact,
            visible_to_client=self.with_client,
            starts_at=starts_at.isoformat(),
            was=mine.starts_at.isoformat(),
            with_client=self.with_client,
            place=place,
        )

    @transaction.atomic
    def was_held(
        self, *, by: User, at: datetime, words: str = "", feedback_on: date | None = None
    ) -> Event:
        """It took place: whoever was there has met, and feedback is owed from then on (K2).

        ``feedback_on`` is the day that was agreed with the client. Said twice, it is on the
        timeline once.
        """
        Meeting.objects.select_for_update(of=("self",)).get(pk=self.pk)
        known = (
            Event.objects.standing()
            .filter(candidacy=self.candidacy, kind=EventKind.MET, facts__meeting=self.pk)
            .first()
        )
        if known:
            return known
        contact = (self.contact or self.candidacy.assignment.decider) if self.with_client else None
        who: dict[str, Any] = {"with": "client_and_candidate" if self.with_client else "interview"}
        if feedback_on:
            who["feedback_on"] = feedback_on.isoformat()
        return record(
            EventKind.MET,
            by=by,
            at=min(self.ends_at or self.starts_at, at),
            candidacy=self.candidacy,
            contact=contact,
            client=self.candidacy.assignment.client if self.with_client else None,
            reached=True,
            text=words,
            meeting=self.pk,
            **who,
        )
