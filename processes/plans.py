"""The schedule that a new assignment starts with: week by week, for interim day by day (C4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from accounts.working_time import WorkingHours

if TYPE_CHECKING:
    from processes.models.assignment import Assignment


def planned_for(assignment: Assignment, hours: WorkingHours) -> list[dict[str, Any]]:
    """Steps in order: text, the day each is due, and the milestone it stands for, if any."""
    opened = assignment.opened_at

    def working_day(count: int) -> date:
        return hours.local_day(hours.add_days(opened, count))

    def end_of_week(week: int) -> date:
        monday = assignment.opened_on - timedelta(days=assignment.opened_on.weekday())
        friday = monday + timedelta(weeks=week - 1, days=4)
        while not hours.is_working_day(friday):
            friday -= timedelta(days=1)
        return friday

    start = [
        (_("Kick-off with whoever ordered and whoever decides"), working_day(1), "kick_off"),
        (_("Schedule sent"), working_day(2), "schedule"),
    ]
    # Whoever orders on a Thursday has the schedule next week, and first people by its end.
    first = 1 if working_day(2) <= end_of_week(1) else 2
    agreed = {
        "presentation": assignment.presentation_on,
        "meetings": assignment.meetings_on,
        "decision": assignment.decision_on,
    }
    if assignment.kind == "interim":
        rest = [
            (_("Consultants asked for availability"), working_day(2), "contact"),
            (_("Interviews and references"), working_day(3), "interviews"),
            (_("Shortlist presented"), working_day(4), "presentation"),
            (_("Client meetings"), working_day(6), "meetings"),
            (_("Decision"), working_day(8), "decision"),
        ]
    else:
        weeks = assignment.target_weeks
        third = max(round(weeks * 0.5), 2)
        rest = [
            (_("Market mapped, first people contacted"), end_of_week(first), "mapping"),
            (_("Interviews"), end_of_week(max(third - 1, 2)), "interviews"),
            (_("Shortlist presented"), end_of_week(third), "presentation"),
            (_("Client meetings"), end_of_week(min(third + 1, weeks)), "meetings"),
            (_("Decision"), end_of_week(weeks), "decision"),
        ]
        if assignment.kind == "search":
            rest.insert(0, (_("Target companies agreed"), working_day(3), "targets"))
    steps: list[dict[str, Any]] = []
    earliest = assignment.opened_on
    for text, planned, milestone in [*start, *rest]:
        day = agreed.get(milestone) or planned
        if not agreed.get(milestone) and day < earliest:  # never before the step ahead of it
            day = next_working_day(earliest, hours)
        steps.append({"text": text, "due_on": day, "milestone": milestone})
        earliest = max(earliest, day)
    return steps


def next_working_day(day: date, hours: WorkingHours) -> date:
    """The day itself where somebody works on it."""
    while not hours.is_working_day(day):
        day += timedelta(days=1)
    return day
