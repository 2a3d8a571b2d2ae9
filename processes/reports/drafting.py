"""The next weekly report of an assignment, drafted when its time has come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from processes.models.assignment import Assignment
from processes.models.report import Report
from processes.models.report_schedule import ReportSchedule
from processes.models.which_reports import A_WEEK


@transaction.atomic
def draft_next(pk: int, *, at: datetime) -> Report | None:
    """Drafts what is due and sets the next slot; early or twice it only puts the time right.

    Slots that passed in the meantime (a machine was off) yield one report, for the last of them.
    """
    assignment = (
        Assignment.objects.open()
        .select_for_update(no_key=True, of=("self",))
        .select_related("client", "decider", "ordered_by")
        .filter(pk=pk)
        .first()
    )
    if assignment is None or assignment.next_report_at is None:
        return None
    schedule = ReportSchedule.objects.in_force_for(assignment)
    weekly = schedule.weekly(assignment.client.country)
    first = slot = assignment.next_report_at
    report = None
    if schedule.is_paused:
        assignment.next_report_at = assignment.next_draft_at = None
    else:
        if weekly.draft_at(slot) <= at:
            while weekly.draft_at(following := weekly.next_week_after(slot)) <= at:
                slot = following
            report = Report.objects.draft(
                assignment,
                slot,
                at=at,
                since=first - A_WEEK,
                needs_approval=schedule.needs_approval,
                language=assignment.language,
            )
            slot = following
        assignment.next_report_at, assignment.next_draft_at = slot, weekly.draft_at(slot)
    assignment.save(update_fields=["next_report_at", "next_draft_at"])
    return report
