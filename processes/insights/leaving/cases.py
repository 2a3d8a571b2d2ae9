"""The people behind a figure, newest first, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from processes.insights.figures import Period
from processes.insights.leaving.choice import AFTER, Leaving
from processes.insights.leaving.figures import (
    HAD_MET,
    debriefs,
    leavers,
    meetings,
    newest_moves,
    of_choice,
)
from processes.models import Candidacy
from processes.models.which_events import read_mark

A_PAGE = 50


@dataclass(frozen=True)
class Cases:
    people: Sequence[Candidacy]
    earlier: str

    @property
    def is_cut(self) -> bool:
        return bool(self.earlier)


def rows(choice: Leaving, period: Period) -> QuerySet[Candidacy]:
    """Everybody who is counted in the figure; of meetings and steps those who went on, too."""
    if choice.moved:
        moved = {pk for pk, stage, *_ in newest_moves(choice, period) if stage == choice.moved}
        return narrowed(moved, choice)
    if choice.asked:
        asked = debriefs(choice, period).filter(whom=choice.asked.pk).values("candidacy")
        return narrowed(asked, choice)
    if choice.met:
        return who_met(choice, period)
    found = leavers(choice, period)
    if choice.stage:
        found = found.filter(stage=choice.stage)
    if choice.reason:
        found = found.filter(end_reason=choice.reason)
    if choice.month:
        found = found.filter(in_month(choice.month, period))
    if choice.meeting:
        found = found.filter(HAD_MET if choice.meeting == AFTER else ~HAD_MET)
    return found


def who_met(choice: Leaving, period: Period) -> QuerySet[Candidacy]:
    """Whoever met this contact; where "after" is asked, those who withdrew after it."""
    assert choice.met is not None
    held = meetings(choice, period).filter(whom=choice.met.pk)
    if choice.meeting == AFTER:
        held = held.filter(candidacy__said_no="candidate", candidacy__ended_at__gte=F("starts_at"))
    return narrowed(held.values("candidacy"), choice)


def narrowed(people: Any, choice: Leaving) -> QuerySet[Candidacy]:
    found: QuerySet[Candidacy] = of_choice(
        Candidacy.objects.filter(pk__in=people), choice, "assignment"
    )
    return found


def in_month(month: str, period: Period) -> Q:
    starts = period.months
    for number, start in enumerate(starts):
        if f"{start:%Y-%m}" == month:
            end = starts[number + 1] if number + 1 < len(starts) else period.at
            return Q(ended_at__gte=start) & (
                Q(ended_at__lt=end) if number + 1 < len(starts) else Q(ended_at__lte=end)
            )
    return Q(pk__in=[])


def page(choice: Leaving, period: Period, before: str = "") -> Cases:
    """Newest first, those in play after nobody: by when they left, else since when they stand."""
    found = rows(choice, period).annotate(when=Coalesce("ended_at", "stage_since"))
    if mark := read_mark(before):
        at, pk = mark
        found = found.filter(Q(when__lt=at) | Q(when=at, pk__lt=pk))
    found = found.select_related("candidate", "assignment__client").only(
        *("stage", "ended_at", "end", "end_reason", "said_no", "end_words", "stage_since"),
        *("candidate__first_name", "candidate__last_name", "candidate__closed_at"),
        "assignment__title",
        "assignment__client__name",
    )
    people = list(found.order_by("-when", "-pk")[: A_PAGE + 1])
    earlier = ""
    if len(people) > A_PAGE:
        last = people[A_PAGE - 1]
        when: datetime = last.when
        earlier = f"{when.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{last.pk}"
    return Cases(people[:A_PAGE], earlier)
