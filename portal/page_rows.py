"""An assignment with all that its page shows and no report tells, in one statement."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, OuterRef, QuerySet

from accounts.models import User
from portal.schedules import with_schedule
from processes.models import (
    Assignment,
    Meeting,
    MeetingGuide,
    Placement,
    Presentation,
    Report,
    ReportSchedule,
    SharedDocument,
)
from processes.reports.alongside import alongside

AT_MOST = 50  # rows of a list; the newest, or those that come first
REPORTS = 260  # five years of weeks


def with_page(assignments: QuerySet[Assignment], at: datetime) -> QuerySet[Assignment]:
    """Each with its rows as ``*_rows``, read by the modules that show them."""
    mine = {"assignment": OuterRef("pk")}
    theirs = {"candidacy__assignment": OuterRef("pk")}
    reports = Report.objects.sent().filter(**mine).order_by("-slot_at")
    presentations = Presentation.objects.sent().filter(**mine).order_by("-number")
    team = User.objects.staff().filter(team_assignments=OuterRef("pk")).order_by("full_name", "pk")
    meetings = Meeting.objects.not_over(at).filter(with_client=True, **theirs)
    guides = MeetingGuide.objects.published().filter(**theirs)
    documents = SharedDocument.objects.standing().filter(**theirs)
    people = ("client", "owner", "decider", "ordered_by")
    return (
        with_schedule(assignments, at)
        .select_related(*people)
        .annotate(
            sections_told=ReportSchedule.objects.sections_within(),
            report_rows=alongside(
                reports[:REPORTS],
                **same("pk", "slot_at", "approved_at", "sent_at"),
            ),
            presentation_rows=alongside(
                presentations[:AT_MOST], **same("pk", "number", "sent_at", "rendered_at")
            ),
            team_rows=alongside(team, **same("pk", "full_name", "phone", "email")),
            meeting_rows=alongside(
                meetings.order_by("starts_at", "pk")[:AT_MOST],
                **same("candidacy_id", "starts_at", "place", "link", "agenda"),
                first_name=F("contact__first_name"),
                last_name=F("contact__last_name"),
            ),
            guide_rows=alongside(
                guides, **same("candidacy_id", "wants", "wants_words", "show", "case", "explore")
            ),
            document_rows=alongside(
                documents,
                **same("pk", "candidacy_id"),
                kind="document__kind",
                name="document__name",
            ),
            placement_rows=alongside(
                Placement.objects.filter(**theirs), **same("candidacy_id", "starts_on")
            ),
        )
    )


def same(*names: str) -> dict[str, str]:
    """These columns, each under its own name."""
    return {name: name for name in names}
