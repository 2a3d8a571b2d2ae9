"""Which reports: to review, to be taken further, in trouble; and how a draft is made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import transaction
from django.db.models import Max, Q

from accounts.models import User
from processes.confidential import seen_by
from processes.models.document import DocumentQuerySet

if TYPE_CHECKING:
    from processes.models.assignment import Assignment
    from processes.models.report import Report

A_WEEK = timedelta(days=7)
APPROVED = Q(approved_at__isnull=False) | Q(needs_approval=False)


class ReportQuerySet(DocumentQuerySet["Report"]):
    def visible_to(self, user: User) -> ReportQuerySet:
        """Staff: of assignments they see; a client's contact: those sent about theirs."""
        if user.is_staff_member:
            return self.filter(seen_by(user))
        from processes.models.assignment import Assignment

        return self.sent().filter(assignment__in=Assignment.objects.visible_to(user))

    def on_their_way(self) -> Self:
        """Neither sent nor stopped."""
        return self.filter(sent_at__isnull=True, stopped_at__isnull=True)

    def to_review(self) -> ReportQuerySet:
        return self.on_their_way().filter(approved_at__isnull=True)

    def approved(self) -> ReportQuerySet:
        return self.on_their_way().filter(approved_at__isnull=False)

    def sent(self) -> ReportQuerySet:
        return self.filter(sent_at__isnull=False)

    def stopped(self) -> ReportQuerySet:
        return self.filter(stopped_at__isnull=False)

    def waiting(self) -> Self:
        """To be taken further by a worker: approved at the slot, rendered, written into letters."""
        return super().waiting().filter(APPROVED, stopped_at__isnull=True)

    def overdue(self, at: datetime) -> Self:
        """Should be in letters by now, whatever keeps it but a missing approval."""
        return self.on_their_way().filter(APPROVED, letters_at__isnull=True, send_at__lte=at)

    def in_trouble(self, at: datetime) -> Self:
        """What somebody must look at: something went wrong, or the slot passed unapproved."""
        late = Q(approved_at__isnull=True, needs_approval=True, send_at__lte=at)
        wrong = ~Q(last_error="") & Q(letters_at__isnull=True)
        return self.on_their_way().filter(late | wrong)

    def stuck(self) -> Self:
        return super().stuck().on_their_way()

    def awaiting_approval(self) -> ReportQuerySet:
        """Drafts that do not go out before somebody has approved them."""
        return self.to_review().filter(needs_approval=True)

    def due_for_reminder(self, at: datetime) -> ReportQuerySet:
        return self.awaiting_approval().filter(next_reminder_at__lte=at)

    def previews_wanted(self, at: datetime) -> Self:
        return self.filter(preview_wanted_at__lte=at)

    def last_slots(self, assignments: Iterable[Assignment]) -> dict[int, datetime]:
        """The slot of the latest report there is, by assignment."""
        rows = self.filter(assignment__in=list(assignments)).order_by()
        return dict(rows.values_list("assignment").annotate(Max("slot_at")))

    @transaction.atomic
    def draft(
        self,
        assignment: Assignment,
        slot: datetime,
        *,
        at: datetime,
        since: datetime | None = None,
        needs_approval: bool = False,
        language: str = "en",
    ) -> Report:
        """The draft for a slot, from the timeline since the last report; the same slot adds none.

        One whose own slot passed without approval takes the new slot, words and all: missed
        slots yield one report. ``since``: where no report was made before; a week by default.
        """
        mine = self.filter(assignment=assignment)
        if report := mine.filter(slot_at=slot).first():
            return report
        missed = mine.to_review().filter(slot_at__lt=slot, send_at__lte=at).order_by("slot_at")
        if report := missed.select_for_update(of=("self",)).last():
            report.slot_at = report.send_at = report.try_after = report.ring_after = slot
            report.needs_approval, report.reminders = needs_approval, 0
            report.put_off_from = None  # it is due at a slot again
            report.next_reminder_at = at if needs_approval else None
            report.save(
                update_fields=[
                    *("slot_at", "send_at", "try_after", "ring_after", "needs_approval"),
                    *("next_reminder_at", "reminders", "put_off_from"),
                ]
            )
            return report
        report, _made = self.get_or_create(
            assignment=assignment,
            slot_at=slot,
            defaults={
                "since_at": mine.covered_until()
                or max(since or slot - A_WEEK, assignment.opened_at),
                "send_at": slot,
                "try_after": slot,
                "ring_after": slot,
                "drafted_at": at,
                "needs_approval": needs_approval,
                "next_reminder_at": at if needs_approval else None,
                "language": language,
            },
        )
        return report

    def covered_until(self) -> datetime | None:
        """Up to when approved reports have told everything."""
        told = self.filter(approved_at__isnull=False, stopped_at__isnull=True)
        until: datetime | None = told.aggregate(until=Max("approved_at"))["until"]
        return until
