"""Which letters: what waits, what is due, what is in trouble, and how one gets into the outbox."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import validate_email
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mailings import pictures
from mailings.models.attachment import Attachment
from mailings.models.mail_hold import nothing_is_held

if TYPE_CHECKING:
    from mailings.models.letter import Letter

WAITING = Q(sent_at=None, cancelled_at=None, gave_up_at=None)
# A refusal or two is a mail server's way of testing who it talks to.
TROUBLING = timedelta(minutes=5)


class LineBreakInHeader(ValueError):
    """A subject, name or address with a line break would let its writer add headers."""


class LetterState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    KEPT = "kept", _("Kept here")
    CANCELLED = "cancelled", _("Cancelled")
    GAVE_UP = "gave_up", _("Given up")


class Cancelled(models.TextChoices):
    BY_HAND = "by_hand", _("Stopped by hand.")
    RECIPIENT_GONE = "recipient_gone", _("The recipient is no longer in the product.")
    NOT_ACCEPTED = "not_accepted", _("The recipient should no longer get this letter.")


class LetterQuerySet(models.QuerySet["Letter"]):
    def write(
        self,
        *,
        kind: str,
        to: str,
        to_name: str,
        language: str,
        subject: str,
        html: str,
        text: str,
        key: str,
        at: datetime,
        recipient: models.Model | None = None,
        occasion: models.Model | None = None,
        attachments: Iterable[Attachment] = (),
        reply_to: str = "",
        from_name: str = "",
        send_at: datetime | None = None,
    ) -> Letter:
        """Put a letter into the outbox, to go out from `send_at` on; the same key again adds none.

        Raises LineBreakInHeader, and ValidationError for an address that is none.
        """
        for header in (subject, to_name, from_name):
            if "\n" in header or "\r" in header:
                raise LineBreakInHeader(f"A header of the letter {key} has a line break.")
        validate_email(to)
        if reply_to:
            validate_email(reply_to)
        content = {"kind": kind, "to": to, "to_name": to_name, "language": language}
        content |= {"subject": subject, "html": html, "text": text}
        longest = self.model._meta.get_field("from_name").max_length  # may join two names
        content |= {"reply_to": reply_to, "from_name": from_name[:longest]}
        when = send_at or at
        with transaction.atomic():
            letter, new = self.get_or_create(
                key=key,
                defaults=content
                | {"message_id": new_message_id(), "recipient": recipient, "occasion": occasion}
                | {"created_at": at, "send_at": when, "try_after": when, "ring_after": when},
            )
            if new:
                letter.attachments.set([*attachments, *pictures.named_in(html)])
        return letter

    def waiting(self) -> LetterQuerySet:
        return self.filter(WAITING)

    def free_to_go(self) -> LetterQuerySet:
        """Waiting while no hold is on all mail."""
        return self.waiting().filter(nothing_is_held())

    def due(self, at: datetime) -> LetterQuerySet:
        """Free to go, not held by anyone, and not rung for a moment ago."""
        return self.free_to_go().filter(try_after__lte=at, ring_after__lte=at)

    def in_trouble(self) -> LetterQuerySet:
        """Given up, or refused for so long that somebody should look at it."""
        refused = WAITING & Q(try_after__gt=F("refused_since") + TROUBLING)
        return self.filter(Q(gave_up_at__isnull=False) | refused)

    def in_state(self, state: str) -> LetterQuerySet:
        return self.filter(
            {
                LetterState.WAITING: WAITING,
                LetterState.SENT: Q(sent_at__isnull=False, went_out=True),
                LetterState.KEPT: Q(sent_at__isnull=False, went_out=False),
                LetterState.CANCELLED: Q(cancelled_at__isnull=False),
                LetterState.GAVE_UP: Q(gave_up_at__isnull=False),
            }[LetterState(state)]
        )


def new_message_id() -> str:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    return f"<{uuid.uuid4()}@{host}>"
