"""When the client has left every reminder unanswered, we ring for the word (C5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from processes.follow_ups.mechanism import give_times
from processes.follow_ups.policies import Policies
from processes.models.event import Event
from processes.models.follow_up import FollowUp

if TYPE_CHECKING:
    from datetime import datetime

    from clients.models import Contact
    from mailings.models import Letter


def call_after_last(letter: Letter, sent: Event) -> None:
    """The letter took the last step for some of its words: a call is owed for each of those."""
    words = list(
        FollowUp.objects.waiting()
        .clients_owe()
        .filter(reminders__letter=letter)
        .with_people()
        .prefetch_related("reminders")
        .distinct()
    )
    policies = Policies.of((word.kind for word in words), (word.client_id for word in words))
    last = []
    for word in words:
        steps = policies.in_force(word.kind, word.client_id).steps
        taken = {step.step for step in word.reminders.all() if step.letter_id == letter.pk}
        if steps and steps[-1].name in taken:
            last.append(word)
    call_for(last, sent.contact, opened_by=sent, at=sent.at)


def call_for(
    words: list[FollowUp], contact: Contact | None, *, at: datetime, opened_by: Event | None = None
) -> None:
    """We ring the contact for each of these words; a call that is owed already stays as it is."""
    calls = [
        FollowUp(
            kind="feedback_call",
            owner=word.owner,
            client=word.client,
            assignment=word.assignment,
            candidacy=word.candidacy,
            contact=contact,
            opened_by=opened_by or word.opened_by,
            opened_at=at,
        )
        for word in words
    ]
    if calls:
        give_times(calls)
        FollowUp.objects.bulk_create(calls, ignore_conflicts=True)
