"""What an event does to follow-ups: settles what it answers, drops the moot, opens new ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.working_time import WorkingHours
from processes.follow_ups.preparing import preparing_time
from processes.follow_ups.rules import RULES, Due, Rule, When
from processes.models.event import Event
from processes.models.follow_up import FollowUp
from processes.models.follow_up_policy import FollowUpPolicy

if TYPE_CHECKING:
    from processes.models.assignment import Assignment


def carry_out(event: Event) -> None:
    """Settles first, then opens: a weekly call answers last week's and promises the next."""
    if event.assignment is None:
        return
    close_answered(event, event.assignment)
    open_new(event, event.assignment)


def close_answered(event: Event, assignment: Assignment) -> None:
    """Closes the open follow-ups that the event answers or makes moot.

    An event that is logged late closes only what was open when it happened. The rows are
    locked: whoever settles at the same moment waits, looks again and finds nothing left to do.
    """
    settles = {rule.kind: is_among(event, rule.settled_by) for rule in RULES}
    drops = {rule.kind: is_among(event, rule.dropped_by) for rule in RULES}
    kinds = [kind for kind in settles if settles[kind] or drops[kind]]
    if not kinds:
        return
    waiting = (
        FollowUp.objects.waiting()
        .filter(about(event), assignment=assignment, kind__in=kinds, opened_at__lte=event.at)
        .exclude(opened_by=event)
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    settled, dropped = [], []
    for follow_up in waiting:
        if settles[follow_up.kind] and reaches(event, follow_up):
            settled.append(follow_up.pk)
        elif drops[follow_up.kind]:
            dropped.append(follow_up.pk)
    if settled:
        FollowUp.objects.filter(pk__in=settled).update(
            settled_by=event, settled_at=event.at, next_reminder_at=None
        )
    if dropped:
        FollowUp.objects.filter(pk__in=dropped).update(
            dropped_by=event, dropped_at=event.at, next_reminder_at=None
        )


def is_among(event: Event, whens: Iterable[When]) -> bool:
    return any(event.matches(when) for when in whens)


def about(event: Event) -> Q:
    """Follow-ups of the event's own candidate, and those of nobody in particular."""
    if event.candidacy_id is not None:
        return Q(candidacy=None) | Q(candidacy=event.candidacy_id)
    if event.candidate_id is not None:
        return Q(candidacy=None) | Q(candidacy__candidate=event.candidate_id)
    return Q()


def reaches(event: Event, follow_up: FollowUp) -> bool:
    """Whether the event reached the one of the client's people to whom this word is owed."""
    if follow_up.rule.per != "contact":
        return True
    return follow_up.contact_id in (None, event.contact_id)


def open_new(event: Event, assignment: Assignment) -> None:
    """Opens what the event promises, unless it is open already or nobody is there to owe it to.

    What a later event, logged earlier, has answered already is written down as settled by it.
    """
    wanted = [
        follow_up
        for rule in RULES
        if is_among(event, rule.opened_by)
        and (follow_up := prepared(rule, event, assignment)) is not None
    ]
    if not wanted:
        return
    policies = due_times(wanted, assignment)
    answers = later_answers(wanted, event, assignment)
    for follow_up in wanted:
        rule, hours = follow_up.rule, debtors_hours(follow_up.rule, assignment)
        due = policies.get(rule.kind, rule.due)
        follow_up.first_due_at = follow_up.due_at = due_time(due, event, hours)
        follow_up.next_reminder_at = first_reminder(rule, follow_up.due_at, hours)
        if answer := first_answer(follow_up, answers):
            follow_up.settled_by, follow_up.settled_at = answer, answer.at
            follow_up.next_reminder_at = None
    # Two that open the same at once: the second finds it open and leaves it.
    FollowUp.objects.bulk_create(wanted, ignore_conflicts=True)
    for follow_up in wanted:
        if follow_up.rule.due.on and follow_up.settled_by is None:
            move_promise(follow_up)


def prepared(rule: Rule, event: Event, assignment: Assignment) -> FollowUp | None:
    """The follow-up without its due time; None where there is nobody to owe it, or who owes it."""
    candidacy = event.candidacy if rule.per == "candidacy" else None
    contact = contact_of(rule, event, assignment)
    if rule.per == "candidacy" and candidacy is None:
        return None
    if rule.per == "contact" and contact is None and rule.contact != "met":
        return None
    if not assignment.is_open and rule.owed != "candidate":
        return None
    if rule.owes == "client" and candidacy is not None and not candidacy.is_in_play:
        return None
    return FollowUp(
        kind=rule.kind,
        assignment=assignment,
        client_id=assignment.client_id,
        candidacy=candidacy,
        contact_id=contact,
        owner_id=(event.by_id or assignment.owner_id) if rule.due.on else assignment.owner_id,
        opened_by=event,
        opened_at=event.at,
    )


def contact_of(rule: Rule, event: Event, assignment: Assignment) -> int | None:
    """Whom of the client's people the word concerns (C1: who ordered, and another who decides)."""
    orderer, decider = assignment.ordered_by_id, assignment.decider_id
    if rule.contact == "decider":
        return None if decider == orderer else decider
    return {"": None, "orderer": orderer, "met": event.contact_id, "chased": decider or orderer}[
        rule.contact
    ]


def due_times(wanted: list[FollowUp], assignment: Assignment) -> dict[str, Due]:
    """Due times by kind where they differ from the table: the agency's, over them the client's."""
    policies = FollowUpPolicy.objects.filter(
        Q(client=None) | Q(client=assignment.client_id),
        kind__in=[follow_up.kind for follow_up in wanted],
    )
    in_order = sorted(policies, key=lambda policy: policy.client_id is not None)
    return {policy.kind: policy.due for policy in in_order}


def later_answers(wanted: list[FollowUp], event: Event, assignment: Assignment) -> list[Event]:
    """Events after this one that may have answered what it opens: it was logged late."""
    kinds = {when.kind for follow_up in wanted for when in follow_up.rule.settled_by}
    later = Event.objects.filter(assignment=assignment, at__gt=event.at, kind__in=kinds)
    return list(later.order_by("at", "pk"))


def first_answer(follow_up: FollowUp, answers: list[Event]) -> Event | None:
    """The first of these events that answers this follow-up."""
    for event in answers:
        same = follow_up.candidacy is None or event.candidate_id == follow_up.candidacy.candidate_id
        if same and is_among(event, follow_up.rule.settled_by) and reaches(event, follow_up):
            return event
    return None


def move_promise(promise: FollowUp) -> None:
    """A newer promise to the same person moves the one that is open; it counts as moved."""
    older = FollowUp.objects.waiting().filter(
        kind=promise.kind,
        assignment=promise.assignment,
        candidacy=promise.candidacy,
        contact=promise.contact,
        opened_at__lte=promise.opened_at,
    )
    older.exclude(opened_by=promise.opened_by).update(
        due_at=promise.due_at, next_reminder_at=promise.next_reminder_at
    )


def debtors_hours(rule: Rule, assignment: Assignment) -> WorkingHours:
    """Working time is counted where the word is owed from."""
    if rule.owes == "client":
        return assignment.client.working_hours()
    return assignment.owner.working_hours()


def due_time(due: Due, event: Event, hours: WorkingHours) -> datetime:
    """When the word is due, in UTC, counted in the debtor's working time."""
    if due.on:
        day = datetime.combine(date.fromisoformat(event.facts[due.on]), time(12), hours.zone)
        return hours.close_of_day(day, 0)
    return later(event.at, due, hours)


def later(moment: datetime, due: Due, hours: WorkingHours) -> datetime:
    """This much working time after a moment."""
    if due.end_of_day:
        return hours.close_of_day(moment, due.days)
    moment = hours.add_days(moment, due.days) if due.days else hours.next_open(moment)
    return hours.add(moment, timedelta(hours=due.hours)) if due.hours else moment


def first_reminder(rule: Rule, due_at: datetime, hours: WorkingHours) -> datetime | None:
    """When the client is first asked, or a message prepared for whoever waits for our word (K3)."""
    if rule.chases:
        return step_time(rule, 0, due_at, hours)
    return preparing_time(rule.kind, due_at, hours)


def step_time(rule: Rule, step: int, due_at: datetime, hours: WorkingHours) -> datetime:
    """When a step of the ladder is due: working days after the due time, in working hours."""
    return hours.next_open(hours.add_days(due_at, rule.steps[step].days))
