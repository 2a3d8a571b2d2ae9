from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

BEAT = timedelta(seconds=10)
TICKER = "ticker"  # what beats once a second, wherever it runs
SILENT = timedelta(minutes=10)  # without a beat for so long, people are told


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def beat(self, name: str, *, at: datetime) -> None:
        """Note that `name` is alive; more than one beat in ten seconds is not written down."""
        if not self.filter(name=name, at__gt=at - BEAT, at__lte=at).exists():
            self.update_or_create(name=name, defaults={"at": at})

    def last_of(self, name: str) -> datetime | None:
        """When `name` was last known to be alive; None if never."""
        return self.filter(name=name).values_list("at", flat=True).first()


class Heartbeat(models.Model):
    """The last sign of life of something that runs by itself, such as the ticker."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
