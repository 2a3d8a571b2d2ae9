"""Which touchpoints: whose time comes, with what became of them, for which page."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from processes.confidential import seen_by

if TYPE_CHECKING:
    pass


class TouchpointQuerySet(models.QuerySet["Touchpoint"]):
    def visible_to(self, user: User) -> TouchpointQuerySet:
        """Of assignments that this person of the agency sees."""
        return self.filter(seen_by(user, "placement__candidacy__assignment"))

    def opening(self, at: datetime) -> TouchpointQuerySet:
        """Their window opens by now, and nobody owes the word yet."""
        return self.filter(opens_at__lte=at)

    def standing(self) -> TouchpointQuerySet:
        """What was not dropped: the rest of a plan whose candidate has left is."""
        return self.filter(dropped_at__isnull=True)

    def undone(self) -> TouchpointQuerySet:
        """The word has not been given: still to come, owed now, or dropped."""
        return self.exclude(follow_ups__settled_at__isnull=False)

    def to_come(self, first: date, last: date) -> TouchpointQuerySet:
        """Not given, and due from ``first`` on, or opening by ``last``."""
        return self.standing().undone().filter(opens_on__lte=last, due_on__gte=first)

    def with_people(self) -> TouchpointQuerySet:
        return self.select_related(
            "placement__candidacy__candidate",
            "placement__candidacy__assignment__client",
            "placement__candidacy__assignment__owner",
            "placement__candidacy__assignment__decider",
            "placement__candidacy__assignment__ordered_by",
        )
