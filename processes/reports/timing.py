"""When the next weekly report is due after its schedule has changed. Pure, without Django."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from processes.slots import AFTER, BEFORE, Weekly


def next_slot(
    weekly: Weekly, *, at: datetime, last: datetime | None, planned: datetime | None
) -> datetime:
    """The slot to write down at ``at``: no week has two reports, and none goes without.

    ``last`` is the slot of the latest report there is, ``planned`` the one written down so far.
    A slot that is due already stays; so does this week's when the new schedule has none left in it.
    A slot that a holiday moved across a weekend counts for the week that it was meant for.
    """
    if planned and planned <= at:
        return planned
    slot = weekly.next_after(at)
    while last and weekly.week_of(slot) <= weekly.week_of(last):
        slot = weekly.next_after(slot)
    if planned and (week := _week_meant(weekly, planned)) < weekly.week_of(slot):
        taken = last is not None and week <= weekly.week_of(last)
        return slot if taken else planned
    return slot


def _week_meant(weekly: Weekly, planned: datetime) -> date:
    """The week that a slot was meant for, maybe under the other rule for public holidays."""
    other = replace(weekly, on_holiday=AFTER if weekly.on_holiday == BEFORE else BEFORE)
    return min(weekly.week_of(planned), other.week_of(planned))
