"""Delivery: one letter, one recipient, one SMTP transaction; at least once, not knowingly twice."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import InterfaceError, OperationalError, connection, transaction

from mailings import calendars, pictures, refusals
from mailings.leases import claim, still_held
from mailings.models import Cancelled, Letter
from mailings.models.outbox import LetterQuerySet
from mailings.refusals import Refusal

log = structlog.get_logger(__name__)
# While PostgreSQL is gone a letter that was accepted is only known to this process.
RECORDED_AFTER = (0, 1, 2, 4, 8, 8, 8, 8)  # seconds; together less than a job may take


def deliver(pk: int, *, at: datetime) -> None:
    """Hand one letter to the mail server and write down what came of it; harmless when repeated.

    Without a mail server (MAIL_GOES_OUT) the letter counts as sent and is kept on the mailbox page.
    """
    started = time.monotonic()
    letter = claim(Letter.objects.free_to_go(), pk, at=at, lease=settings.MAIL_LEASE)
    if letter is None:
        return
    if letter.handed_over_at:  # by somebody who never came back to tell
        letter.possibly_twice = True
    try:
        reason, goes_at = _why_not(letter, at), _not_before(letter, at)
    except Exception as error:
        _record_refusal(letter, refusals.at_the_door(error), at=at)
        raise
    if reason:
        _cancel(letter, reason, at=at)
        return
    if goes_at > at:
        _write_down(letter, try_after=goes_at, ring_after=goes_at)
        return
    if not settings.MAIL_GOES_OUT:
        _record_sent(letter, at=at, went_out=False)
        return
    line = get_connection()
    try:
        try:
            message = as_mail(letter)
            line.open()
        except ValueError as error:
            _record_refusal(letter, Refusal(str(error), final=True), at=at)
            return
        except Exception as error:
            _record_refusal(letter, refusals.at_the_door(error), at=at)
            return
        now = at + timedelta(seconds=time.monotonic() - started)
        begun = {"handed_over_at": now, "try_after": now + settings.MAIL_LEASE}
        if not _write_down(letter, Letter.objects.free_to_go(), **begun):
            log.info("letter_not_ours_or_all_mail_held", letter=pk)
            return
        try:
            if line.send_messages([message]) != 1:
                raise OSError("The mail server did not say what became of the letter.")
        except Exception as error:
            refusal = refusals.at_handing_over(error)
            if refusal.may_have_gone:
                _hang_up(line)
            _record_refusal(letter, refusal, at=at)
            return
        _record_sent(letter, at=at, went_out=True)
    finally:
        with suppress(Exception):  # whatever comes after the server's word is of no consequence
            line.close()


def _hang_up(line: Any) -> None:
    """Without a good-bye: who did not answer the letter would not answer that either."""
    with suppress(Exception):
        line.connection.close()


def as_mail(letter: Letter) -> EmailMultiAlternatives:
    """The letter as a mail: plain text, HTML and files, with the same Message-ID at every try."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    files = list(letter.attachments.all())
    shown = pictures.among(files, letter.html)
    mail = pictures.MailWithPictures(
        pictures=shown,
        subject=letter.subject,
        body=letter.text,
        from_email=formataddr((letter.from_name or _name, address)),
        to=[formataddr((letter.to_name, letter.to))],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={
            "Message-ID": letter.message_id,
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",  # no holiday replies, please
        },
    )
    mail.attach_alternative(letter.html, "text/html")
    for file in files:
        if calendars.is_one(file):
            calendars.put_into(mail, file)
        elif file not in shown:
            mail.attach(file.filename, bytes(file.content), file.content_type)
    return mail


def _why_not(letter: Letter, at: datetime) -> Cancelled | None:
    """The final check: whoever it is for is still there and still wants it."""
    still_wants_letter = getattr(letter.occasion, "still_wants_letter", None)
    if still_wants_letter and not still_wants_letter(letter, at=at):
        return Cancelled.NOT_ACCEPTED
    if letter.recipient_id is None:
        return None
    recipient = letter.recipient
    if recipient is None:
        return Cancelled.RECIPIENT_GONE
    return None if recipient.accepts_letter(letter) else Cancelled.NOT_ACCEPTED


def _cancel(letter: Letter, reason: Cancelled, *, at: datetime) -> None:
    """Write down that it does not go, and what follows from that, together."""
    with transaction.atomic():
        if _write_down(letter, cancelled_at=at, cancelled_because=reason):
            was_not_wanted = getattr(letter.occasion, "letter_was_not_wanted", None)
            if was_not_wanted:
                was_not_wanted(letter, at=at)


def _not_before(letter: Letter, at: datetime) -> datetime:
    """When it may go: one that was held up does not come in the night where it must not."""
    may_go_at = getattr(letter.occasion, "letter_may_go_at", None)
    moment: datetime = may_go_at(letter, at=at) if may_go_at else at
    return moment


def _record_refusal(letter: Letter, refusal: Refusal, *, at: datetime) -> None:
    since = letter.refused_since or at
    again = None if refusal.final else refusals.next_try(refused_since=since, at=at)
    _write_down(
        letter,
        refused_since=since,
        last_error=refusal.text,
        handed_over_at=None,
        possibly_twice=letter.possibly_twice or refusal.may_have_gone,
        **({"try_after": again, "ring_after": again} if again else {"gave_up_at": at}),
    )
    log.warning("letter_refused", letter=letter.pk, kind=letter.kind, again=again)


def _write_down(letter: Letter, among: LetterQuerySet | None = None, /, **fields: object) -> bool:
    """Write it down if the letter is still ours; False when somebody else has it by now."""
    fields = {"possibly_twice": letter.possibly_twice, **fields}
    rows = Letter.objects.waiting() if among is None else among
    return bool(still_held(rows, letter).update(**fields))


def _record_sent(letter: Letter, *, at: datetime, went_out: bool) -> None:
    """Write `sent_at` and what follows from it together, if the letter is still ours."""
    for wait in RECORDED_AFTER:
        time.sleep(wait)
        try:
            _sent(letter, at=at, went_out=went_out)
            return
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or wait == RECORDED_AFTER[-1]:
                raise
            log.warning("letter_not_recorded_yet", letter=letter.pk)
            connection.close()
        except Exception as error:
            # It has gone: what follows from it may be mended later, sending it again may not.
            sent = {"sent_at": at, "went_out": went_out, "handed_over_at": None}
            _write_down(letter, **sent, last_error=refusals.at_the_door(error).text)
            raise


def _sent(letter: Letter, *, at: datetime, went_out: bool) -> None:
    with transaction.atomic():
        held = still_held(Letter.objects.waiting(), letter).select_for_update(of=("self",)).first()
        if held is None:
            log.warning("letter_sent_but_no_longer_held", letter=letter.pk)
            return
        held.sent_at, held.went_out, held.handed_over_at = at, went_out, None
        held.possibly_twice = letter.possibly_twice
        held.refused_since, held.last_error = None, ""
        held.save(
            update_fields=[
                *("sent_at", "went_out", "handed_over_at"),
                *("possibly_twice", "refused_since", "last_error"),
            ]
        )
        was_sent = getattr(held.occasion, "letter_was_sent", None)
        if was_sent:
            was_sent(held, at=at)
