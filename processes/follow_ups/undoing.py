"""Taking back what an event that was logged by mistake did to follow-ups, as if it never was."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from processes.follow_ups.answers import first_ending, later_events, unused
from processes.follow_ups.due_times import first_reminder
from processes.follow_ups.mechanism import end, open_new
from processes.follow_ups.opening import placed_of
from processes.follow_ups.policies import Policies
from processes.models.event import Event
from processes.models.follow_up import FollowUp


def take_back(event: Event, *, at: datetime) -> None:
    """Drops what it opened, opens again what it settled, moves back what it moved.

    What other events have said since counts as if this one had never been logged. The event is
    marked as undone before, in the same transaction.
    """
    touched = Q(opened_by=event) | Q(settled_by=event) | Q(moved_by=event)
    rows = FollowUp.objects.filter(touched).locked()
    words = list(
        rows.select_related(
            "client", "owner", "candidacy__candidate", "opened_by", "touchpoint"
        ).order_by("pk")
    )
    opened = [word for word in words if word.opened_by_id == event.pk]
    drop(opened, event, at)
    others = [word for word in words if word.opened_by_id != event.pk]
    answers = later_events(others, event) if others else []
    for word in others:
        if word.moved_by_id == event.pk:
            move_back(word)
        if word.settled_by_id == event.pk:
            open_again(word, answers, event, at)
    open_by_others(opened, event)
    stop_clock_of_who_never_talked(event, at)


def drop(words: list[FollowUp], event: Event, at: datetime) -> None:
    """Nobody waits for what was promised by mistake, and nobody gave it either."""
    FollowUp.objects.filter(pk__in=[word.pk for word in words], dropped_by=None).update(
        settled_by=None, settled_at=None, dropped_by=event, dropped_at=at, next_reminder_at=None
    )


def move_back(word: FollowUp) -> None:
    assert word.moved_from is not None, "what moved it says from when"
    word.due_at, word.moved_by, word.moved_from = word.moved_from, None, None
    if word.is_open:
        word.next_reminder_at = reminder(word)
    word.save(update_fields=["due_at", "moved_by", "moved_from", "next_reminder_at"])


def open_again(word: FollowUp, answers: list[Event], event: Event, at: datetime) -> None:
    """Owed as before, unless something later has answered it or made it moot."""
    word.settled_by, word.settled_at = None, None
    if found := first_ending(word, unused(word, answers)):
        end(word, *found)
    else:
        newer = FollowUp.objects.waiting().same_as(word).exclude(pk=word.pk)
        drop(list(newer), event, at)  # the same was promised anew in the meantime: owed once
        word.next_reminder_at = reminder(word)
    word.save(
        update_fields=[
            *("settled_by", "settled_at", "dropped_by", "dropped_at", "next_reminder_at")
        ]
    )


def open_by_others(words: list[FollowUp], event: Event) -> None:
    """What a later event promised too, and found open, is promised by that one now."""
    if not words:
        return
    people = (("candidate", event.candidate_id), ("client", event.client_id))
    same = Q(pk=None)
    for name, pk in people:
        same |= Q(**{name: pk}) if pk else Q(pk=None)
    for other in Event.objects.standing().filter(same, pk__gt=event.pk).order_by("at", "pk"):
        known = {word.subject for word in other.opened.all()}
        left = [word for word in words if word.subject not in known]
        open_new(other, placed_of(other), in_place_of=left)


def stop_clock_of_who_never_talked(event: Event, at: datetime) -> None:
    """Was it by this event alone that they were in talks, no later letter keeps silence counted."""
    person = event.candidacy
    if person is None or not person.is_in_play or person.is_in_talks:
        return
    clocks = FollowUp.objects.waiting().filter(candidacy=person, kind="candidate_silence")
    drop(list(clocks.order_by("pk").select_for_update(of=("self",))), event, at)


def reminder(word: FollowUp) -> datetime | None:
    steps = Policies.of([word.kind], [word.client_id]).in_force(word.kind, word.client_id).steps
    return first_reminder(word, steps)
