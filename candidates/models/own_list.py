from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import User
from accounts.working_time import local_moment


class OwnListQuerySet(models.QuerySet["OwnList"]):
    def due(self, at: datetime) -> OwnListQuerySet:
        """Whose searches are looked through at this moment."""
        return self.filter(next_news_at__lte=at, user__is_active=True)

    def tell_news(self, user: User, *, at: datetime) -> OwnList:
        """From the next morning on; whoever hears of news already goes on doing so."""
        mine, _new = self.get_or_create(user=user)
        if mine.next_news_at is None:
            mine.next_news_at = next_morning(user, at)
            mine.save(update_fields=["next_news_at"])
        return mine

    def choose_columns(self, user: User, columns: list[str]) -> None:
        self.update_or_create(user=user, defaults={"columns": columns})


def next_morning(user: User, at: datetime) -> datetime:
    """When their next working day begins, after the day of ``at``."""
    hours = user.working_hours()
    tomorrow = hours.local_day(at) + timedelta(days=1)
    return hours.next_open(local_moment(tomorrow, time(0), hours.zone))


class OwnList(models.Model):
    """How somebody has their list of candidates, and when their searches next tell of new people.

    No columns means the usual ones.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="own_list")
    columns = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    next_news_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[OwnListQuerySet] = OwnListQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            # OwnListQuerySet.due, asked once a second
            models.Index(
                fields=["next_news_at"],
                condition=models.Q(next_news_at__isnull=False),
                name="searches_that_tell_news",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"
