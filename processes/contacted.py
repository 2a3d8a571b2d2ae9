"""When we last had a word with a candidate: a column of theirs, kept by the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max, Q

from candidates.models import Candidate
from processes.models.event import Event, EventKind

if TYPE_CHECKING:
    from datetime import datetime

# A talk that took place, a mail in either direction, a letter: not a call that nobody answered.
TALKS = (EventKind.CALLED, EventKind.MET, EventKind.MAILED)
WORDS = Q(kind__in=TALKS, reached=True) | Q(kind=EventKind.MAILED, facts__rang="them")
WORDS |= Q(kind=EventKind.LETTER_SENT)


def had_a_word(event: Event) -> bool:
    """Whether this event is a word between the candidate and us; ``WORDS`` asks the same."""
    if event.candidate_id is None or (event.contact_id and event.kind != EventKind.MET):
        return False
    if event.kind == EventKind.MAILED and event.facts.get("rang") == "them":
        return True
    return event.kind == EventKind.LETTER_SENT or (event.kind in TALKS and bool(event.reached))


def note_contact(event: Event) -> None:
    """Moves the moment on; one that was logged late never moves it back."""
    if had_a_word(event):
        earlier = Q(last_contact_at=None) | Q(last_contact_at__lt=event.at)
        Candidate.objects.filter(earlier, pk=event.candidate_id).update(last_contact_at=event.at)


def forget_contact(event: Event) -> None:
    """What was logged by mistake was no word: the one before it counts again."""
    if had_a_word(event):
        Candidate.objects.filter(pk=event.candidate_id, last_contact_at=event.at).update(
            last_contact_at=last_word(event.candidate_id)
        )


def last_word(candidate_id: int | None) -> datetime | None:
    """By the timeline itself."""
    with_them = Q(contact=None) | Q(kind=EventKind.MET)
    words = Event.objects.standing().filter(WORDS, with_them, candidate=candidate_id)
    last: datetime | None = words.aggregate(last=Max("at"))["last"]
    return last
