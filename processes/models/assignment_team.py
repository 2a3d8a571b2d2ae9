"""Who of us works on an assignment: its recruiter, and a team that may be closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Coalesce

from accounts.models import Role, User
from processes.deputies import pass_on
from processes.models.event import Event, EventKind
from processes.models.rooms import OfAssignment
from processes.timeline import record


class HasTeam(OfAssignment):
    """Whoever owes a word on it can see it."""

    def owing_unseen(self, owner: User, team: Iterable[User]) -> list[User]:
        """Who owes a word on it, by chairs, and would not see it with these on a closed team."""
        words = self.itself.follow_ups.waiting().order_by()
        chairs = words.values(chair=Coalesce("stands_in_for", "owner"))
        people = User.objects.filter(pk__in=chairs, role=Role.RECRUITER)
        seeing = {owner.pk, *(user.pk for user in team)}
        return list(people.exclude(pk__in=seeing).order_by("full_name"))

    @transaction.atomic
    def let_in(self, user: User, *, by: User, at: datetime) -> Event | None:
        """Whoever gets something to do on a confidential assignment joins its team."""
        row = self.itself
        own = user.leads or user.pk == row.owner_id or row.team.filter(pk=user.pk).exists()
        if own or not row.confidential:  # who only sits in for somebody joins, too
            return None
        row.team.add(user)
        return record(EventKind.ASSIGNMENT_EDITED, by=by, at=at, assignment=row, fields=["team"])

    @transaction.atomic
    def hand_over(self, to: User, *, by: User, at: datetime, why: str = "") -> Event:
        """Another recruiter leads it from now on, and owes what the one before owed on it."""
        row = self.itself
        mine = row.locked()
        row.owner = to
        row.save(update_fields=["owner"])
        pass_on(row.follow_ups.waiting(), mine.owner, to, at=at)
        return record(
            EventKind.ASSIGNMENT_EDITED,
            by=by,
            at=at,
            assignment=row,
            text=why,
            fields=["owner"],
            giver=mine.owner.full_name,
            taker=to.full_name,
        )
