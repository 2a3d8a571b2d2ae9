from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.working_time import local_moment

# Whoever opens a word at the very moment at which a chair changes may not see that it does.
LOOK_AGAIN_AFTER = timedelta(minutes=5)


class LeaveIsOver(Exception):
    """The person is back: there is nothing left to change."""


class DayRange(models.Func):
    """From one day to another, both of them included."""

    function = "DATERANGE"
    output_field = DateRangeField()


class LeaveQuerySet(models.QuerySet["Leave"]):
    def visible_to(self, user: User) -> LeaveQuerySet:
        """One's own; leads and admins plan everybody's."""
        return self if user.leads else self.filter(user=user)

    def due(self, at: datetime) -> LeaveQuerySet:
        """Those that begin, end, or were changed: somebody else sits in the chair from now."""
        return self.filter(next_at__lte=at)

    def ahead(self) -> LeaveQuerySet:
        """Running ones and those to come."""
        return self.filter(back_at__isnull=True)

    def running(self) -> LeaveQuerySet:
        """Those that have begun, and from which nobody has returned."""
        return self.ahead().filter(begun_at__isnull=False)

    def covering(self, at: datetime) -> LeaveQuerySet:
        """Those that may empty a chair at a moment, anywhere on earth; ``is_away`` is exact."""
        near = models.Q(starts_on__lte=at.date() + timedelta(days=1))
        return self.ahead().filter(near | models.Q(begun_at__isnull=False))

    def overlapping(self, starts_on: date, ends_on: date) -> LeaveQuerySet:
        return self.ahead().filter(starts_on__lte=ends_on, ends_on__gte=starts_on)

    @transaction.atomic
    def plan(
        self, *, user: User, deputy: User, starts_on: date, ends_on: date, at: datetime
    ) -> Leave:
        """Somebody will be away, both days included, and who sits in their chair meanwhile."""
        leave = self.model(user=user, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
        leave.next_at = max(leave.starts_at, at)
        leave.save()
        return leave


class Leave(models.Model):
    """Days on which somebody of the agency is away, by their own calendar, and their deputy.

    What is owed moves to the deputy when it begins and comes back when it is over: ``next_at``
    says when to look (processes/deputies.py), ``begun_at`` and ``back_at`` what was done.
    """

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="leaves", verbose_name=_("who")
    )
    deputy = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="deputising", verbose_name=_("deputy")
    )
    starts_on = models.DateField(_("first day away"))
    ends_on = models.DateField(_("last day away"))
    begun_at = models.DateTimeField(null=True, editable=False)
    back_at = models.DateTimeField(null=True, editable=False)
    next_at = models.DateTimeField(null=True, editable=False)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [
            # LeaveQuerySet.due, and the column that a tick sets
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="leaves_to_look_at",
            ),
            # LeaveQuerySet.covering, with every word that is opened
            models.Index(
                fields=["starts_on"],
                condition=models.Q(back_at__isnull=True),
                name="leaves_not_over",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__lte=models.F("ends_on")),
                name="a_leave_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(user=models.F("deputy")),
                name="nobody_deputises_for_themselves",
            ),
            ExclusionConstraint(
                name="nobody_is_away_twice_at_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (
                        DayRange("starts_on", "ends_on", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=models.Q(back_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.starts_on} – {self.ends_on}"

    @property
    def starts_at(self) -> datetime:
        """Midnight of the first day, where the person is."""
        return local_moment(self.starts_on, time(0), self.user.working_hours().zone)

    @property
    def ends_at(self) -> datetime:
        """Midnight after the last day, where the person is."""
        after = self.ends_on + timedelta(days=1)
        return local_moment(after, time(0), self.user.working_hours().zone)

    def is_away(self, at: datetime) -> bool:
        """Whether the chair is empty; what has begun counts, however late it is asked for."""
        if self.back_at is not None or self.ends_at <= at:
            return False
        return self.begun_at is not None or self.starts_at <= at

    def locked(self) -> Leave:
        """This row, locked and looked at again; raises ``LeaveIsOver``."""
        mine = Leave.objects.select_for_update(of=("self",)).filter(pk=self.pk).first()
        if mine is None or mine.back_at is not None:
            raise LeaveIsOver(_t("This leave is over already."))
        return mine

    @transaction.atomic
    def change(self, *, deputy: User, starts_on: date, ends_on: date, at: datetime) -> None:
        """Other days or another deputy; the chairs are looked at anew, at once if it has begun.

        Raises ``LeaveIsOver``.
        """
        self.begun_at = self.locked().begun_at
        self.deputy, self.starts_on, self.ends_on = deputy, starts_on, ends_on
        begun = self.begun_at is not None
        if begun and self.starts_at > at:  # it begins once more
            self.begun_at = None
        self.next_at = at if begun else max(self.starts_at, at)
        self.save(update_fields=["deputy", "starts_on", "ends_on", "begun_at", "next_at"])

    @transaction.atomic
    def call_off(self, *, at: datetime) -> None:
        """It does not happen, or the person is back before its end: they have their chair again.

        Raises ``LeaveIsOver``.
        """
        mine = self.locked()
        if mine.begun_at is None and not mine.is_away(at):
            mine.delete()
            return
        self.back_at = self.next_at = mine.back_at = mine.next_at = at
        mine.save(update_fields=["back_at", "next_at"])

    def take_effect(self, at: datetime) -> None:
        """Notes that it has begun or is over, and when to look again; harmless when repeated."""
        if self.back_at is None and self.ends_at <= at:
            self.back_at = at
        elif self.begun_at is None and self.is_away(at):
            self.begun_at = at
        self.next_at = self._next_look(at)
        self.save(update_fields=["begun_at", "back_at", "next_at"])

    def _next_look(self, at: datetime) -> datetime | None:
        changed_at = self.back_at or self.begun_at
        if changed_at is None:
            return self.starts_at
        if changed_at + LOOK_AGAIN_AFTER > at:
            return changed_at + LOOK_AGAIN_AFTER
        return None if self.back_at else self.ends_at
