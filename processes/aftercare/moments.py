"""When a touchpoint opens and is due, in the working time of whoever owes the word."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from processes.aftercare.planning import due_moment, opening
from processes.models.touchpoint import Touchpoint

if TYPE_CHECKING:
    from accounts.working_time import WorkingHours


def opened_at(point: Touchpoint, not_before: datetime) -> datetime:
    assert point.opens_on is not None, "only what has a day opens"
    return opening(point.opens_on, hours_of(point), not_before=not_before)


def due_at(point: Touchpoint, opened: datetime) -> datetime:
    assert point.due_on is not None, "only what has a day is due"
    return due_moment(opened, point.due_on, hours_of(point))


def hours_of(point: Touchpoint) -> WorkingHours:
    """Working time is counted where the word is owed from."""
    return point.placement.candidacy.assignment.owner.working_hours()
