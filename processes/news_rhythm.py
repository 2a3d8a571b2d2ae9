"""How often a candidate in play hears from us where there is nothing new (K3)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from candidates.models import Candidate, NewsRhythm
from processes.follow_ups.due_times import debtors_hours, due_time, first_reminder
from processes.follow_ups.mechanism import give_times
from processes.follow_ups.opening import wants_signs_of_life
from processes.follow_ups.policies import in_force
from processes.models import Candidacy, Event, EventKind, FollowUp, HoldingMessage
from processes.timeline import record

KIND = "candidate_silence"


def days_of_silence(candidate: Candidate, client_id: int) -> int:
    """Working days after which the next word comes at the latest; a fortnight is two weeks."""
    week = in_force([KIND], client_id)[KIND].due.days or 1
    return 2 * week if candidate.news_rhythm == NewsRhythm.FORTNIGHTLY else week


@transaction.atomic
def choose(candidate: Candidate, rhythm: str, *, by: User, at: datetime) -> Event | None:
    """The candidate wants to hear from us this often: the clocks that run go by it from now on.

    Words that were prepared by the old rhythm and touched by nobody are set aside. The same
    rhythm again changes nothing.
    """
    was = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk).news_rhythm
    if was == rhythm:
        return None
    candidate.news_rhythm = NewsRhythm(rhythm)
    candidate.save(update_fields=["news_rhythm"])
    theirs = FollowUp.objects.waiting().filter(kind=KIND, candidacy__candidate=candidate)
    HoldingMessage.objects.waiting().filter(follow_up__in=theirs, edited_at=None).update(
        set_aside_at=at, goes_out_at=None
    )
    event = record(
        EventKind.NEWS_RHYTHM_CHOSEN, by=by, at=at, candidate=candidate, was=was, now=rhythm
    )
    if rhythm == NewsRhythm.ONLY_NEWS:
        locked = theirs.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)
        FollowUp.objects.filter(pk__in=list(locked)).update(
            dropped_by=event, dropped_at=at, next_reminder_at=None
        )
        return event
    for clock in theirs.locked().with_people().order_by("pk"):
        retime(clock, at=at)
    start_missing(candidate, event)
    return event


def retime(clock: FollowUp, *, at: datetime) -> None:
    """From the last word on, by the new rhythm; where that is past, until today's work ends.

    Nobody has broken a word, so it does not count as moved; one that was put off stays put off.
    """
    if clock.was_moved:
        return
    in_force_now = in_force([KIND], clock.client_id)[KIND]
    due = due_time(clock, in_force_now.due)
    if due <= at:
        due = debtors_hours(clock).close_of_day(debtors_hours(clock).next_open(at), 0)
    clock.first_due_at = clock.due_at = due
    clock.next_reminder_at = first_reminder(clock, in_force_now.steps)
    clock.save(update_fields=["first_due_at", "due_at", "next_reminder_at"])


def start_missing(candidate: Candidate, event: Event) -> None:
    """Clocks for whoever wanted news only until now: from this moment on silence counts again."""
    in_talks = (
        Candidacy.objects.in_play()
        .in_talks()
        .filter(candidate=candidate, assignment__closed_at=None)
        .exclude(follow_ups__in=FollowUp.objects.waiting().filter(kind=KIND))
        .select_related("candidate", "assignment__client", "assignment__owner")
    )
    clocks = [
        FollowUp(
            kind=KIND,
            client=candidacy.assignment.client,
            assignment=candidacy.assignment,
            candidacy=candidacy,
            owner=candidacy.assignment.owner,
            opened_by=event,
            opened_at=event.at,
        )
        for candidacy in in_talks
        if wants_signs_of_life(candidacy)
    ]
    if clocks:
        give_times(clocks)
        FollowUp.objects.bulk_create(clocks, ignore_conflicts=True)
