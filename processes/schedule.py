"""The schedule promised to the client (C4): week by week, and the letter that brings it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Agency
from clients.models import Contact
from mailings.composing import compose
from mailings.models import Letter
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


class NoAddress(Exception):
    """Neither whoever ordered nor whoever decides has an e-mail address."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nobody has an e-mail address: neither whoever ordered nor whoever decides. "
                "Add one, or send the schedule yourself and note it here."
            )
        )


@dataclass(frozen=True)
class Week:
    """A week of the strip, as components/schedule_weeks.html wants it."""

    label: str
    text: str
    past: bool


@dataclass(frozen=True)
class Sending:
    """Letters of one version of the schedule; ``again`` if they had been written before."""

    letters: list[Letter]
    again: bool


def counts_by_stage(assignment: Assignment) -> tuple[dict[str, int], int]:
    """How many ever got as far as each stage, out of it or not; and how many are out of it."""
    rows = assignment.candidacies.order_by().values_list("stage")
    stands = {
        stage: (all_, out) for stage, all_, out in rows.annotate(Count("pk"), Count("ended_at"))
    }
    none = (0, 0)
    got = {stage: sum(stands.get(later, none)[0] for later in reached(stage)) for stage in Stage}
    return dict(got), sum(out for _all, out in stands.values())


def weeks(
    assignment: Assignment,
    activities: Iterable[PlannedActivity],
    counts: dict[str, int],
    at: datetime,
) -> list[Week]:
    """The schedule in a line, from the week of the order to the last one planned."""
    monday = assignment.opened_on - timedelta(days=assignment.opened_on.weekday())
    by_week: dict[int, list[PlannedActivity]] = defaultdict(list)
    for activity in activities:
        by_week[max((activity.due_on - monday).days // 7 + 1, 1)].append(activity)
    last = max([assignment.target_weeks, *by_week])
    numbers = range(1, last + 1) if last <= MOST_WEEKS else sorted(by_week)
    now = assignment.week(at)
    return [
        Week(
            label=label_of(number, by_week[number]),
            text=", ".join(
                text for one in by_week[number] if (text := said_of(one, assignment, counts, at))
            ),
            past=number <= now,
        )
        for number in numbers
    ]


def label_of(number: int, activities: list[PlannedActivity]) -> str:
    planned = {activity.milestone for activity in activities}
    themes = [theme for milestone, theme in THEMES.items() if milestone in planned]
    if not themes:
        return _("Week %(number)d") % {"number": number}
    return _("Week %(number)d · %(theme)s") % {"number": number, "theme": themes[-1]}


def said_of(
    activity: PlannedActivity, assignment: Assignment, counts: dict[str, int], at: datetime
) -> str:
    """A few words on an activity: what came of it, the agreed day, or that it is late."""
    day = date_format(activity.due_on, "D j M")
    what = SHORT.get(activity.milestone, activity.text)
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
        done = date_format(timezone.localtime(activity.done_at), "D j M")
        return _("%(what)s %(day)s") % {"what": what, "day": done}
    if activity.is_late(at):
        return _("%(what)s: was due %(day)s") % {"what": what, "day": day}
    agreed: dict[str, date | None] = {
        "presentation": assignment.presentation_on,
        "meetings": assignment.meetings_on,
        "decision": assignment.decision_on,
    }
    if agreed.get(activity.milestone):
        return _("%(day)s, booked") % {"day": day}
    return _("%(what)s by %(day)s") % {"what": what, "day": day}


@transaction.atomic
def send(assignment: Assignment, *, at: datetime) -> Sending:
    """Writes the schedule to whoever ordered and whoever decides, each in their language.

    Once per person and version of the schedule. It counts as sent when a letter went out
    (``Assignment.letter_was_sent``). Raises ``NoAddress``.
    """
    people = recipients(assignment)
    if not people:
        raise NoAddress
    activities = list(assignment.activities.all())
    letters = [write_to(person, assignment, activities, at=at) for person in people]
    return Sending(letters, again=all(letter.created_at < at for letter in letters))


def recipients(assignment: Assignment) -> list[Contact]:
    asked = dict.fromkeys(filter(None, [assignment.ordered_by, assignment.decider]))
    return [contact for contact in asked if contact.is_active and contact.email]


def write_to(
    contact: Contact, assignment: Assignment, activities: list[PlannedActivity], *, at: datetime
) -> Letter:
    agency, owner = Agency.current(), assignment.owner
    subject, html, text = compose(
        "schedule",
        language=contact.language,
        zone=assignment.zone,
        context={
            "agency": agency,
            "assignment": assignment,
            "activities": activities,
            "contact": contact,
            "owner": owner,
            "portal_url": settings.BASE_URL + reverse("portal") if contact.user_id else "",
        },
    )
    return Letter.objects.write(
        kind="schedule",
        to=contact.email,
        to_name=contact.full_name,
        from_name=f"{owner.full_name}, {agency.name}",
        reply_to=owner.email,
        language=contact.language,
        subject=subject,
        html=html,
        text=text,
        key=f"schedule:{assignment.pk}:{contact.pk}:{version(activities)}",
        recipient=contact,
        occasion=assignment,
        at=at,
    )


def version(activities: Iterable[PlannedActivity]) -> str:
    """Changes whenever the schedule says something else."""
    lines = "\n".join(f"{one.due_on} {one.text} {bool(one.done_at)}" for one in activities)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]
