"""Drafts that nobody has approved: a word to whoever owes that, and in the end to the leads.

The day before, two working hours before, and when the slot has passed; each once per slot.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction

from accounts.models import Agency, Role, User
from accounts.working_time import WorkingHours
from mailings.models import Letter
from processes.deputies import Chairs
from processes.letters import letter_parts
from processes.models.report import Report

KIND = "report_reminder"
TWO_HOURS = timedelta(hours=2)


class Step(models.IntegerChoices):
    """In their order; ``Report.reminders`` counts those taken for when it is due now."""

    DAY_BEFORE = 0
    SOON = 1
    MISSED = 2


@transaction.atomic
def remind(pk: int, at: datetime) -> list[Letter]:
    """Writes what is due now, and when to look again; safe to run twice, late or at once.

    Of several steps that were missed only the last is told. Nothing is written for a draft that
    was approved or stopped a moment ago, nor outside working hours while that can wait.
    """
    report = (
        Report.objects.awaiting_approval()
        .select_for_update(of=("self",))
        .select_related("assignment__client", "assignment__owner")
        .filter(pk=pk)
        .first()
    )
    if report is None:
        return []
    chairs = Chairs.at(at)
    owner, leads = chairs.owner(report.assignment.owner), whoever_leads(chairs)
    times = step_times(report, owner.working_hours(), [lead.working_hours() for lead in leads])
    due = [step for step in Step if step >= report.reminders and times[step] <= at]
    letters = []
    if due:
        step = due[-1]
        told = leads if step is Step.MISSED else [owner]
        opens = may_be_told(told, at)
        if opens > at and (step is Step.MISSED or opens < report.send_at):
            wait(report, opens)
            return []
        letters = [write(report, step, user, at=at) for user in told]
        report.reminders = step + 1
    wait(report, times.get(report.reminders))
    return letters


def step_times(
    report: Report, hours: WorkingHours, leads: list[WorkingHours]
) -> dict[int, datetime]:
    """When each step is due: by the owner's working time, the last one by the leads'."""
    slot = report.send_at
    ready = max(hours.add_days(slot, -1), report.drafted_at)
    opens = hours.next_open(ready)
    first = opens if opens < slot else ready
    return {
        Step.DAY_BEFORE: first,
        Step.SOON: max(hours.before(slot, TWO_HOURS), first),
        Step.MISSED: min((lead.next_open(slot) for lead in leads), default=slot),
    }


def whoever_leads(chairs: Chairs) -> list[User]:
    """The leads, where there are none the admins; for one who is away, the deputy."""
    staff = User.objects.staff().order_by("pk")
    told = staff.filter(role=Role.LEAD) or staff.filter(role=Role.ADMIN)
    return list(dict.fromkeys(chairs.owner(one) for one in told))


def may_be_told(users: list[User], at: datetime) -> datetime:
    """The first moment from ``at`` on at which one of them is at work."""
    return min((user.working_hours().next_open(at) for user in users), default=at)


def wait(report: Report, until: datetime | None) -> None:
    report.next_reminder_at = until
    report.save(update_fields=["next_reminder_at", "reminders"])


def write(report: Report, step: Step, user: User, *, at: datetime) -> Letter:
    context = {
        "agency": Agency.current(),
        "report": report,
        "assignment": report.assignment,
        "owner": report.assignment.owner,
        "user": user,
        "step": step.name.lower(),
        "at": at,
        "url": settings.BASE_URL + report.get_absolute_url(),
    }
    hours = user.working_hours()
    parts = letter_parts(KIND, language=user.language, context=context, zone=hours.zone)
    return Letter.objects.write(
        kind=KIND,
        to=user.email,
        to_name=user.full_name,
        language=user.language,
        subject=parts.subject,
        html=parts.html,
        text=parts.text,
        key=f"{KIND}:{report.pk}:{report.send_at:%Y%m%d%H%M}:{step}:{user.pk}",
        recipient=user,
        occasion=report,
        send_at=hours.next_open(at) if step is Step.MISSED else at,
        at=at,
    )
