"""What another due time would do to the words that are open now, and doing it.

Only words that nobody has moved: a date that was put off or pulled forward is somebody's word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from processes.follow_ups.due_times import due_time, first_reminder
from processes.follow_ups.policies import InForce, Policies
from processes.follow_ups.rule import Due
from processes.models.follow_up import FollowUp
from processes.models.follow_up_policy import FollowUpPolicy
from processes.models.which_follow_ups import FollowUpQuerySet

SHOWN = 12
BATCH = 500


@dataclass(frozen=True)
class Outlook:
    """How many open words a due time counts for, and which of them would be late with it."""

    open: int
    newly_late: list[tuple[FollowUp, datetime]]
    no_longer_late: int

    @property
    def shown(self) -> list[tuple[FollowUp, datetime]]:
        return self.newly_late[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.newly_late) - SHOWN)


def counted(kind: str, client_id: int | None) -> FollowUpQuerySet:
    """Open, unmoved words for which a policy counts: the agency's not where a client has its own.

    Each with all that its due time is made of, and what it is about.
    """
    words = FollowUp.objects.waiting().filter(kind=kind, moved_by=None)
    if client_id is not None:
        words = words.filter(client=client_id)
    else:
        own = FollowUpPolicy.objects.filter(kind=kind).exclude(client=None)
        words = words.exclude(client__in=own.values("client"))
    return words.with_people().order_by("pk")


def outlook(kind: str, client_id: int | None, due: Due, *, at: datetime) -> Outlook:
    """What would become late now, longest waiting first, and what would be late no more."""
    total, newly, no_longer = 0, [], 0
    for word in counted(kind, client_id).iterator(chunk_size=BATCH):
        total += 1
        moment = due_time(word, due)
        if word.due_at >= at > moment:
            newly.append((word, moment))
        elif word.due_at < at <= moment:
            no_longer += 1
    return Outlook(total, sorted(newly, key=lambda pair: (pair[1], pair[0].pk)), no_longer)


@transaction.atomic
def retime(kind: str, client_id: int | None) -> int:
    """Gives the open words that nobody has moved the due time in force; how many have another now.

    The promise itself is another one: they do not count as moved.
    """
    words = list(counted(kind, client_id).select_related(None).locked().with_people())
    policies = Policies.of([kind], {word.client_id for word in words})
    changed = {word.pk for word in words if give(word, policies.in_force(kind, word.client_id))}
    # Where only the steps are others, clients are asked by those; who has been asked already is
    # left alone until the next step: remind_client looks which were taken.
    anew = [word for word in words if word.pk in changed or word.rule.chases]
    fields = ["due_at", "first_due_at", "next_reminder_at"]
    FollowUp.objects.bulk_update(anew, fields, batch_size=BATCH)
    return len(changed)


def give(word: FollowUp, in_force: InForce) -> bool:
    """Writes, unsaved, when the word is due and reminded; whether that is another moment."""
    before = word.due_at
    word.first_due_at = word.due_at = due_time(word, in_force.due)
    word.next_reminder_at = first_reminder(word, in_force.steps)
    return word.due_at != before
