from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.money import Currency
from processes.models.assignment import Assignment
from processes.models.event import Event, EventKind
from processes.models.lockable import Lockable
from processes.models.placement import Placement
from processes.models.placement_terms import Promise
from processes.replacement import open_replacement
from processes.sides import Side
from processes.stages import End, Reason, SaidNo
from processes.timeline import record


class NothingPromised(Exception):
    """The guarantee promised something else, or nothing, or it has been kept already."""


class LeavingQuerySet(models.QuerySet["Leaving"]):
    def owed(self, promise: Promise) -> LeavingQuerySet:
        """Of those for which this was promised, the ones for which it has not been done yet."""
        return self.filter(promised=promise, kept_at=None)

    @transaction.atomic
    def note(
        self,
        placement: Placement,
        *,
        ended_by: str,
        left_on: date,
        reason: str,
        by: User,
        at: datetime,
        words: str = "",
        guarantee_holds: bool = True,
    ) -> Leaving:
        """They left before what was agreed; both sides are owed a word, and the candidacy ends.

        What was promised for it is kept with it, unless the guarantee does not hold for this.
        Raises ``NotRunning``, and ``ValueError`` for a day before the start.
        """
        mine = placement.in_force()
        if left_on < mine.starts_on:
            raise ValueError(_t("That lies before the start."))
        promised = mine.promise if mine.is_guaranteed_on(left_on) and guarantee_holds else ""
        leaving = self.create(
            placement=placement,
            ended_by=ended_by,
            left_on=left_on,
            reason=reason,
            words=words,
            noted_at=at,
            by=by,
            promised=promised,
        )
        record(
            EventKind.LEFT,
            by=by,
            at=at,
            candidacy=placement.candidacy,
            text=words,
            ended_by=ended_by,
            reason=reason,
            left_on=left_on.isoformat(),
            promised=promised,
        )
        theirs = ended_by == Side.CANDIDATE
        placement.candidacy.finish(
            End.WITHDRAWN if theirs else End.REJECTED,
            reason=reason,
            said_no=SaidNo.CANDIDATE if theirs else SaidNo.CLIENT,
            by=by,
            at=at,
        )
        return leaving


class Leaving(Lockable):
    """Somebody left the job: who ended it, when and why, and how the guarantee was kept (A2)."""

    placement = models.OneToOneField(Placement, on_delete=models.PROTECT, related_name="leaving")
    ended_by = models.CharField(_("who ended it"), max_length=12, choices=Side)
    left_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    words = models.TextField(_("in their words"), blank=True)
    noted_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="leavings")
    promised = models.CharField(max_length=12, choices=Promise, blank=True, db_default="")
    kept_at = models.DateTimeField(null=True)
    replacement = models.OneToOneField(
        Assignment, null=True, on_delete=models.PROTECT, related_name="replaces"
    )
    refund_amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, null=True, validators=[MinValueValidator(0)]
    )
    refund_currency = models.CharField(
        _("currency"), max_length=3, choices=Currency, blank=True, db_default=""
    )
    refund_on = models.DateField(_("paid back on"), null=True)

    objects = LeavingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_by__in=Side.values)
                & models.Q(reason__in=Reason.values)
                & models.Q(promised__in=["", *Promise.values]),
                name="a_leaving_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kept_at__isnull=True, replacement__isnull=True, refund_amount__isnull=True
                )
                | models.Q(
                    promised=Promise.REPLACEMENT,
                    kept_at__isnull=False,
                    replacement__isnull=False,
                    refund_amount__isnull=True,
                )
                | models.Q(
                    promised=Promise.REFUND,
                    kept_at__isnull=False,
                    replacement__isnull=True,
                    refund_amount__isnull=False,
                    refund_on__isnull=False,
                ),
                name="a_guarantee_is_kept_as_promised",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement.candidacy.name}, {self.left_on}"

    @property
    def is_owed(self) -> bool:
        """Something was promised for this, and has not been done yet."""
        return bool(self.promised) and self.kept_at is None

    @transaction.atomic
    def start_replacement(self, *, by: User, at: datetime) -> Assignment:
        """The new search that was promised: the old brief, with new dates to agree.

        Raises ``NothingPromised`` and ``ClientIsClosed``.
        """
        self._owed(Promise.REPLACEMENT)
        old = self.placement.candidacy.assignment
        self.replacement, self.kept_at = open_replacement(old, by=by, at=at), at
        self.save(update_fields=["replacement", "kept_at"])
        self._kept(by=by, at=at, replacement=self.replacement.pk)
        return self.replacement

    @transaction.atomic
    def note_refund(
        self, amount: Decimal, currency: str, *, on: date, by: User, at: datetime
    ) -> Event:
        """The share of the fee that was promised, and the day it goes back. ``NothingPromised``."""
        self._owed(Promise.REFUND)
        self.refund_amount, self.refund_currency = amount, currency
        self.refund_on, self.kept_at = on, at
        self.save(update_fields=["refund_amount", "refund_currency", "refund_on", "kept_at"])
        return self._kept(by=by, at=at, refund_on=on.isoformat())

    def _owed(self, promise: Promise) -> None:
        mine = self.locked()
        if not mine.is_owed or mine.promised != promise:
            raise NothingPromised(_t("This has been done already, or was never promised."))

    def _kept(self, *, by: User, at: datetime, **facts: Any) -> Event:
        return record(
            EventKind.GUARANTEE_CALLED,
            by=by,
            at=at,
            candidacy=self.placement.candidacy,
            visible_to_client=True,
            promised=self.promised,
            **facts,
        )
