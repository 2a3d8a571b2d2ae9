"""Sending holding messages (K3): one by one, all that were read, and what nobody touched."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from mailings.models import Letter
from processes import words
from processes.follow_ups.preparing import DAYS_BEFORE
from processes.holding.preparing import (
    KIND,
    has_news,
    hours_of,
    looks_after,
    names_a_past_day,
    next_hour,
    open_message,
    prepare_anew,
)
from processes.models import (
    Candidacy,
    ChangedMeanwhile,
    FollowUp,
    HoldingMessage,
    SettledMeanwhile,
)
from processes.words import Draft


@transaction.atomic
def go_out(pk: int, at: datetime) -> Letter | None:
    """Sends a message that nobody touched, at the agency's hour; harmless when repeated or late.

    What the client's answer has made untrue is left to somebody who reads it; what names a day
    that is past is prepared anew for the next such hour.
    """
    mine = HoldingMessage.objects.filter(pk=pk).locked()
    message = mine.to_go_out().with_people().first()
    if message is None or message.follow_up is None:
        return None
    wait = until_it_goes_out(message, at)
    if wait is None or wait > at:
        HoldingMessage.objects.filter(pk=pk).update(goes_out_at=wait)
        return None
    try:
        if not has_news(message.follow_up):
            if not names_a_past_day(message, at):
                return send(message, by=None, at=at)
            prepare_anew(message, by=None, at=at)
            return None
    except (ChangedMeanwhile, SettledMeanwhile, words.NoAddress):
        pass
    HoldingMessage.objects.filter(pk=pk).update(goes_out_at=None)
    return None


def until_it_goes_out(message: HoldingMessage, at: datetime) -> datetime | None:
    """When the message goes out by itself: never while nobody works; None if that is off.

    Reckoned from the row, for the chore's column is its lease too.
    """
    assert message.follow_up is not None
    hour = Agency.current().holding_goes_out_at
    if hour is None:
        return None
    hours = hours_of(message)
    planned = next_hour(hours, hour, message.follow_up.due_at, message.prepared_at)
    return max(planned, hours.next_open(at)) if planned <= at else planned


@transaction.atomic
def send(message: HoldingMessage, *, by: User | None, at: datetime, read: int = 0) -> Letter:
    """Writes the letter; once it has gone the silence is broken and what is owed has its new date.

    ``read`` is the version that somebody read. Raises ``SettledMeanwhile``, ``ChangedMeanwhile``
    and ``words.NoAddress``.
    """
    mine = message.locked()
    if read:
        mine.refuse_unless_read(read)
    if mine.is_outdated:
        raise ChangedMeanwhile(_("The client has answered meanwhile. Have it prepared anew."))
    if names_a_past_day(mine, at):
        raise ChangedMeanwhile(_("The day that it names has come. Have it prepared anew."))
    mine.sent_by, mine.goes_out_at = by, None
    before = Letter.objects.filter(key__startswith=f"{KIND}:{mine.pk}:").count()
    mine.letter = words.write(
        KIND,
        Draft(mine.subject, mine.body),
        to=mine.candidacy.candidate,
        by=by or looks_after(mine),
        at=at,
        key=f"{KIND}:{mine.pk}:{before}",
        occasion=mine,
        language=mine.candidacy.candidate.language,
    )
    mine.save(update_fields=["sent_by", "goes_out_at", "letter"])
    return mine.letter


@transaction.atomic
def hold(
    word: FollowUp, *, subject: str, body: str, next_on: date, by: User, at: datetime
) -> Letter:
    """Sends somebody's own words now, in place of those that were prepared.

    Where ``word`` is owed to the candidate it moves to the new date, unless the letter settles it;
    what a client owes stays where it is. Raises ``SettledMeanwhile`` and ``words.NoAddress``.
    """
    candidacy = word.candidacy
    assert candidacy is not None
    before = open_message(candidacy.pk)
    word.locked()
    if before is not None and before.is_under_way:
        raise SettledMeanwhile(_("A message to them is on its way already."))
    if before is not None:
        HoldingMessage.objects.filter(pk=before.pk).update(set_aside_at=at, goes_out_at=None)
    message = HoldingMessage(
        candidacy=candidacy,
        follow_up=word if word.rule.owed == "candidate" else silence_of(candidacy),
        subject=subject,
        body=body,
        next_on=next_on,
        prepared_at=at,
        edited_at=at,
    )
    try:
        with transaction.atomic():
            message.save()
    except IntegrityError:  # the database keeps one open message per candidacy
        raise SettledMeanwhile(_("Somebody has just written to them. Look once more.")) from None
    return send(message, by=by, at=at)


def silence_of(candidacy: Candidacy) -> FollowUp | None:
    """The word to the candidate that any letter gives: whoever had it needs no other."""
    rows = FollowUp.objects.waiting().filter(candidacy=candidacy, kind__in=DAYS_BEFORE)
    return rows.order_by("due_at", "pk").first()


@transaction.atomic
def send_edited(
    message: HoldingMessage,
    *,
    subject: str,
    body: str,
    next_on: date,
    read: int,
    by: User,
    at: datetime,
) -> Letter:
    """Sends a prepared message in somebody's own words; raises what ``edit`` and ``send`` raise."""
    message.edit(subject=subject, body=body, next_on=next_on, read=read, at=at)
    return send(message, by=by, at=at)
