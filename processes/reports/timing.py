"""When the next weekly report is due after its schedule has changed. Pure, without Django."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from accounts.working_time import find_time_zone
from processes.slots import Weekly


def next_slot(
    weekly: Weekly, *, at: datetime, last: datetime | None, planned: datetime | None
) -> datetime:
    """The slot to write down at ``at``: no week has two reports, and none goes without.

    ``last`` is the slot of the latest report there is, ``planned`` the one written down so far.
    A slot that is due already stays; so does this week's when the new schedule has none left in it.
    """
    if planned and planned <= at:
        return planned
    slot = weekly.next_after(at)
    while last and _week(weekly, slot) <= _week(weekly, last):
        slot = weekly.next_after(slot)
    if planned and _week(weekly, planned) < _week(weekly, slot):
        taken = last is not None and _week(weekly, planned) <= _week(weekly, last)
        return slot if taken else planned
    return slot


def _week(weekly: Weekly, moment: datetime) -> date:
    """The Monday of the week in which the moment lies where the schedule's clock hangs."""
    day = moment.astimezone(find_time_zone(weekly.time_zone)).date()
    return day - timedelta(days=day.weekday())
