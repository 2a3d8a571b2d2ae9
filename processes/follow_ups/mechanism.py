"""What an event does to follow-ups: settles what it answers, drops the moot, opens new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from processes.deputies import seat
from processes.follow_ups.answers import (
    concerned,
    ending,
    first_ending,
    is_among,
    later_events,
    one_each,
)
from processes.follow_ups.due_times import due_time, first_reminder, is_promise
from processes.follow_ups.opening import placed_of, prepared
from processes.follow_ups.policies import Policies
from processes.follow_ups.rules import RULES
from processes.models.event import Event
from processes.models.follow_up import FollowUp

if TYPE_CHECKING:
    from processes.models.candidacy import Candidacy


def carry_out(event: Event) -> None:
    """Settles first, then opens: a weekly call answers last week's and promises the next."""
    from processes.aftercare import keeping

    placed = placed_of(event)
    given = close_answered(event, placed)
    open_new(event, placed)
    keeping.follow(event, given)


def close_answered(event: Event, placed: list[Candidacy]) -> list[FollowUp]:
    """Closes the open follow-ups that the event answers or makes moot; which it has answered.

    An event that is logged late closes only what was open when it happened. The rows are
    locked: whoever settles at the same moment waits, looks again and finds nothing left to do.
    """
    kinds = [rule.kind for rule in RULES if is_among(event, (*rule.settled_by, *rule.dropped_by))]
    where = concerned(event, kinds, placed) if kinds else None
    if where is None:
        return []
    waiting = (
        FollowUp.objects.waiting()
        .filter(where, kind__in=kinds, opened_at__lte=event.at)
        .exclude(opened_by=event)
        .select_related("touchpoint")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    closed: dict[str | None, list[FollowUp]] = {}
    for word in waiting:
        closed.setdefault(ending(event, word), []).append(word)
    if settled := one_each(closed.get("settled", [])):
        FollowUp.objects.filter(pk__in=[word.pk for word in settled]).update(
            settled_by=event, settled_at=event.at, next_reminder_at=None
        )
    if dropped := closed.get("dropped"):
        FollowUp.objects.filter(pk__in=[word.pk for word in dropped]).update(
            dropped_by=event, dropped_at=event.at, next_reminder_at=None
        )
    return settled


def open_new(
    event: Event, placed: list[Candidacy], in_place_of: list[FollowUp] | None = None
) -> None:
    """Opens what the event promises (in place of these words only), unless it is open already.

    What a later event, logged earlier, has answered already is written down as ended by it.
    """
    opening = [rule for rule in RULES if is_among(event, rule.opened_by)]
    if in_place_of is not None:
        kinds = {word.kind for word in in_place_of}
        opening = [rule for rule in opening if rule.kind in kinds]
    words = [word for rule in opening for word in prepared(rule, event, placed)]
    if in_place_of is not None:
        subjects = {word.subject for word in in_place_of}
        words = [word for word in words if word.subject in subjects]
    if not words:
        return
    give_times(words)
    answers = later_events(words, event)
    for word in words:
        if found := first_ending(word, answers):
            end(word, *found)
    # Two that open the same at once: the second finds it open and leaves it.
    FollowUp.objects.bulk_create(words, ignore_conflicts=True)
    for word in words:
        # A word that reached them has settled the older promise; only another kind moves it.
        if is_promise(word.rule) and word.is_open and ending(event, word) != "settled":
            move_promise(word)


def give_times(words: list[FollowUp]) -> None:
    """Whose desk these new words come to, when they are due and when the client is reminded."""
    seat(words, words[0].opened_at)
    policies = Policies.of((word.kind for word in words), (word.client_id for word in words))
    for word in words:
        in_force = policies.in_force(word.kind, word.client_id)
        word.first_due_at = word.due_at = due_time(word, in_force.due)
        word.next_reminder_at = first_reminder(word, in_force.steps)


def end(word: FollowUp, event: Event, how: str) -> None:
    """Writes down, unsaved, what has settled or dropped this word."""
    if how == "settled":
        word.settled_by, word.settled_at = event, event.at
    else:
        word.dropped_by, word.dropped_at = event, event.at
    word.next_reminder_at = None


def move_promise(promise: FollowUp) -> None:
    """A newer promise to the same person moves the one that is open; it counts as moved.

    One for the same day is remembered too: it stands, should the older one be undone.
    """
    older = FollowUp.objects.waiting().same_as(promise).filter(opened_at__lte=promise.opened_at)
    older.exclude(opened_by=promise.opened_by).update(
        due_at=promise.due_at,
        next_reminder_at=promise.next_reminder_at,
        moved_by=promise.opened_by,
        moved_from=F("due_at"),
    )
