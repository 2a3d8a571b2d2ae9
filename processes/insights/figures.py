"""How words were kept, and how long people waited for them, counted by PostgreSQL.

A follow-up counts in the month in which its word was given or first fell due, whichever came
first, of the agency's calendar. It is **late** when it was given after its due time, or is open
and past it; else **moved** when it was put off (due later than at first), given or not; else
**kept**, when it was given in time. Dropped ones, those not due yet, and clocks that only
measure silence do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import (
    Aggregate,
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    Value,
    When,
)
from django.db.models.functions import Least, TruncMonth

from processes.insights.choice import Choice, counted_kinds, kind_names
from processes.models import FollowUp
from processes.models.follow_up import FollowUpQuerySet

FEW = 10  # below this a share or a median says little
DAY = timedelta(days=1)
# Whose waiting is measured, and which words end it.
ANSWERED_BY = {
    "application": ("application",),
    "personal_feedback": ("personal_feedback",),
    "client_feedback": ("client_feedback", "feedback_after_meeting"),
}
ANSWERS = tuple(ANSWERED_BY)


class Median(Aggregate):
    """The middle one of the values that are there."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True)
class Record:
    """How the words of a kind, a recruiter, a client or a month were kept; ``key`` names it."""

    key: Any
    name: str
    kept: int = 0
    moved: int = 0
    late: int = 0

    @property
    def owed(self) -> int:
        return self.kept + self.moved + self.late

    @property
    def share(self) -> int | None:
        """Kept on time, in percent; None of nothing."""
        return round(100 * self.kept / self.owed) if self.owed else None

    @property
    def is_few(self) -> bool:
        return 0 < self.owed < FEW


@dataclass(frozen=True)
class Answers:
    """Waits for an answer that began in a month or period, and the median of those that ended.

    The time is that of a clock on the wall, nights and weekends included: whoever waits, waits
    through them.
    """

    asked: int = 0
    answered: int = 0
    median: timedelta | None = None

    @property
    def days(self) -> float | None:
        return None if self.median is None else self.median / DAY

    @property
    def share(self) -> int | None:
        return round(100 * self.answered / self.asked) if self.asked else None

    @property
    def is_few(self) -> bool:
        """Whether the median stands on few answers."""
        return 0 < self.answered < FEW

    @property
    def few_asked(self) -> bool:
        return 0 < self.asked < FEW


@dataclass(frozen=True)
class Period:
    """The moment of looking, and the months looked at, by their first moments."""

    at: datetime
    zone: ZoneInfo
    months: list[datetime]


def owed_words(choice: Choice, period: Period) -> FollowUpQuerySet:
    """What had to be said in the period: ours, unless a kind is chosen that a client owes."""
    since, at = period.months[0], period.at
    kinds = [choice.kind] if choice.kind else counted_kinds(owes="us")
    found = FollowUp.objects.filter(
        Q(settled_at__isnull=True) | Q(settled_at__gte=since),
        Q(first_due_at__lte=at) | Q(settled_at__lte=at),
        dropped_at__isnull=True,
        first_due_at__gte=since,
        kind__in=kinds,
    )
    return narrowed(found, choice)


def narrowed(found: FollowUpQuerySet, choice: Choice) -> FollowUpQuerySet:
    if choice.reader:
        found = found.visible_to(choice.reader)
    if choice.recruiter:
        found = found.owed_by(choice.recruiter)
    return found.filter(client=choice.client) if choice.client else found


def counts(at: datetime) -> dict[str, Count]:
    """Late, moved and kept: each word is one of the three."""
    late = Q(settled_at__gt=F("due_at")) | Q(settled_at__isnull=True, due_at__lt=at)
    moved = Q(due_at__gt=F("first_due_at"))
    given = Q(settled_at__lte=F("due_at"))
    in_time = given | Q(settled_at__isnull=True, due_at__gte=at)
    return {
        "kept": Count("pk", filter=given & Q(due_at__lte=F("first_due_at"))),
        "moved": Count("pk", filter=in_time & moved),
        "late": Count("pk", filter=late),
    }


def by(field: str, name: str, choice: Choice, period: Period, most: int | None) -> list[Record]:
    """Records by a field of the follow-up, most words first; ``most`` cuts the list."""
    rows = (
        owed_words(choice, period)
        .values_list(field, name)
        .annotate(**counts(period.at), words=Count("pk"))
        .order_by("-words", name, field)
    )
    return [Record(*row[:5]) for row in (rows[:most] if most else rows)]


def by_kind(choice: Choice, period: Period) -> list[Record]:
    """One for each kind of which there was any, most words first, by its name on pages."""
    rows = (
        owed_words(choice, period)
        .values_list("kind")
        .annotate(**counts(period.at), words=Count("pk"))
        .order_by("-words", "kind")
    )
    names = kind_names()
    return [Record(kind, names[kind], *numbers) for kind, *numbers, _words in rows]


def by_recruiter(choice: Choice, period: Period, most: int | None = None) -> list[Record]:
    return by("owner", "owner__full_name", choice, period, most)


def by_client(choice: Choice, period: Period, most: int | None = None) -> list[Record]:
    return by("client", "client__name", choice, period, most)


def by_month(choice: Choice, period: Period) -> list[Record]:
    """One for each month of the period, empty ones too; the key is the month's first moment."""
    month = TruncMonth(Least("first_due_at", "settled_at"), tzinfo=period.zone)
    rows = (
        owed_words(choice, period)
        .annotate(month=month)
        .values_list("month")
        .annotate(**counts(period.at))
        .order_by()
    )
    found = {start: numbers for start, *numbers in rows}
    return [Record(start, "", *found.get(start, [])) for start in period.months]


def empty_months(period: Period) -> list[Record]:
    return [Record(start, "") for start in period.months]


def in_all(records: Iterable[Record]) -> Record:
    rows = list(records)
    return Record(
        None,
        "",
        sum(row.kept for row in rows),
        sum(row.moved for row in rows),
        sum(row.late for row in rows),
    )


def answers(choice: Choice, period: Period) -> dict[str, Answers]:
    """To applicants, personal feedback, clients' answers; no chosen kind narrows them."""
    found = {answer: Answers(*numbers) for answer, *numbers in waits(choice, period, "answer")}
    return {kind: found.get(kind, Answers()) for kind in ANSWERS}


def answers_by_month(choice: Choice, period: Period) -> dict[str, list[Answers]]:
    """The same for each month of the period, by the month in which the waiting began."""
    found = {
        (answer, start): Answers(*numbers)
        for answer, start, *numbers in waits(choice, period, "answer", "month")
    }
    return {
        kind: [found.get((kind, start), Answers()) for start in period.months] for kind in ANSWERS
    }


def waits(choice: Choice, period: Period, *per: str) -> Sequence[tuple[Any, ...]]:
    waited = ExpressionWrapper(F("settled_at") - F("opened_at"), output_field=DurationField())
    answer = Case(*(When(kind__in=kinds, then=Value(name)) for name, kinds in ANSWERED_BY.items()))
    began = FollowUp.objects.filter(
        dropped_at__isnull=True,
        kind__in=[kind for kinds in ANSWERED_BY.values() for kind in kinds],
        opened_at__gte=period.months[0],
        opened_at__lte=period.at,
    )
    return list(
        narrowed(began, choice)
        .annotate(answer=answer, month=TruncMonth("opened_at", tzinfo=period.zone))
        .values_list(*per)
        .annotate(asked=Count("pk"), answered=Count("settled_at"), median=Median(waited))
        .order_by()
    )
