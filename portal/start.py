"""A contact's assignments in plain facts, for the page that the portal begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import User
from processes.models import Assignment, Candidacy, FollowUp, Meeting
from processes.reports.dates import day_and_month, day_and_time

AT_MOST = 50  # assignments on a page; the rest is on the next ones


@dataclass(frozen=True)
class Card:
    """An assignment; ``next_step`` is the next date there is, empty where none is to come."""

    pk: int
    title: str
    client: str
    week: int
    weeks: int
    presented: int
    words_owed: int
    recruiter: str
    next_step: str
    next_when: str
    closed_on: date | None
    outcome: str

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


def assignments_of(user: User, at: datetime, page: int = 1) -> tuple[list[Card], bool]:
    """A page of this contact's assignments, open ones first; and whether there are more."""
    presented = Candidacy.objects.shown_to_client().filter(presented_at__lte=at)
    owed = FollowUp.objects.waiting().clients_owe().filter(candidacy__isnull=False)
    meetings = Meeting.objects.to_come(at).filter(
        with_client=True,
        candidacy__assignment=OuterRef("pk"),
        candidacy__presented_at__isnull=False,
        candidacy__ended_at__isnull=True,
    )
    rows = (
        Assignment.objects.visible_to(user)
        .select_related("client", "owner")
        .annotate(
            presented=count_of(presented),
            words_owed=count_of(owed),
            meets_at=Subquery(meetings.order_by("starts_at").values("starts_at")[:1]),
        )
        .order_by(F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")
    )
    found = list(rows[(page - 1) * AT_MOST : page * AT_MOST + 1])
    return [card(row, at) for row in found[:AT_MOST]], len(found) > AT_MOST


def count_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows an assignment has; a join would multiply them by each other."""
    counted = rows.filter(assignment=OuterRef("pk")).order_by().values("assignment")
    return Coalesce(Subquery(counted.annotate(count=Count("pk")).values("count")), 0)


def card(row: Assignment, at: datetime) -> Card:
    step, when = next_date(row, at) if row.is_open else ("", "")
    return Card(
        pk=row.pk,
        title=row.title,
        client=row.client.name,
        week=row.week(at),
        weeks=row.target_weeks,
        presented=row.presented,  # type: ignore[attr-defined]
        words_owed=row.words_owed,  # type: ignore[attr-defined]
        recruiter=row.owner.full_name,
        next_step=step,
        next_when=when,
        closed_on=row.closed_at.astimezone(row.zone).date() if row.closed_at else None,
        outcome=str(row.get_outcome_display()) if row.outcome else "",
    )


def next_date(row: Assignment, at: datetime) -> tuple[str, str]:
    """A meeting that is booked, or what was agreed (C3), whichever is first."""
    today = at.astimezone(row.zone).date()
    agreed = [
        (row.presentation_on, _("Candidates are presented")),
        (row.meetings_on, _("Your meetings with candidates")),
        (row.decision_on, _("Your decision")),
    ]
    found = [(day, said, day_and_month(day)) for day, said in agreed if day and day >= today]
    meets_at: datetime | None = row.meets_at  # type: ignore[attr-defined]
    if meets_at:
        day = meets_at.astimezone(row.zone).date()
        found.insert(0, (day, _("You meet a candidate"), day_and_time(meets_at, row.zone)))
    _day, said, when = min(found, key=lambda one: one[0], default=(None, "", ""))
    return said, when
