from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.working_time import local_moment
from processes.confidential import seen_by
from processes.models.candidacy import Candidacy
from processes.models.event import EventKind
from processes.timeline import record

A_DAY = timedelta(days=1)


class OtherProcessQuerySet(models.QuerySet["OtherProcess"]):
    def visible_to(self, user: User) -> OtherProcessQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user, "candidacy__assignment"))

    def running(self) -> OtherProcessQuerySet:
        return self.filter(ended_at__isnull=True)

    def pressing(self) -> OtherProcessQuerySet:
        """Running, and at an offer or with a day on which it is answered."""
        offers = models.Q(stage=OtherProcess.Stage.OFFER)
        return self.running().filter(offers | models.Q(answers_on__isnull=False))

    def passed(self, at: datetime) -> OtherProcessQuerySet:
        """Whose day is over: the next one takes its place on the card."""
        return self.filter(look_at__lte=at)

    @transaction.atomic
    def note(
        self,
        candidacy: Candidacy,
        employer: str,
        *,
        by: User,
        at: datetime,
        stage: str = "",
        answers_on: date | None = None,
    ) -> OtherProcess:
        """What else is going on for this person (K6); the same employer again is the same row."""
        candidacy.locked()
        mine = self.filter(candidacy=candidacy, employer__iexact=employer).running().first()
        if mine is None:
            mine = OtherProcess(candidacy=candidacy, noted_by=by, noted_at=at)
        elif (mine.stage, mine.answers_on) == (stage, answers_on):
            return mine
        mine.employer, mine.stage, mine.answers_on = employer, stage, answers_on
        mine.looks_again_after(answers_on)
        mine.save()
        mine.is_heard(by=by, at=at)
        return mine

    def follow(self, candidacy: Candidacy, *, by: User, at: datetime) -> None:
        """The one that presses most is as was noted in a line on the candidacy; none ends all.

        Part of the verb's own transaction; the candidacy is locked.
        """
        leading = self.leading(candidacy, at)
        words, day = candidacy.other_offer, candidacy.other_offer_answers_on
        if not words:
            self.filter(candidacy=candidacy).pressing().update(ended_at=at, look_at=None)
            return
        if leading is None:
            known = self.filter(candidacy=candidacy, employer__iexact=words).running().first()
            leading = known or OtherProcess(candidacy=candidacy, noted_by=by, noted_at=at)
            leading.stage = OtherProcess.Stage.OFFER
        leading.employer, leading.answers_on = words, day
        leading.looks_again_after(day)
        leading.save()

    def leading(self, candidacy: Candidacy, at: datetime) -> OtherProcess | None:
        """The nearest day to come; else an offer without one; else the day that passed last."""
        today = candidacy.assignment.client.working_hours().local_day(at)
        rows = list(self.filter(candidacy=candidacy).pressing().order_by("pk"))
        return min(rows, key=lambda row: row.pressure(today), default=None)


