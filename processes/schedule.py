"""The schedule promised to the client (C4), week by week in a few words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from processes.models import Assignment, PlannedActivity
from processes.stages import Stage, reached

# What a week is about, by the last of these milestones in it.
THEMES = {
    "kick_off": gettext_lazy("brief"),
    "schedule": gettext_lazy("brief and search"),
    "contact": gettext_lazy("search"),
    "targets": gettext_lazy("search"),
    "mapping": gettext_lazy("search"),
    "interviews": gettext_lazy("interviews"),
    "presentation": gettext_lazy("presentation"),
    "meetings": gettext_lazy("client meetings"),
    "decision": gettext_lazy("decision"),
}
# What the strip calls a step, where its own words are longer than a column.
SHORT = {
    "kick_off": gettext_lazy("kick-off call"),
    "schedule": gettext_lazy("schedule"),
    "contact": gettext_lazy("availability asked"),
    "targets": gettext_lazy("target companies"),
    "mapping": gettext_lazy("first people contacted"),
    "interviews": gettext_lazy("interviews"),
    "presentation": gettext_lazy("shortlist"),
    "meetings": gettext_lazy("meetings"),
    "decision": gettext_lazy("decision"),
}
MOST_WEEKS = 8  # in the strip; beyond, only weeks in which something is planned


@dataclass(frozen=True)
class Week:
    """A week of the strip, as components/schedule_weeks.html wants it."""

    label: str
    text: str
    past: bool


def counts_by_stage(assignment: Assignment) -> tuple[dict[str, int], int]:
    """How many ever got as far as each stage, out of it or not; and how many are out of it."""
    rows = assignment.candidacies.order_by().values_list("stage")
    stands = {
        stage: (all_, out) for stage, all_, out in rows.annotate(Count("pk"), Count("ended_at"))
    }
    none = (0, 0)
    got: dict[str, int] = {
        stage: sum(stands.get(later, none)[0] for later in reached(stage)) for stage in Stage
    }
    return got, sum(out for _all, out in stands.values())


def weeks(
    assignment: Assignment,
    activities: Iterable[PlannedActivity],
    counts: dict[str, int],
    at: datetime,
) -> list[Week]:
    """The schedule in a line, from the week of the order to the last one planned.

    What a week is about comes first in it: its last step. What was done early stands where it
    was done; what was done late, where it was promised.
    """
    monday = assignment.opened_on - timedelta(days=assignment.opened_on.weekday())
    by_week: dict[int, list[PlannedActivity]] = defaultdict(list)
    for activity in activities:
        day = activity.due_on
        if activity.done_at:
            day = min(day, activity.done_at.astimezone(assignment.zone).date())
        by_week[max((day - monday).days // 7 + 1, 1)].append(activity)
    last = max([assignment.target_weeks, *by_week])
    numbers = range(1, last + 1) if last <= MOST_WEEKS else sorted(by_week)
    now = assignment.week(at)
    return [
        Week(
            label=label_of(number, by_week[number]),
            text=", ".join(
                text
                for one in reversed(by_week[number])
                if (text := said_of(one, assignment, counts, at, theme_of(by_week[number])))
            ),
            past=number <= now,
        )
        for number in numbers
    ]


def label_of(number: int, activities: list[PlannedActivity]) -> str:
    theme = theme_of(activities)
    if not theme:
        return _("Week %(number)d") % {"number": number}
    return _("Week %(number)d · %(theme)s") % {"number": number, "theme": THEMES[theme]}


def theme_of(activities: list[PlannedActivity]) -> str:
    """The milestone that names a week, or nothing."""
    planned = {activity.milestone for activity in activities}
    return ([""] + [milestone for milestone in THEMES if milestone in planned])[-1]


def said_of(
    activity: PlannedActivity,
    assignment: Assignment,
    counts: dict[str, int],
    at: datetime,
    theme: str,
) -> str:
    """A few words on an activity: what came of it, the agreed day, or that it is late.

    What the week's ``theme`` has named is not named again.
    """
    day = date_format(activity.due_on, "DAY_FORMAT")
    what = SHORT.get(activity.milestone, activity.said)
    shortlist = counts[Stage.PRESENTED]
    if activity.milestone == "presentation" and shortlist:
        return ngettext(
            "shortlist of %(count)d presented", "shortlist of %(count)d presented", shortlist
        ) % {"count": shortlist}
    talked = counts[Stage.CONTACTED]
    if activity.milestone == "interviews" and talked:
        return _("%(contacted)d contacted, %(interviewed)d interviewed") % {
            "contacted": talked,
            "interviewed": counts[Stage.INTERVIEWED],
        }
    if activity.done_at:
        done = date_format(timezone.localtime(activity.done_at), "DAY_FORMAT")
        return _("%(what)s %(day)s") % {"what": what, "day": done}
    if activity.is_late(at):
        return _("%(what)s: was due %(day)s") % {"what": what, "day": day}
    agreed: dict[str, date | None] = {
        "presentation": assignment.presentation_on,
        "meetings": assignment.meetings_on,
        "decision": assignment.decision_on,
    }
    if agreed.get(activity.milestone):
        if activity.milestone != theme:
            return _("%(what)s %(day)s") % {"what": what, "day": day}
        return _("%(day)s, booked") % {"day": day}
    return _("%(what)s by %(day)s") % {"what": what, "day": day}
