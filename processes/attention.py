"""What needs a word though nobody's clock says so yet, and this week's reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone

from processes.evidence import Evidence
from processes.models import (
    Assignment,
    Candidacy,
    Event,
    EventKind,
    Obstacle,
    ObstacleHint,
    Report,
)
from processes.stages import Stage

A_WEEK = timedelta(days=7)
GRACE = timedelta(days=3)  # the first meeting agrees the dates; longer without them is a risk (C3)
SHOWN = 5


def on_assignments(owners: Q) -> Q:
    """The same owners, asked through the assignment."""
    children: list[Any] = owners.children
    asked = [
        on_assignments(one) if isinstance(one, Q) else (f"assignment__{one[0]}", one[1])
        for one in children
    ]
    return Q(*asked, _connector=owners.connector, _negated=owners.negated)


@dataclass(frozen=True)
class InTheWay:
    """An obstacle that the client has not been told of, or one that proposes itself (C6)."""

    pk: int
    title: str
    evidence: str
    assignment_id: int
    assignment: str
    client: str
    proposed: bool


def in_the_way(owners: Q) -> list[InTheWay]:
    """Obstacles to be told, then those that propose themselves, the newest first; one query."""
    open_ones = on_assignments(owners) & Q(assignment__closed_at=None)
    nothing = Value("", output_field=CharField())
    untold = Obstacle.objects.untold().filter(open_ones).order_by("-found_at")
    hints = ObstacleHint.objects.open().filter(open_ones).order_by("-proposed_at")
    columns = ("proposed", "pk", "head", "line", "because", "for_reason", "counted")
    about = ("assignment_id", "assignment__title", "assignment__client__name")
    rows = untold.annotate(
        proposed=Value(False),
        head=F("title"),
        line=F("evidence"),
        because=nothing,
        for_reason=nothing,
        counted=Value({}, output_field=JSONField()),
    ).values_list(*columns, *about)[:SHOWN]
    rows = rows.union(
        hints.annotate(
            proposed=Value(True),
            head=nothing,
            line=Value("", output_field=TextField()),
            because=F("cause"),
            for_reason=F("reason"),
            counted=F("facts"),
        ).values_list(*columns, *about)[:SHOWN],
        all=True,
    )
    return [in_words(*row) for row in sorted(rows, key=lambda row: (row[0], -row[1]))]


def in_words(
    proposed: bool,
    pk: int,
    title: str,
    evidence: str,
    cause: str,
    reason: str,
    counted: dict[str, Any],
    assignment_id: int,
    assignment: str,
    client: str,
) -> InTheWay:
    """A row of either kind; what proposes itself is put into words only now."""
    if proposed:
        one = Evidence(cause, counted, reason)
        title, evidence = one.title, one.sentence
    return InTheWay(pk, title, evidence, assignment_id, assignment, client, proposed)


def cooling(owners: Q, at: datetime) -> list[Candidacy]:
    """Whose interest has fallen so far that somebody must ring, until it recovers (K5).

    Behind them those whose interest fell a little within a week, and those who answer another
    offer soon (K6). Begins with what was noted and what is due, so it does not grow with the
    number of candidates.
    """
    today = timezone.localtime(at).date()
    soon = Q(other_offer_answers_on__range=(today, today + A_WEEK))
    noted = Event.objects.filter(kind=EventKind.INTEREST_NOTED, at__gte=at - A_WEEK)
    last = noted.filter(candidacy=OuterRef("pk")).order_by("-at", "-pk")
    was = last.annotate(was=Cast(KT("facts__was"), IntegerField())).values("was")[:1]
    fallen = Q(cooled_from__isnull=False) | Q(client_cooled_from__isnull=False)
    in_play = Candidacy.objects.in_play()
    concerned = noted.values("candidacy").union(
        in_play.filter(soon).values("pk"), in_play.filter(fallen).values("pk")
    )
    candidacies = (
        in_play.filter(on_assignments(owners), pk__in=concerned, assignment__closed_at=None)
        .exclude(stage=Stage.PLACED)
        .annotate(
            was=Subquery(was),
            has_fallen=Case(When(fallen, then=Value(0)), default=Value(1)),
        )
        .filter(fallen | soon | Q(was__gt=F("interest")))
        .select_related("candidate", "assignment__client")
        .only(
            *("interest", "cooled_from", "client_interest", "client_cooled_from", "stage"),
            *("other_offer_answers_on", "candidate__first_name", "candidate__last_name"),
            *("assignment__title", "assignment__client__name"),
        )
        .order_by("has_fallen", "other_offer_answers_on", "pk")
    )
    return list(candidacies[:SHOWN])


def is_without_dates(assignment: Assignment, at: datetime) -> bool:
    """Whether a date of C3 is missing for so long that it is a risk."""
    late = assignment.opened_at < at - GRACE
    return assignment.is_open and late and bool(assignment.missing_dates)


def without_dates(owners: Q, at: datetime) -> list[Assignment]:
    """Open assignments for which presentation, meetings or decision are not agreed (C3)."""
    missing = Q(presentation_on=None) | Q(meetings_on=None) | Q(decision_on=None)
    assignments = Assignment.objects.open().filter(owners, missing, opened_at__lt=at - GRACE)
    return list(assignments.select_related("client")[:SHOWN])


def reports_of_the_week(owners: Q, at: datetime) -> list[Report]:
    """This week's, and before them drafts of earlier weeks that still wait for somebody."""
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    this_week = Q(slot_at__gte=monday, slot_at__lt=monday + A_WEEK)
    left_over = Q(
        slot_at__lt=monday, approved_at__isnull=True, sent_at__isnull=True, stopped_at__isnull=True
    )
    reports = Report.objects.filter(on_assignments(owners), this_week | left_over)
    named = reports.select_related("assignment__client").only(
        *("approved_at", "sent_at", "stopped_at", "send_at", "needs_approval"),
        *("assignment__title", "assignment__client__name"),
    )
    return list(named.order_by("slot_at", "pk")[:12])


def to_review(reports: list[Report], at: datetime) -> list[Report]:
    """Those of them that somebody should read today: a draft that goes out today, or is late."""
    tomorrow = timezone.localtime(at).date() + timedelta(days=1)
    return [
        report
        for report in reports
        if report.is_draft and timezone.localtime(report.send_at).date() < tomorrow
    ]
