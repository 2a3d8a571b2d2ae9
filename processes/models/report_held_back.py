from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils.translation import gettext as _

from accounts.models import User
from processes.models.event import Event, EventKind
from processes.models.lockable import Lockable
from processes.timeline import record


class TooLate(Exception):
    """The report's letters are in the outbox, or it was stopped."""


class HeldBack(Lockable):
    """What keeps a report from going out at its slot: stopped, skipped, or put off."""

    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stop_reason = models.CharField(max_length=200, blank=True)
    skipped = models.BooleanField(default=False, db_default=False)  # and the client is told why
    put_off_from = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def stop(self, reason: str, *, by: User | None, at: datetime) -> Event:
        """Will not go out, and why, for us alone; the next report covers its time.

        Raises ``TooLate``.
        """
        return self._leave(EventKind.REPORT_STOPPED, reason, by=by, at=at)

    def skip(self, reason: str, *, by: User | None, at: datetime) -> Event:
        """Will not go out, and the next report tells the client why. Raises ``TooLate``."""
        return self._leave(EventKind.REPORT_SKIPPED, reason, by=by, at=at)

    @transaction.atomic
    def _leave(self, kind: EventKind, reason: str, *, by: User | None, at: datetime) -> Event:
        self.refuse_if_gone()
        self.stopped_at, self.stopped_by, self.stop_reason = at, by, reason[:200]
        self.skipped = kind == EventKind.REPORT_SKIPPED
        self.save(update_fields=["stopped_at", "stopped_by", "stop_reason", "skipped"])
        return self._record(kind, by=by, at=at, text=reason)

    @transaction.atomic
    def put_off(self, until: datetime, *, by: User, at: datetime) -> Event:
        """Goes out ``until`` then instead; the slot it was due at first is kept.

        A worker that is about to send it has lost it by then. Raises ``TooLate``.
        """
        mine = self.refuse_if_gone()
        was_due = mine.send_at
        anew: dict[str, Any] = {
            "send_at": until,
            "put_off_from": mine.put_off_from or was_due,
            "try_after": at,
            "ring_after": at,
            "attempt": F("attempt") + 1,
            # Whoever owes it an approval hears again two hours before the new moment.
            "reminders": Least(F("reminders"), 1),
            "next_reminder_at": at if mine.needs_approval else None,
        }
        type(self)._default_manager.filter(pk=self.pk).update(**anew)
        self.refresh_from_db()
        moments = {"was_due": was_due.isoformat(), "due": until.isoformat()}
        return self._record(EventKind.REPORT_PUT_OFF, by=by, at=at, **moments)

    def refuse_if_gone(self) -> Any:
        """The report, locked, if it can still be held back. Raises ``TooLate``."""
        mine: Any = self.locked()
        if mine.stopped_at or mine.letters_at or mine.sent_at:
            raise TooLate(_("This report is on its way already, or was stopped."))
        return mine

    def _record(self, kind: EventKind, *, by: User | None, at: datetime, **told: Any) -> Event:
        report: Any = self
        return record(
            kind,
            by=by,
            at=at,
            assignment=report.assignment,
            report=self.pk,
            week=report.assignment.week(report.slot_at),
            **told,
        )