class OtherProcess(models.Model):
    """What else a candidate is considering: an employer in words, how far, and until when (K6).

    The one that presses most stands on the candidacy itself, as ``other_offer`` and its day.
    """

    class Stage(models.TextChoices):
        APPLIED = "applied", pgettext_lazy("other process", "Applied")
        TALKING = "talking", pgettext_lazy("other process", "In interviews")
        LAST_ROUND = "last_round", pgettext_lazy("other process", "Last round")
        OFFER = "offer", pgettext_lazy("other process", "Has an offer")

    candidacy = models.ForeignKey(
        Candidacy, on_delete=models.CASCADE, related_name="other_processes"
    )
    employer = models.CharField(_("with whom"), max_length=160)
    stage = models.CharField(_("how far"), max_length=12, choices=Stage, blank=True)
    answers_on = models.DateField(_("they answer it on"), null=True, blank=True)
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)

    objects = OtherProcessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "other processes"
        ordering = [models.F("answers_on").asc(nulls_last=True), "pk"]
        indexes = [
            # passed(), of the chore "other_processes"
            models.Index(
                fields=["look_at"],
                condition=models.Q(look_at__isnull=False),
                name="other_processes_that_pass",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(employer=""), name="another_process_names_an_employer"
            ),
            models.CheckConstraint(
                condition=models.Q(stage="")
                | models.Q(stage__in=["applied", "talking", "last_round", "offer"]),
                name="another_process_is_so_far",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(look_at__isnull=True),
                name="an_ended_process_is_looked_at_no_more",
            ),
        ]

    def __str__(self) -> str:
        return self.employer

    def pressure(self, today: date) -> tuple[int, int, int]:
        """Sorts what presses most first, seen on this day."""
        if self.answers_on is None:
            return (1, 0, self.pk)
        days = (self.answers_on - today).days
        return (0, days, self.pk) if days >= 0 else (2, -days, self.pk)

    def looks_again_after(self, day: date | None) -> None:
        """When the day on which it is answered is over, at the client's."""
        zone = self.candidacy.assignment.client.working_hours().zone
        self.look_at = local_moment(day + A_DAY, time(0), zone) if day else None

    @transaction.atomic
    def change(
        self, *, employer: str, stage: str, answers_on: date | None, by: User, at: datetime
    ) -> None:
        """Heard anew how far it is; what is as it was changes nothing."""
        self.candidacy.locked()
        mine = OtherProcess.objects.get(pk=self.pk)
        if (mine.employer, mine.stage, mine.answers_on) != (employer, stage, answers_on):
            self.employer, self.stage, self.answers_on = employer, stage, answers_on
            self.looks_again_after(answers_on)
            self.save(update_fields=["employer", "stage", "answers_on", "look_at"])
            self.is_heard(by=by, at=at)

    @transaction.atomic
    def end(self, *, by: User, at: datetime) -> None:
        """It is no more; twice changes nothing."""
        self.candidacy.locked()
        rows = OtherProcess.objects.running().filter(pk=self.pk)
        if rows.update(ended_at=at, look_at=None):
            self.is_heard(by=by, at=at, is_over=True)
        self.refresh_from_db(fields=["ended_at", "look_at"])

    def is_heard(self, *, by: User, at: datetime, is_over: bool = False) -> None:
        """Onto the timeline and onto the card; the client's word is wanted before the day."""
        facts: dict[str, Any] = {"process": self.pk, "is_over": is_over}
        if self.answers_on and not is_over:
            facts["answers_on"] = self.answers_on.isoformat()
        self.show_on(self.candidacy, at)
        record(
            EventKind.INTEREST_NOTED,
            by=by,
            at=at,
            candidacy=self.candidacy,
            text=self.employer,
            **facts,
        )
        self.candidacy.want_answers_before_other_offer(by=by, at=at)

    @staticmethod
    def show_on(candidacy: Candidacy, at: datetime) -> None:
        """What presses most stands on the candidacy, where board, portal and letters read it."""
        leading = OtherProcess.objects.leading(candidacy, at)
        candidacy.other_offer = leading.employer if leading else ""
        candidacy.other_offer_answers_on = leading.answers_on if leading else None
        candidacy.save(update_fields=["other_offer", "other_offer_answers_on"])

    @transaction.atomic
    def pass_by(self, *, at: datetime) -> None:
        """Its day is over: the next one stands on the card. Early, or twice, changes nothing.

        The day says whether it is time: the ticker has moved ``look_at`` on when it rings.
        """
        self.candidacy.locked()
        mine = OtherProcess.objects.get(pk=self.pk)
        if mine.look_at is None:
            return
        self.looks_again_after(mine.answers_on)
        if self.look_at is None or self.look_at <= at:
            OtherProcess.objects.filter(pk=self.pk).update(look_at=None)
            self.show_on(self.candidacy, at)
