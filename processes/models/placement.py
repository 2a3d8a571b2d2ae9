from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.models.candidacy import Candidacy
from processes.models.event import Event, EventKind
from processes.stages import Stage
from processes.timeline import record


class NotRunning(Exception):
    """Nobody can be asked to go on: no end is agreed, or the candidate left before it."""


class Extension(models.TextChoices):
    """What the client said to whether the placement goes on after its end (A5)."""

    EXTENDED = "extended", _("It goes on")
    ENDS = "ends", _("It ends as agreed")


class PlacementQuerySet(models.QuerySet["Placement"]):
    def in_trial(self, day: date) -> PlacementQuerySet:
        return self.filter(starts_on__lte=day, trial_ends_on__gte=day)

    @transaction.atomic
    def agree(
        self,
        candidacy: Candidacy,
        *,
        starts_on: date,
        by: User | None,
        at: datetime,
        **terms: date | str | None,
    ) -> Placement:
        """Signed: the candidate takes the role. The candidacy moves to "placed".

        Signed anew, the terms are those of the last time, and nobody was asked about its end.
        """
        candidacy.move_to(Stage.PLACED, by=by, at=at)
        anew = {"extension": "", "extension_asked_at": None, "extension_answered_at": None}
        placement, _new = self.update_or_create(
            candidacy=candidacy,
            defaults={"starts_on": starts_on, "agreed_at": at, **anew, **terms},
        )
        record(
            EventKind.PLACED,
            by=by,
            at=at,
            candidacy=candidacy,
            visible_to_client=True,
            starts_on=starts_on.isoformat(),
        )
        return placement


class Placement(models.Model):
    """A candidate who got the role: start, trial period and guarantee (A2)."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="placement")
    agreed_at = models.DateTimeField()
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    trial_ends_on = models.DateField(_("trial period ends"), null=True, blank=True)
    guarantee_ends_on = models.DateField(_("guarantee ends"), null=True, blank=True)
    terms = models.CharField(_("terms"), max_length=200, blank=True)
    extension = models.CharField(max_length=12, choices=Extension, blank=True, db_default="")
    extension_asked_at = models.DateTimeField(null=True, blank=True)
    extension_answered_at = models.DateTimeField(null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="a_placement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(trial_ends_on__isnull=True)
                | models.Q(trial_ends_on__gte=models.F("starts_on")),
                name="a_trial_period_ends_after_the_start",
            ),
            models.CheckConstraint(
                condition=models.Q(extension="", extension_answered_at__isnull=True)
                | models.Q(extension__in=Extension.values, extension_answered_at__isnull=False),
                name="an_answered_extension_says_which_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy.name}, {self.starts_on}"

    @transaction.atomic
    def ask_extension(self, *, by: User, at: datetime) -> Event | None:
        """The client was asked whether it goes on after its end; asked already changes nothing.

        Raises ``NotRunning``.
        """
        mine = self._running()
        if mine.extension_asked_at and not mine.extension_answered_at:
            return None
        self.extension, self.extension_asked_at, self.extension_answered_at = "", at, None
        self.save(update_fields=["extension", "extension_asked_at", "extension_answered_at"])
        return self._record(EventKind.EXTENSION_ASKED, by=by, at=at, ends_on=mine.ends_on)

    @transaction.atomic
    def answer_extension(self, until: date | None, *, by: User, at: datetime) -> Event:
        """The client's answer: it goes on ``until`` this day, or ends as agreed (None).

        Raises ``NotRunning``, and ``ValueError`` for a day that is not after the end.
        """
        mine = self._running()
        assert mine.ends_on is not None, "a placement that runs has an end"
        if until and until <= mine.ends_on:
            raise ValueError(_t("That is not after the end agreed so far."))
        self.extension = Extension.EXTENDED if until else Extension.ENDS
        self.ends_on = until or mine.ends_on
        self.extension_asked_at = mine.extension_asked_at or at
        self.extension_answered_at = at
        self.save(
            update_fields=["ends_on", "extension", "extension_asked_at", "extension_answered_at"]
        )
        return self._record(
            EventKind.EXTENSION_ANSWERED, by=by, at=at, was=mine.ends_on, ends_on=self.ends_on
        )

    def _running(self) -> Placement:
        mine = Placement.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if mine.ends_on is None or not self.candidacy.is_in_play:
            raise NotRunning(_t("No end is agreed that the client could be asked about."))
        return mine

    def _record(self, kind: EventKind, *, by: User, at: datetime, **days: date | None) -> Event:
        said: dict[str, Any] = {name: day.isoformat() for name, day in days.items() if day}
        return record(
            kind,
            by=by,
            at=at,
            candidacy=self.candidacy,
            visible_to_client=True,
            answer=self.extension,
            **said,
        )
