"""Nobody waits on an empty chair: who sits for whom, and what moves when somebody goes or returns.

A follow-up's chair is its owner's, or that of the one for whom its owner stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from accounts.models import Leave, Role, User
from processes.models.follow_up import FollowUp
from processes.models.reminder import Reminder
from processes.models.which_follow_ups import FollowUpQuerySet


@dataclass(frozen=True)
class Chairs:
    """Whose chairs are empty at a moment, each with the deputy; read in one query."""

    deputies: dict[int, User]

    @classmethod
    def at(cls, at: datetime) -> Chairs:
        leaves = Leave.objects.covering(at).select_related("user", "deputy")
        return cls({leave.user_id: leave.deputy for leave in leaves if leave.is_away(at)})

    def is_empty(self, user: User) -> bool:
        return user.pk in self.deputies

    def owner(self, user: User) -> User:
        """Who sits in this chair: themselves, their deputy, or the deputy's deputy.

        Where all of those are away or have left, a lead or else an admin who is here; never
        somebody who has left while anybody is here.
        """
        sitting, passed = user, set[int]()
        while self.is_empty(sitting) and sitting.pk not in passed:
            passed.add(sitting.pk)
            sitting = self.deputies[sitting.pk]
        if sitting.is_active and not self.is_empty(sitting):
            return sitting
        return self._whoever_leads() or user

    def _whoever_leads(self) -> User | None:
        here = User.objects.staff().filter(role__in=[Role.LEAD, Role.ADMIN])
        leads_first = models.Case(models.When(role=Role.LEAD, then=0), default=1)
        return here.exclude(pk__in=self.deputies).order_by(leads_first, "pk").first()


def owner_at(user: User, at: datetime) -> User:
    """Who sits in somebody's chair at a moment."""
    return Chairs.at(at).owner(user)


class WhoseChairs(models.Func):
    """The ids of somebody, of those for whom they stand in, of those for whom these would, …"""

    template = (
        "(WITH RECURSIVE chairs (id) AS (SELECT %(expressions)s::bigint UNION"
        " SELECT leave.user_id FROM accounts_leave leave JOIN chairs ON leave.deputy_id = chairs.id"
        " WHERE leave.begun_at IS NOT NULL AND leave.back_at IS NULL) SELECT id FROM chairs)"
    )
    output_field = models.BigIntegerField()


def chairs_of(user: User) -> models.QuerySet[User]:
    """Whose chairs somebody sits in: their own, and of those who are away and named them.

    Or who named somebody who is away and has named them (see ``Chairs.owner``).
    """
    return User.objects.filter(pk__in=WhoseChairs(models.Value(user.pk)))


def seat(words: list[FollowUp], at: datetime) -> None:
    """Gives each of these new words, which are not saved yet, to whoever sits in its chair."""
    chairs = Chairs.at(at)
    for word in words:
        chair = word.owner
        if (sitting := chairs.owner(chair)) != chair:
            word.owner, word.stands_in_for = sitting, chair


@transaction.atomic
def take_places(pk: int, at: datetime) -> None:
    """A leave begins, ends or has changed: every open word sits where it should. Safe to repeat."""
    leave = Leave.objects.select_for_update(of=("self",)).select_related("user").filter(pk=pk)
    if (mine := leave.first()) is None:
        return
    mine.take_effect(at)
    seat_all(at)


def seat_all(at: datetime) -> None:
    """Every open word of an empty chair goes to the deputy; those of the others come back."""
    chairs = Chairs.at(at)
    waiting = FollowUp.objects.waiting()
    # Those with deputies first, by their chairs: a deputy who leaves hands on what is not theirs.
    for chair in User.objects.filter(pk__in=waiting.values("stands_in_for")).order_by("pk"):
        theirs = waiting.filter(stands_in_for=chair)
        if (sitting := chairs.owner(chair)) == chair:
            give(theirs, chair, stands_in_for=None)
        else:
            give(theirs.exclude(owner=sitting), sitting, stands_in_for=chair)
    for chair in User.objects.filter(pk__in=chairs.deputies).order_by("pk"):
        if (sitting := chairs.owner(chair)) != chair:
            give(waiting.filter(owner=chair, stands_in_for=None), sitting, stands_in_for=chair)


def pass_on(words: FollowUpQuerySet, giver: User, to: User, *, at: datetime) -> None:
    """What is owed from one chair is owed from another; while that is empty, by its deputy."""
    own = models.Q(owner=giver, stands_in_for=None) | models.Q(stands_in_for=giver)
    sitting = owner_at(to, at)
    give(words.filter(own), sitting, stands_in_for=None if sitting == to else to)


def give(words: FollowUpQuerySet, owner: User, *, stands_in_for: User | None) -> None:
    """Moves these open words to another desk, locked in the order in which everybody locks."""
    locked = words.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)
    moved = FollowUp.objects.filter(pk__in=list(locked))
    moved.update(owner=owner, stands_in_for=stands_in_for)
    # The other one's digest has told somebody else.
    Reminder.objects.filter(follow_up__in=moved, step="owner").delete()
