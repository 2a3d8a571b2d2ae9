"""What an event does to follow-ups: settles what it answers, drops the moot, opens new ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from accounts.working_time import WorkingHours
from processes.follow_ups.rules import RULES, Due, Rule
from processes.models.event import Event
from processes.models.follow_up import FollowUp, FollowUpPolicy


def carry_out(event: Event) -> None:
    """Settles first, then opens: a weekly call answers last week's and promises the next."""
    if event.assignment is None:
        return
    for rule in RULES:
        settles = any(event.matches(when) for when in rule.settled_by)
        drops = any(event.matches(when) for when in rule.dropped_by)
        if settles or drops:
            close(rule, event, settled=settles)
        if any(event.matches(when) for when in rule.opened_by):
            open_one(rule, event)


def close(rule: Rule, event: Event, *, settled: bool) -> None:
    """Closes this rule's open follow-ups on the event's subject, as settled or as dropped.

    An event that is logged late settles only what was open when it happened.
    """
    waiting = FollowUp.objects.waiting().filter(
        kind=rule.kind, assignment=event.assignment, opened_at__lte=event.at
    )
    waiting = waiting.exclude(opened_by=event)
    if rule.per == "candidacy" and event.candidacy is not None:
        waiting = waiting.filter(candidacy=event.candidacy)
    elif rule.per == "candidacy" and event.candidate is not None:
        return
    elif rule.per == "contact" and settled:
        waiting = waiting.filter(contact=event.contact)
    if settled:
        waiting.update(settled_by=event, settled_at=event.at, next_reminder_at=None)
    else:
        waiting.update(dropped_by=event, dropped_at=event.at, next_reminder_at=None)


def open_one(rule: Rule, event: Event) -> FollowUp | None:
    """Opens a follow-up by this rule, unless one is open or there is nobody to owe it to."""
    assignment = event.assignment
    if assignment is None or (not assignment.is_open and rule.per != "candidacy"):
        return None
    subject: dict[str, Any] = {"assignment": assignment, "candidacy": None, "contact": None}
    if rule.per == "candidacy":
        if event.candidacy is None:
            return None
        subject["candidacy"] = event.candidacy
        subject["contact"] = assignment.decider if rule.owes == "client" else None
    if rule.per == "contact":
        subject["contact"] = contact_of(rule, event)
        if subject["contact"] is None:
            return None
    due_at = due_time(rule, event)
    follow_up, _opened = FollowUp.objects.waiting().get_or_create(
        kind=rule.kind,
        **subject,
        defaults={
            "client": assignment.client,
            "owner": assignment.owner,
            "opened_by": event,
            "opened_at": event.at,
            "first_due_at": due_at,
            "due_at": due_at,
            "next_reminder_at": first_reminder(rule, event, due_at),
        },
    )
    return follow_up


def contact_of(rule: Rule, event: Event) -> Any:
    """Whom a first call is owed to: whoever ordered, and another who decides (C1)."""
    assignment = event.assignment
    assert assignment is not None
    if rule.kind == "first_call_orderer":
        return assignment.ordered_by
    return None if assignment.decider == assignment.ordered_by else assignment.decider


def debtors_hours(rule: Rule, event: Event) -> WorkingHours:
    assignment = event.assignment
    assert assignment is not None
    if rule.owes == "client":
        return assignment.client.working_hours()
    return assignment.owner.working_hours()


def due_of(rule: Rule, event: Event) -> Due:
    """The due time: the client's own policy, else the agency's, else the rule's."""
    policies = FollowUpPolicy.objects.filter(kind=rule.kind)
    for client in (event.client, None):
        for policy in policies:
            if policy.client_id == (client.pk if client else None):
                return policy.due
    return rule.due


def due_time(rule: Rule, event: Event) -> datetime:
    """When the word is due, in UTC, counted in the debtor's working time."""
    return later(event.at, due_of(rule, event), debtors_hours(rule, event))


def later(moment: datetime, due: Due, hours: WorkingHours) -> datetime:
    if due.end_of_day:
        return hours.close_of_day(moment, due.days)
    moment = hours.add_days(moment, due.days) if due.days else hours.next_open(moment)
    return hours.add(moment, timedelta(hours=due.hours)) if due.hours else moment


def first_reminder(rule: Rule, event: Event, due_at: datetime) -> datetime | None:
    if not rule.steps:
        return None
    return step_time(rule, 0, due_at, debtors_hours(rule, event))


def step_time(rule: Rule, step: int, due_at: datetime, hours: WorkingHours) -> datetime:
    """When a step of the ladder is due: working days after the due time, in working hours."""
    return hours.next_open(hours.add_days(due_at, rule.steps[step].days))
