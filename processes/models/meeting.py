from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from clients.models import Contact
from processes.letters_sent import heard_by_letter
from processes.models.candidacy import Candidacy
from processes.models.event import Event, EventKind
from processes.models.which_meetings import MeetingQuerySet
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter

AN_HOUR = timedelta(hours=1)  # a meeting whose end nobody has said
MOVES = frozenset({"starts_at", "ends_at", "place", "link"})


class HasPassed(Exception):
    """A meeting that was cancelled or has begun stays where it is."""

    def __init__(self) -> None:
        super().__init__(_t("This meeting cannot be moved any more. Book another one."))


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
    agenda = models.TextField(_("what for"), blank=True, default="", db_default="")
    way_there = models.TextField(_("the way there"), blank=True, default="", db_default="")
    candidate_words = models.TextField(
        _("words to the candidate"), blank=True, default="", db_default=""
    )
    contacts = models.ManyToManyField(
        Contact, verbose_name=_("others of the client"), blank=True, related_name="+"
    )
    colleagues = models.ManyToManyField(
        User, verbose_name=_("colleagues"), blank=True, related_name="+"
    )
    booked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # So often: calendars that have an earlier time take the new one for it.
    moved_times = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["starts_at"]
        indexes = [
            # insights.leaving.figures.meetings
            models.Index(
                fields=["starts_at"],
                condition=models.Q(with_client=True, cancelled_at__isnull=True),
                name="meetings_with_clients",
            ),
        ]
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

    def takes_place(self, at: datetime) -> bool:
        """To come at this moment: neither called off nor begun, and the candidate is in play."""
        return self.starts_at > at and not self.is_cancelled and self.candidacy.is_in_play

    def is_news(self, at: datetime) -> bool:
        """Whether anybody is still told of it: it takes place, or it would have."""
        return self.takes_place(at) or (self.is_cancelled and self.starts_at > at)

    @property
    def over_at(self) -> datetime:
        return self.ends_at or self.starts_at + AN_HOUR

    @property
    def sequence(self) -> int:
        """Grows with each change and with the end: calendars take the highest for the truth."""
        return self.moved_times + self.is_cancelled

    def look_again(self) -> None:
        """All that is told of it as it is now, locked until the transaction ends."""
        told = ["starts_at", "ends_at", "place", "link", "agenda", "way_there", "candidate_words"]
        rows = Meeting.objects.select_for_update(of=("self",))
        self.refresh_from_db(fields=[*told, "cancelled_at", "moved_times"], from_queryset=rows)

    def clients_people(self) -> list[Contact]:
        """Whom the candidate meets, first whoever is asked about it afterwards."""
        if not self.with_client:
            return []
        first = self.contact or self.candidacy.assignment.decider
        return list(dict.fromkeys(filter(None, [first, *self.contacts.order_by("pk")])))

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before it goes: only the last that somebody was told, and in time."""
        reader, client = letter.recipient, self.candidacy.assignment.client_id
        if isinstance(reader, Contact) and reader.client_id != client:
            return False  # they work for somebody else by now
        return self.is_news(at) and self.invitations.filter(letter=letter).exists()

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """A word of ours to the candidate or the client; a colleague's is not on the timeline."""
        if isinstance(letter.recipient, Contact):
            heard_by_letter(letter, self.candidacy.assignment, at=at)
        elif not isinstance(letter.recipient, User):
            self.candidacy.letter_was_sent(letter, at=at)

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
        contacts: Iterable[Contact] | None = None,
        colleagues: Iterable[User] | None = None,
        **said: Any,
    ) -> None:
        """Another time, place, or what else is told; what is as it was moves nothing.

        ``said`` has ``contact``, ``ends_at``, ``place``, ``link``, ``agenda``, ``way_there`` and
        ``candidate_words``; what is not said stays. Raises ``HasPassed``.
        """
        mine = Meeting.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if mine.is_cancelled or mine.starts_at <= at:
            raise HasPassed
        wanted = {"starts_at": starts_at, **said}
        if mine.ends_at:
            wanted.setdefault("ends_at", mine.ends_at + (starts_at - mine.starts_at))
        changed = [name for name, value in wanted.items() if getattr(mine, name) != value]
        for name in changed:
            setattr(self, name, wanted[name])
        others = self._others_are(contacts, colleagues)
        if not changed and not others:
            return
        moved = not MOVES.isdisjoint(changed)
        self.moved_times = mine.moved_times + 1
        self.save(update_fields=[*changed, "moved_times"])
        record(
            EventKind.MEETING_BOOKED,
            by=by,
            at=at,
            candidacy=self.candidacy,
            contact=self.contact,
            visible_to_client=self.with_client and moved,
            starts_at=starts_at.isoformat(),
            was=mine.starts_at.isoformat(),
            moved=moved,
            with_client=self.with_client and moved,  # other words are no progress to report
            place=self.place,
        )

    def _others_are(
        self, contacts: Iterable[Contact] | None, colleagues: Iterable[User] | None
    ) -> bool:
        """Whether that makes other people than there were."""
        before = [set(self.contacts.all()), set(self.colleagues.all())]
        if contacts is not None:
            self.contacts.set([one for one in contacts if one.pk != self.contact_id])
        if colleagues is not None:
            self.colleagues.set(list(colleagues))
        return before != [set(self.contacts.all()), set(self.colleagues.all())]

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
