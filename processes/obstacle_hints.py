"""Looking for what stands in the way of an open assignment, so that the client hears it (C6)."""

from __future__ import annotations

from datetime import datetime

from processes import evidence
from processes.models import Assignment, ObstacleHint
from processes.models.obstacle import KIND_OF_REASON
from processes.models.which_assignments import AssignmentQuerySet


def due_looks(at: datetime) -> AssignmentQuerySet:
    """Open assignments on which something has happened, or that were looked at a day ago."""
    due: AssignmentQuerySet = Assignment.objects.open().filter(next_look_at__lte=at)
    return due


def look(pk: int, at: datetime) -> None:
    """Proposes what the counted evidence speaks for, once per cause; harmless when repeated."""
    assignment = Assignment.objects.open().select_related("client", "owner").filter(pk=pk).first()
    if assignment is None:
        return
    known = set(assignment.obstacles.order_by().values_list("kind", flat=True))
    for one in evidence.counted(assignment, assignment.activities.all(), at=at):
        if one.is_enough and not is_known(one, known):
            ObstacleHint.objects.propose(assignment, one.cause, one.facts, reason=one.reason, at=at)
    # What has happened during the look has written another moment here: that one stays.
    Assignment.objects.filter(pk=pk, next_look_at=assignment.next_look_at).update(
        next_look_at=assignment.owner.working_hours().add_days(at, 1)
    )


def is_known(one: evidence.Evidence, kinds: set[str]) -> bool:
    """Somebody has written the same down before it proposed itself."""
    return one.reason in KIND_OF_REASON and one.kind in kinds
