"""What reports do by themselves; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from processes.models.assignment import Assignment
from processes.models.report import Report
from processes.models.which_assignments import AssignmentQuerySet
from processes.models.which_reports import ReportQuerySet
from processes.reports.delivery import preview, take_further
from processes.reports.drafting import draft_next
from processes.reports.reminding import remind


def due_drafts(at: datetime) -> AssignmentQuerySet:
    due: AssignmentQuerySet = Assignment.objects.due_for_draft(at)
    return due


def do_draft(pk: int, at: datetime) -> None:
    draft_next(pk, at=at)


def due_reports(at: datetime) -> ReportQuerySet:
    due: ReportQuerySet = Report.objects.due(at)
    return due


def do_report(pk: int, at: datetime) -> None:
    take_further(pk, at=at)


def due_previews(at: datetime) -> ReportQuerySet:
    due: ReportQuerySet = Report.objects.previews_wanted(at)
    return due


def do_preview(pk: int, at: datetime) -> None:
    preview(pk, at=at)


def due_reminders(at: datetime) -> ReportQuerySet:
    due: ReportQuerySet = Report.objects.due_for_reminder(at)
    return due


def do_reminder(pk: int, at: datetime) -> None:
    remind(pk, at)
