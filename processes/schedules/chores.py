"""What schedules do by themselves; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from processes.models import ScheduleVersion
from processes.models.which_schedule_versions import ScheduleVersionQuerySet
from processes.schedules.sending import take_further


def due_schedules(at: datetime) -> ScheduleVersionQuerySet:
    due: ScheduleVersionQuerySet = ScheduleVersion.objects.due(at)
    return due


def do_schedule(pk: int, at: datetime) -> None:
    take_further(pk, at=at)
