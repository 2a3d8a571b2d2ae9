"""Preparing holding messages (K3): the working day before silence grows too long, from facts.

A follow-up's ``next_reminder_at`` says when its message is prepared.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction

from accounts.models import Agency, User
from accounts.working_time import WorkingHours, local_moment
from processes import words
from processes.follow_ups.preparing import preparing_time
from processes.models import Candidacy, Event, EventKind, FollowUp, HoldingMessage
from processes.models.follow_up import FollowUpQuerySet
from processes.models.holding_message import lock_in_order
from processes.news_rhythm import days_of_silence
from processes.words import Draft

KIND = "holding"


class Prepared(NamedTuple):
    """Words that nobody has written down yet, and the client's word that they name."""

    draft: Draft
    next_on: date
    waits_for: FollowUp | None


@transaction.atomic
def prepare(pk: int, at: datetime) -> HoldingMessage | None:
    """Prepares the message of a word whose time has come; harmless when repeated, late or at once.

    There is one open message per candidacy: the word of another follow-up may stand in it already.
    """
    candidacy_id = FollowUp.objects.filter(pk=pk).values_list("candidacy", flat=True).first()
    before = open_message(candidacy_id) if candidacy_id else None
    lock_in_order(FollowUp.objects.filter(pk=pk))
    waiting = FollowUp.objects.waiting().select_related("owner", "candidacy__candidate")
    word = waiting.filter(pk=pk).first()
    if word is None or word.candidacy is None:
        return None
    moment = preparing_time(word.kind, word.due_at, word.owner.working_hours())
    if moment is None or moment > at:  # it was put off meanwhile
        FollowUp.objects.filter(pk=pk).update(next_reminder_at=moment)
        return None
    FollowUp.objects.filter(pk=pk).update(next_reminder_at=None)
    able = word.candidacy.is_in_play and words.can_be_written_to(word.candidacy.candidate)
    if not able or has_news(word) or hears_on_a_promised_day(word):
        return None
    if not make_room(before, at=at):
        return None
    ready = drafted(word.candidacy, next_on=next_word_on(word, at), by=word.owner, at=at)
    made = HoldingMessage(
        candidacy=word.candidacy,
        follow_up=word,
        waits_for=ready.waits_for,
        subject=ready.draft.subject,
        body=ready.draft.body,
        next_on=ready.next_on,
        prepared_at=at,
        goes_out_at=hour_to_go_out(word, at),
    )
    # Two at once: the second finds it there and leaves it.
    HoldingMessage.objects.bulk_create([made], ignore_conflicts=True)
    return open_message(word.candidacy.pk)


def open_message(candidacy_id: int) -> HoldingMessage | None:
    """The candidacy's open message, locked; always before its word, never after."""
    return HoldingMessage.objects.open().filter(candidacy=candidacy_id).first_locked()


def make_room(before: HoldingMessage | None, *, at: datetime) -> bool:
    """Whether a new message may be written; one whose word is no longer owed is set aside."""
    if before is None:
        return True
    owed = before.follow_up is not None and before.follow_up.is_open
    if owed or before.is_under_way:
        return False
    HoldingMessage.objects.filter(pk=before.pk).update(set_aside_at=at, goes_out_at=None)
    return True


def has_news(word: FollowUp) -> bool:
    """The client has answered since they last heard from us: a letter would say otherwise."""
    answers = Event.objects.standing().filter(kind=EventKind.CLIENT_ANSWERED)
    return answers.filter(candidacy=word.candidacy_id, at__gt=word.opened_at).exists()


def hears_on_a_promised_day(word: FollowUp) -> bool:
    """News are promised for the day on which silence would grow too long, or before: that counts.

    Its own message is prepared on that day.
    """
    ends = word.owner.working_hours().close_of_day(word.due_at, 0)
    return promises_beside(word).filter(due_at__lte=ends).exists()


def promises_beside(word: FollowUp) -> FollowUpQuerySet:
    rows = FollowUp.objects.waiting().filter(kind="next_word", candidacy=word.candidacy_id)
    return rows.exclude(pk=word.pk)


def drafted(candidacy: Candidacy, *, next_on: date, by: User, at: datetime) -> Prepared:
    """The words as the facts are at this moment, in the candidate's language."""
    candidate = candidacy.candidate
    facts = words.facts_about(candidacy=candidacy, by=by, at=at, next_word_on=next_on)
    draft = words.draft(KIND, candidate.language, facts)
    owed = FollowUp.objects.waiting().clients_owe().filter(candidacy=candidacy)
    return Prepared(draft, next_on, owed.order_by("opened_at", "pk").first())


def next_word_on(word: FollowUp, at: datetime) -> date:
    """The day that was promised, where it is still to come; else as silence allows from then."""
    hours = word.owner.working_hours()
    begins = max(at, word.due_at)
    promised = promises_beside(word).first()
    if promised is not None and hours.local_day(promised.due_at) > hours.local_day(begins):
        return hours.local_day(promised.due_at)
    assert word.candidacy is not None
    return hours.local_day(
        hours.add_days(begins, days_of_silence(word.candidacy.candidate, word.client_id))
    )


def hour_to_go_out(word: FollowUp, at: datetime) -> datetime | None:
    """The agency's hour of the day when the word is due, or the next one; None if it is off."""
    hour = Agency.current().holding_goes_out_at
    if hour is None:
        return None
    return next_hour(word.owner.working_hours(), hour, word.due_at, at)


def next_hour(hours: WorkingHours, hour: time, due_at: datetime, at: datetime) -> datetime:
    """This hour of the day of ``due_at``, or of a later working day if that is past."""
    day = max(hours.local_day(due_at), hours.local_day(at))
    while True:
        moment = hours.next_open(local_moment(day, hour, hours.zone))
        if moment >= at and hours.is_working_day(day):
            return moment
        day += timedelta(days=1)


@transaction.atomic
def prepare_anew(message: HoldingMessage, *, by: User | None, at: datetime) -> None:
    """The words once more, as the facts are now. Raises ``SettledMeanwhile``."""
    mine = message.locked()
    next_on = mine.next_on
    if mine.follow_up is not None and next_on <= hours_of(mine).local_day(at):
        next_on = next_word_on(mine.follow_up, at)
    ready = drafted(mine.candidacy, next_on=next_on, by=by or looks_after(mine), at=at)
    mine.subject, mine.body = ready.draft
    mine.next_on, mine.waits_for = ready.next_on, ready.waits_for
    mine.version, mine.prepared_at, mine.edited_at = mine.version + 1, at, None
    mine.goes_out_at = hour_to_go_out(mine.follow_up, at) if mine.follow_up else None
    mine.save(
        update_fields=[
            *("subject", "body", "next_on", "waits_for"),
            *("version", "prepared_at", "edited_at", "goes_out_at"),
        ]
    )


def hours_of(message: HoldingMessage) -> WorkingHours:
    return looks_after(message).working_hours()


def names_a_past_day(message: HoldingMessage, at: datetime) -> bool:
    """The next word is promised for a day that has come: broken as soon as it is given."""
    return message.next_on <= hours_of(message).local_day(at)


def looks_after(message: HoldingMessage) -> User:
    """Whoever owes the word, else whose assignment it is: signs what goes out by itself."""
    if message.follow_up is not None:
        return message.follow_up.owner
    return message.candidacy.assignment.owner
