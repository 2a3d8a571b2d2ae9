"""A shortlist is a selection: who stands in reserve, and when there are too few on it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Count, Max, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _t

from accounts.models import Agency, User
from processes.models.event import Event, EventKind
from processes.models.follow_up import FollowUp
from processes.models.rooms import OfCandidacy
from processes.models.wrong_stage import WrongStage
from processes.stages import ON_SHORTLIST, Reason, Stage
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.assignment import Assignment

ENOUGH = 3  # where the agency has said nothing yet
# Nobody is missed on a shortlist that has done its work.
ITS_WORK_IS_DONE = {Reason.CLOSED, Reason.OTHER_CHOSEN}


class OnShortlist(OfCandidacy, models.Model):
    """A selection and never one: enough presented, and reserves behind them, in order (C8)."""

    reserve = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def keep_in_reserve(self, *, by: User, at: datetime) -> Event | None:
        """Stands behind those presented, last in line (C8); who is in reserve stays there.

        Raises ``WrongStage`` for whoever is presented, placed or out of it.
        """
        row = self.itself
        # Whoever keeps somebody else at this moment waits, and stands behind them.
        row.assignment.locked()
        was = row.locked()
        if not was.is_in_play or was.stage in (*ON_SHORTLIST, Stage.PLACED):
            raise WrongStage(
                _t("Only somebody who is in play and not presented can stand in reserve.")
            )
        if was.reserve:
            return None
        last = type(row).objects.filter(assignment=row.assignment_id).aggregate(Max("reserve"))
        self.reserve = (last["reserve__max"] or 0) + 1
        self.save(update_fields=["reserve"])
        return record(EventKind.FIT_NOTED, by=by, at=at, candidacy=row, reserve=self.reserve)

    @transaction.atomic
    def step_in_reserve(self, *, up: bool, by: User, at: datetime) -> Event | None:
        """Changes places with whoever stands before or behind them in reserve; else nothing."""
        row = self.itself
        line = type(row).objects.filter(assignment=row.assignment_id, reserve__isnull=False)
        places = list(line.order_by("reserve").select_for_update(no_key=True, of=("self",)))
        order = [one.pk for one in places]
        if row.pk not in order:
            return None
        here = order.index(row.pk)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(places):
            return None
        other = places[there]
        self.reserve, other.reserve = other.reserve, places[here].reserve
        self.save(update_fields=["reserve"])
        other.save(update_fields=["reserve"])
        return record(EventKind.FIT_NOTED, by=by, at=at, candidacy=row, reserve=self.reserve)

    @transaction.atomic
    def leave_reserve(self, *, by: User | None, at: datetime) -> Event | None:
        """Stands in reserve no longer; twice changes nothing."""
        row = self.itself
        if row.locked().reserve is None:
            return None
        self.reserve = None
        self.save(update_fields=["reserve"])
        return record(EventKind.FIT_NOTED, by=by, at=at, candidacy=row, reserve=0)

    def fall_short(self, *, by: User | None, at: datetime) -> Event | None:
        """Somebody presented is out: with fewer than the minimum, the next is to be proposed (C8).

        None while that is owed already, or where the shortlist has done its work.
        """
        row = self.itself
        if row.end_reason in ITS_WORK_IS_DONE:
            return None
        assignment = row.assignment
        known = counted(assignment)
        owed = FollowUp.objects.waiting().filter(assignment=assignment, kind="propose_next")
        if not assignment.is_open or known["placed"] or known["presented"] >= known["minimum"]:
            return None
        if owed.exists():
            return None
        return record(EventKind.SHORTLIST_SHORT, by=by, at=at, assignment=assignment, **known)

    def makes_selection(self) -> bool:
        """Whether with them on the shortlist the client has enough to choose from (C8).

        Of a candidacy ``with_selection``.
        """
        known = vars(self)
        enough: bool = known["others_presented"] + 1 >= known["minimum"]
        return enough


def counted(assignment: Assignment) -> dict[str, Any]:
    """Of those in play: how many are presented, in reserve and placed; and the agency's minimum."""
    wanted = Agency.objects.values("shortlist_minimum")[:1]
    found = assignment.candidacies.filter(ended_at__isnull=True).aggregate(
        presented=Count("pk", filter=Q(stage__in=ON_SHORTLIST)),
        reserves=Count("reserve"),
        placed=Count("pk", filter=Q(stage=Stage.PLACED)),
        minimum=Max(Coalesce(Subquery(wanted), ENOUGH)),
    )
    return {**found, "minimum": found["minimum"] or ENOUGH}


SHORTLISTS_MAKE_SENSE = [
    models.UniqueConstraint(
        fields=["assignment", "reserve"],
        name="one_place_each_in_reserve",
        deferrable=models.Deferrable.DEFERRED,
    ),
    models.CheckConstraint(
        condition=Q(reserve__isnull=True) | Q(ended_at__isnull=True, stage__in=Stage.values[:4]),
        name="nobody_presented_or_out_stands_in_reserve",
    ),
]
