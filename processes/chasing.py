"""Asking a client's contact for feedback that is late: politely, with a cap, in working hours."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation

from accounts.models import Agency
from accounts.working_time import WorkingHours
from clients.models import Contact
from mailings.models import Letter
from processes import words
from processes.digests import write_reminders
from processes.follow_ups import rules
from processes.follow_ups.calling import call_for
from processes.follow_ups.due_times import step_time
from processes.follow_ups.policies import in_force
from processes.follow_ups.rule import Step
from processes.letters import letter_parts
from processes.models import Candidacy, FollowUp

KIND = "feedback_reminder"


@transaction.atomic
def remind_client(pk: int, at: datetime) -> Letter | None:
    """Writes to whoever owes us this word, with all else that they owe; safe to run twice or late.

    One letter per contact and day; each step of the ladder once. After the last one, and where
    nobody can be written to, it is for the recruiter to call.
    """
    asked = FollowUp.objects.waiting().clients_owe().with_people().filter(pk=pk).first()
    if asked is None:
        return None
    contact = whom_to_ask(asked)
    hours = asked.client.working_hours()
    policies = in_force(rules.kinds(owes="client"), asked.client_id)
    ladders = {kind: policy.steps for kind, policy in policies.items()}
    rows = FollowUp.objects.waiting().clients_owe().filter(client=asked.client_id, due_at__lte=at)
    # Locked and looked at again: what was settled a moment ago is not here any more.
    late = [
        word for word in rows.locked().with_people().order_by("pk") if whom_to_ask(word) == contact
    ]
    asked = FollowUp.objects.waiting().with_people().filter(pk=pk).first()
    if asked is None:
        return None
    steps = {word: due_steps(word, ladders[word.kind], at, hours) for word in late}
    told = [(word, step.name) for word in late for step in steps[word]]
    if asked not in late or not steps[asked]:
        wait_until(asked, next_step_at(asked, ladders[asked.kind], at, hours))
        return None
    if contact is None:
        wait_until(asked, None)
        call_for([asked], None, at=at)
        return None
    if not hours.is_open(at):
        wait_until(asked, hours.next_open(at))
        return None
    key = f"{KIND}:{contact.pk}:{hours.local_day(at)}"
    if Letter.objects.filter(key=key).exists():
        for word, _step in told:
            wait_until(word, hours.next_open(hours.close_of_day(at, 0)))
        return None
    letter = write_to(contact, late, asked, key=key, at=at)
    write_reminders(told, letter, at)
    for word, _step in told:
        wait_until(word, next_step_at(word, ladders[word.kind], at, hours))
    return letter


def whom_to_ask(word: FollowUp) -> Contact | None:
    """Whoever decides, else who ordered: the first who still works there and has an address."""
    assignment = word.assignment
    assert assignment is not None, "what a client owes is about an assignment"
    for contact in (word.contact, assignment.decider, assignment.ordered_by):
        if contact and contact.is_active and is_address(contact.email):
            return contact
    return None


def is_address(email: str) -> bool:
    """Imported contacts may carry something else in the column."""
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def due_steps(
    word: FollowUp, ladder: tuple[Step, ...], at: datetime, hours: WorkingHours
) -> list[Step]:
    """Steps whose time has come and that were not taken since the word was due."""
    taken = {reminder.step for reminder in word.reminders.all() if reminder.at >= word.due_at}
    return [
        step
        for step in ladder
        if step.name not in taken and step_time(step, word.due_at, hours) <= at
    ]


def next_step_at(
    word: FollowUp, ladder: tuple[Step, ...], at: datetime, hours: WorkingHours
) -> datetime | None:
    """When the next step after this moment is due; None after the last."""
    times = (step_time(step, word.due_at, hours) for step in ladder)
    return next((moment for moment in times if moment > at), None)


def wait_until(word: FollowUp, moment: datetime | None) -> None:
    FollowUp.objects.waiting().filter(pk=word.pk).update(next_reminder_at=moment)


def shown_to_client(word: FollowUp) -> str:
    """What the letter is about: the candidate as this client sees them."""
    return word.candidacy.shown_name if word.candidacy else word.waiting_for


def write_to(
    contact: Contact, late: list[FollowUp], asked: FollowUp, *, key: str, at: datetime
) -> Letter:
    rows = sorted(late, key=lambda word: (word.opened_at, word.pk))
    people = Candidacy.objects.select_related("candidate", "assignment").as_shown()
    known = people.in_bulk([word.candidacy_id for word in rows if word.candidacy_id])
    for word in rows:
        if word.candidacy_id:
            word.candidacy = known[word.candidacy_id]
    with translation.override(contact.language):
        names = words.listed(dict.fromkeys(shown_to_client(word) for word in rows))
    facts = words.facts_about(
        assignment=asked.assignment, contact=contact, by=asked.owner, candidates=names, at=at
    )
    context = {
        "agency": Agency.current(),
        "words": words.draft_around_table("feedback_asked", contact.language, facts),
        "writer": asked.owner,
        "rows": rows,
        "at": at,
        "base_url": settings.BASE_URL,
    }
    zone = asked.client.working_hours().zone
    parts = letter_parts(KIND, language=contact.language, context=context, zone=zone)
    return Letter.objects.write(
        kind=KIND,
        to=contact.email,
        to_name=contact.full_name,
        language=contact.language,
        subject=parts.subject,
        html=parts.html,
        text=parts.text,
        key=key,
        recipient=contact,
        occasion=asked,
        reply_to=asked.owner.email,
        from_name=asked.owner.full_name,
        at=at,
    )
