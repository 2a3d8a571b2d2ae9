"""Which vacancies anyone may read, and which they once could."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models

from accounts.models import Agency
from processes.models.closing import Closing

if TYPE_CHECKING:
    from processes.models.assignment import Assignment
    from processes.models.vacancy import Vacancy


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def published(self, at: datetime) -> VacancyQuerySet:
        """What anyone may read and apply for at this moment, and nothing else."""
        closing = Closing.objects.under_way().filter(assignment=models.OuterRef("assignment"))
        return self.filter(
            models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=our_day(at)),
            ~models.Exists(closing),
            published_at__lte=at,
            withdrawn_at=None,
            assignment__closed_at=None,
            assignment__confidential=False,
        )

    def known(self) -> VacancyQuerySet:
        """Those that anyone could once read: whoever comes back to one is told that it is over."""
        return self.filter(published_at__isnull=False, assignment__confidential=False)

    def take_away_from(self, assignment: Assignment, *, at: datetime) -> None:
        """Closed, or for few eyes from now: it comes back only where somebody publishes it."""
        mine = self.filter(assignment=assignment, published_at__isnull=False, withdrawn_at=None)
        mine.update(withdrawn_at=at, changed_at=at)

    def with_people(self) -> models.QuerySet[Vacancy]:
        return self.select_related("assignment__client", "assignment__owner")


def our_day(at: datetime) -> date:
    """The day in the agency's time zone."""
    return at.astimezone(Agency.current().working_hours().zone).date()
