"""How often a client, or somebody whom we placed, hears from us while nothing runs (A3)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from candidates.models import Candidate
from clients.models import Client
from processes.follow_ups.due_times import debtors_hours, due_time, first_reminder
from processes.follow_ups.policies import in_force
from processes.models import FollowUp

CLIENTS, CANDIDATES = "keep_in_touch", "keep_in_touch_candidate"
KINDS = (CLIENTS, CANDIDATES)


@transaction.atomic
def choose_rhythm(of: Client | Candidate, weeks: int | None, *, at: datetime) -> int:
    """From now on a word every so many weeks, or by the agency's rhythm; how many words move.

    Counted from the last word they had. Where that day is past, the word is due by the end of
    today's work, for nobody has broken it. One that was put off stays put off.
    """
    model = type(of)
    model.objects.select_for_update(no_key=True, of=("self",)).get(pk=of.pk)
    of.touch_every_weeks = weeks
    of.save(update_fields=["touch_every_weeks"])
    if isinstance(of, Client):
        words = FollowUp.objects.waiting().filter(kind=CLIENTS, client=of)
    else:
        words = FollowUp.objects.waiting().filter(kind=CANDIDATES, candidacy__candidate=of)
    unmoved = words.filter(moved_by=None).order_by("pk").locked().with_people()
    return sum(retime(word, at=at) for word in unmoved)


def retime(word: FollowUp, *, at: datetime) -> bool:
    """Writes when the word is due by the rhythm in force; whether that is another moment."""
    before, hours = word.due_at, debtors_hours(word)
    counts = in_force([word.kind], word.client_id)[word.kind]
    due = due_time(word, counts.due)
    if due <= at:
        due = hours.close_of_day(hours.next_open(at), 0)
    word.first_due_at = word.due_at = due
    word.next_reminder_at = first_reminder(word, counts.steps)
    word.save(update_fields=["first_due_at", "due_at", "next_reminder_at"])
    return due != before


def agencys_weeks() -> int:
    """The rhythm of whoever has none of their own, in weeks of five working days."""
    days = in_force([CLIENTS], None)[CLIENTS].due.days
    return max(round(days / 5), 1)
