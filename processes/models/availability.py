from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.money import Currency, PaidPer, span
from candidates.models import Candidate
from processes.models.event import Event, EventKind
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter

FRESH_FOR = timedelta(days=31)
ASKED_EVERY = timedelta(days=30)
ASKED_AT_MOST = 3  # letters in a row that nobody answers; then it is for somebody to ring


class NotFree(Exception):
    """Nothing is known that could still be so."""


class Terms(NamedTuple):
    """What somebody says of their next assignment; None and "" stand for "not said"."""

    free_from: date
    days_a_week: int | None = None
    place: str = ""
    remote: bool = False
    day_rate: Decimal | None = None
    currency: str = ""


class Answer(models.TextChoices):
    """What a consultant said last; it is a fact of the event."""

    TERMS = "terms", _("said when and how")
    STILL = "still", _("still so")
    GONE = "gone", _("not any more")


class AvailabilityQuerySet(models.QuerySet["Availability"]):
    def open(self) -> AvailabilityQuerySet:
        """Of people who would take an assignment, and whose record is open."""
        return self.filter(
            is_open=True, candidate__closed_at__isnull=True, candidate__merged_into__isnull=True
        )

    def due(self, at: datetime) -> AvailabilityQuerySet:
        """Whose monthly question is due."""
        return self.filter(next_at__lte=at, agreed_at__isnull=False)

    @transaction.atomic
    def note(self, candidate: Candidate, terms: Terms, *, by: User | None, at: datetime) -> Event:
        """They have said when and how they would work; ``by`` is None where a link was used."""
        mine = self._of(candidate, at)
        for name, said in terms._asdict().items():
            setattr(mine, name, said)
        mine.is_open = True
        mine.currency = terms.currency if terms.day_rate is not None else ""
        return mine.heard(Answer.TERMS, by=by, at=at)

    @transaction.atomic
    def agree(self, candidate: Candidate, *, by: User, at: datetime) -> None:
        """They agreed to be asked every month, from now on."""
        mine = self._of(candidate, at)
        if mine.agreed_at is None:
            mine.agreed_at, mine.unanswered = at, 0
            mine.next_at = next_question(candidate, mine.noted_at or at)
            mine.save()

    @transaction.atomic
    def leave_alone(self, candidate: Candidate) -> None:
        """They want no more questions by letter; what is known stays."""
        rows = self.filter(candidate=candidate).select_for_update(of=("self",))
        for mine in rows:
            mine.agreed_at, mine.next_at, mine.unanswered = None, None, 0
            mine.save(update_fields=["agreed_at", "next_at", "unanswered"])

    def _of(self, candidate: Candidate, at: datetime) -> Availability:
        """Theirs, locked; a new one where nobody has asked yet."""
        self.bulk_create([Availability(candidate=candidate)], ignore_conflicts=True)
        return self.select_for_update(of=("self",)).get(candidate=candidate)


class Availability(models.Model):
    """When and how a consultant would take the next assignment, and how fresh that is.

    ``noted_at`` is when they last said so. The day is kept at the candidate too, where lists and
    presentations read it. Whoever agreed to it is asked once a month, by a letter with a link.
    """

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, related_name="availability"
    )
    is_open = models.BooleanField(default=False, db_default=False)
    free_from = models.DateField(_("free from"), null=True, blank=True)
    days_a_week = models.PositiveSmallIntegerField(_("days a week"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    remote = models.BooleanField(_("remote too"), default=False)
    day_rate = models.DecimalField(
        _("day rate"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    unanswered = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_at = models.DateTimeField(null=True)

    objects: ClassVar[AvailabilityQuerySet] = AvailabilityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "availabilities"
        indexes = [
            # the list "free when, able to what": the freshest first
            models.Index(
                fields=["-noted_at", "-id"],
                condition=models.Q(is_open=True),
                name="consultants_fresh_first",
            ),
            models.Index(
                fields=["free_from"],
                condition=models.Q(is_open=True),
                name="consultants_by_day",
            ),
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="monthly_questions_that_are_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_open=False)
                | models.Q(free_from__isnull=False, noted_at__isnull=False),
                name="whoever_is_free_said_from_when",
            ),
            models.CheckConstraint(
                condition=models.Q(days_a_week__isnull=True)
                | models.Q(days_a_week__gte=1, days_a_week__lte=7),
                name="a_week_has_one_to_seven_days",
            ),
            models.CheckConstraint(
                condition=models.Q(day_rate__isnull=True, currency="")
                | (models.Q(day_rate__gt=0) & ~models.Q(currency="")),
                name="a_day_rate_has_its_currency",
            ),
            models.CheckConstraint(
                condition=models.Q(next_at__isnull=True) | models.Q(agreed_at__isnull=False),
                name="only_who_agreed_is_asked_each_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate}, {self.free_from}"

    @property
    def day_rate_in_words(self) -> str:
        """ "SEK 9,500 a day", as the reader writes it; empty if nobody asked."""
        return span(self.day_rate, self.day_rate, self.currency, PaidPer.DAY)

    @property
    def is_asked(self) -> bool:
        return self.agreed_at is not None

    @property
    def has_fallen_silent(self) -> bool:
        """Asked often enough without an answer: no letter goes any more."""
        return self.is_asked and self.unanswered >= ASKED_AT_MOST

    def is_fresh(self, at: datetime) -> bool:
        return self.noted_at is not None and at - self.noted_at <= FRESH_FOR

    @transaction.atomic
    def confirm(self, *, by: User | None, at: datetime) -> Event:
        """Still so: fresh again. Raises ``NotFree`` where there is nothing to confirm."""
        mine = self.locked()
        if not mine.is_open:
            raise NotFree
        return mine.heard(Answer.STILL, by=by, at=at)

    @transaction.atomic
    def close(self, *, by: User | None, at: datetime) -> Event:
        """Not any more: they take nothing for now, and are not asked again until they agree."""
        mine = self.locked()
        mine.is_open, mine.free_from, mine.agreed_at = False, None, None
        return mine.heard(Answer.GONE, by=by, at=at)

    def heard(self, answer: Answer, *, by: User | None, at: datetime) -> Event:
        """Keeps what was said, with its day at the candidate; part of the verbs above."""
        self.noted_at, self.noted_by, self.unanswered = at, by, 0
        self.next_at = next_question(self.candidate, at) if self.agreed_at else None
        self.save()
        self.candidate.available_on = self.free_from
        self.candidate.save(update_fields=["available_on"])
        facts: dict[str, Any] = {"answer": answer.value}
        if self.is_open:
            facts |= {
                "free_from": str(self.free_from),
                "days_a_week": self.days_a_week,
                "place": self.place,
                "remote": self.remote,
                "day_rate": str(self.day_rate) if self.day_rate else "",
                "currency": self.currency,
            }
        return record(EventKind.AVAILABILITY_NOTED, by=by, at=at, candidate=self.candidate, **facts)

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before the question goes out: not told meanwhile, still willing."""
        told = self.noted_at is not None and self.noted_at >= letter.created_at
        return self.is_asked and not told

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        record(EventKind.AVAILABILITY_ASKED, by=None, at=at, candidate=self.candidate)

    def locked(self) -> Availability:
        rows = Availability.objects.select_for_update(of=("self",)).select_related("candidate")
        return rows.get(pk=self.pk)


def next_question(candidate: Candidate, since: datetime) -> datetime:
    """A month after they last said something, while people work where they live."""
    return candidate.working_hours().next_open(since + ASKED_EVERY)
