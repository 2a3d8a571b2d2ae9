"""Which obstacles: open ones, and those the client has heard of or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from processes.confidential import seen_by

if TYPE_CHECKING:
    from processes.models.obstacle import Obstacle


class ObstacleQuerySet(models.QuerySet["Obstacle"]):
    def visible_to(self, user: User) -> ObstacleQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user))

    def open(self) -> ObstacleQuerySet:
        return self.filter(decided_at__isnull=True)

    def untold(self) -> ObstacleQuerySet:
        return self.filter(told_at__isnull=True)

    def told(self) -> ObstacleQuerySet:
        return self.filter(told_at__isnull=False)
