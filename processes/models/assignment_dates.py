"""What the client was promised by when: agreed dates, schedule and weekly report."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from accounts.models import User
from clients.models import Contact
from processes.letters_sent import contact_of
from processes.models.event import Event, EventKind
from processes.models.planned_activity import PlannedActivity
from processes.models.report_schedule import ReportSchedule
from processes.models.rooms import OfAssignment
from processes.schedules.lines import Why
from processes.schedules.planning import Order, planned
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter


class KeepsDates(OfAssignment):
    """Dates first (C3), the schedule by the second working day (C4), a report each week (C5)."""

    @property
    def missing_dates(self) -> list[str]:
        """Which of the dates that C3 wants agreed are not."""
        row = self.itself
        names = ("presentation_on", "meetings_on", "decision_on")
        return [
            str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in names
            if getattr(row, name) is None
        ]

    @transaction.atomic
    def agree_dates(
        self,
        *,
        presentation_on: date | None,
        meetings_on: date | None,
        decision_on: date | None,
        by: User,
        at: datetime,
    ) -> Event:
        """Presentation, client meetings and decision are agreed with the client (C3).

        One that was agreed before and gets another day counts as moved.
        """
        row = self.itself
        before = row.locked()
        row.presentation_on, row.meetings_on, row.decision_on = (
            presentation_on,
            meetings_on,
            decision_on,
        )
        row.save(update_fields=["presentation_on", "meetings_on", "decision_on"])
        agreed = {"presentation": presentation_on, "meetings": meetings_on, "decision": decision_on}
        for milestone, day in agreed.items():
            if not day:
                continue
            slips = bool(getattr(before, f"{milestone}_on"))
            for step in row.activities.filter(milestone=milestone, done_at=None):
                step.move_to(day, by=by, at=at, why=Why(agreed=True), slips=slips)
        facts: dict[str, Any] = {name: day.isoformat() for name, day in agreed.items() if day}
        return record(
            EventKind.DATES_AGREED,
            by=by,
            at=at,
            assignment=row,
            visible_to_client=True,
            **facts,
        )

    def plan_schedule(self) -> None:
        """Writes the schedule promised to the client (C4), in their language, by its kind."""
        from processes.models.schedule_template import ScheduleTemplate

        row = self.itself
        agreed = {
            "presentation": row.presentation_on,
            "meetings": row.meetings_on,
            "decision": row.decision_on,
        }
        order = Order(
            opened_at=row.opened_at,
            opened_on=row.opened_on,
            weeks=row.target_weeks,
            hours=row.owner.working_hours(),
            agreed=agreed,
        )
        steps = planned(ScheduleTemplate.objects.lines_of(row.kind), order, row.language)
        PlannedActivity.objects.bulk_create(
            PlannedActivity(assignment=row, position=position, **step)
            for position, step in enumerate(steps, start=1)
        )

    @transaction.atomic
    def note_schedule_sent(
        self,
        *,
        by: User | None,
        at: datetime,
        contact: Contact | None = None,
        version: int | None = None,
    ) -> Event:
        """Somebody at the client has the schedule: what was owed by C4 is given."""
        row = self.itself
        facts: dict[str, Any] = {"version": version} if version else {}
        for activity in row.activities.filter(milestone="schedule", done_at=None):
            activity.tick_off(by=by, at=at)
        return record(
            EventKind.SCHEDULE_SENT,
            by=by,
            at=at,
            assignment=row,
            contact=contact,
            reached=True,
            visible_to_client=True,
            **facts,
        )

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """A schedule of before there were versions went out; it counts as sent from now (C4)."""
        if letter.kind == "schedule":
            self.note_schedule_sent(by=None, at=at, contact=contact_of(letter))

    def plan_reports(self, *, at: datetime) -> None:
        """Sets when the next weekly report is due, by the schedule in force (C5)."""
        row = self.itself
        ReportSchedule.objects.in_force_for(row).set_next(row, at=at, last=None)
        row.save(update_fields=["next_report_at", "next_draft_at"])
