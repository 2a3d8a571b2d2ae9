"""Plain facts for the portal's pages: all that a client's contact may see, and nothing else.

No model reaches a portal template: what is not written down here cannot be shown there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from portal.schedules import SchedulePart, schedule_of
from processes.models import Assignment, Candidacy, FollowUp, Report, ReportSchedule
from processes.reports.facts import facts
from processes.reports.report_lines import Part
from processes.reports.sections import Section
from processes.reports.words import ReportWords, words

A_WEEK = timedelta(days=7)
AT_MOST = 50  # assignments and reports on a page; a contact with more finds the newest

# Sections that a client finds here as they stand in a report, unless they are switched off for
# their reports; the others have panels of their own.
AS_IN_THE_REPORT = frozenset({Section.INTERIM, Section.COMPANIES, Section.MARKET, Section.LEFT})


@dataclass(frozen=True)
class Card:
    """An assignment on the start page."""

    pk: int
    title: str
    client: str
    week: int
    weeks: int
    presented: int
    words_owed: int
    recruiter: str
    closed_on: date | None
    outcome: str


@dataclass(frozen=True)
class Sent:
    """A report that went out."""

    pk: int
    title: str
    assignment: int
    client: str
    sent_at: datetime
    week: int


@dataclass(frozen=True)
class AssignmentPage:
    """Everything that an assignment's page shows."""

    words: ReportWords
    recruiter: str
    phone: str
    email: str
    client: str
    schedule: SchedulePart
    reports: list[Sent]
    is_open: bool
    outcome: str
    closing_words: str
    parts: list[Part]


def assignments_of(user: User, at: datetime) -> list[Card]:
    """This contact's assignments, open ones first."""
    presented = Candidacy.objects.shown_to_client().filter(presented_at__lte=at)
    owed = FollowUp.objects.waiting().clients_owe().filter(candidacy__isnull=False)
    rows = (
        Assignment.objects.visible_to(user)
        .select_related("client", "owner")
        .annotate(presented=count_of(presented), words_owed=count_of(owed))
        .order_by(F("closed_at").desc(nulls_first=True), "-opened_at")[:AT_MOST]
    )
    return [
        Card(
            pk=row.pk,
            title=row.title,
            client=row.client.name,
            week=row.week(at),
            weeks=row.target_weeks,
            presented=row.presented,  # type: ignore[attr-defined]
            words_owed=row.words_owed,  # type: ignore[attr-defined]
            recruiter=row.owner.full_name,
            closed_on=row.closed_at.astimezone(row.zone).date() if row.closed_at else None,
            outcome=str(row.get_outcome_display()) if row.outcome else "",
        )
        for row in rows
    ]


def count_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows an assignment has; a join would multiply them by each other."""
    counted = rows.filter(assignment=OuterRef("pk")).order_by().values("assignment")
    return Coalesce(Subquery(counted.annotate(count=Count("pk")).values("count")), 0)


def page_of(assignment: Assignment, at: datetime) -> AssignmentPage:
    """The assignment as it stands at ``at``; what is new is so since a week ago."""
    until = min(at, assignment.closed_at or at)
    known = facts(assignment, max(until - A_WEEK, assignment.opened_at), until)
    wanted = ReportSchedule.objects.sections_for(assignment)  # what this client is to be told
    said = words(known, sections=wanted, whole_past=True)
    return AssignmentPage(
        words=said,
        recruiter=assignment.owner.full_name,
        phone=assignment.owner.phone,
        email=assignment.owner.email,
        client=assignment.client.name,
        schedule=schedule_of(assignment, known.schedule, until),
        reports=sent_reports(assignment),
        is_open=assignment.is_open,
        outcome=str(assignment.get_outcome_display()) if assignment.outcome else "",
        closing_words=assignment.closing_words,
        parts=[part for part in said.sections if part.name in AS_IN_THE_REPORT],
    )


def sent_reports(assignment: Assignment) -> list[Sent]:
    rows = Report.objects.sent().filter(assignment=assignment).order_by("-slot_at")
    rows = rows.only("slot_at", "approved_at", "sent_at")
    return [sent(row, assignment) for row in rows[:AT_MOST]]


def sent(report: Report, assignment: Assignment) -> Sent:
    assert report.sent_at is not None, "only sent reports are shown"
    return Sent(
        pk=report.pk,
        title=assignment.title,
        assignment=assignment.pk,
        client=assignment.client.name,
        sent_at=report.sent_at,
        week=assignment.week(report.approved_at or report.slot_at),  # the one on its first line
    )
