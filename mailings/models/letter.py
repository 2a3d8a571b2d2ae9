from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q

from mailings.leases import Leased
from mailings.models.attachment import Attachment
from mailings.models.outbox import WAITING, Cancelled, LetterQuerySet, LetterState, new_message_id


class TooLate(Exception):
    """The letter has gone, or is being handed to the mail server at this moment."""


class Letter(Leased):
    """A letter to one recipient, its content frozen, in the outbox until it is sent."""

    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    to = models.EmailField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=250)
    html = models.TextField()
    text = models.TextField()
    message_id = models.CharField(max_length=200)
    attachments = models.ManyToManyField(Attachment, related_name="letters", blank=True)

    recipient_type = models.ForeignKey(
        ContentType, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recipient_id = models.BigIntegerField(null=True)
    recipient = GenericForeignKey("recipient_type", "recipient_id")
    occasion_type = models.ForeignKey(
        ContentType, null=True, on_delete=models.PROTECT, related_name="+"
    )
    occasion_id = models.BigIntegerField(null=True)
    occasion = GenericForeignKey("occasion_type", "occasion_id")

    created_at = models.DateTimeField()
    send_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)  # set while a mail server is being told
    sent_at = models.DateTimeField(null=True)
    went_out = models.BooleanField(default=False)  # False for one kept here: no mail server is set
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=20, choices=Cancelled, blank=True)
    gave_up_at = models.DateTimeField(null=True)
    refused_since = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    possibly_twice = models.BooleanField(default=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_letter_per_key"),
            models.UniqueConstraint(fields=["message_id"], name="one_letter_per_message_id"),
            models.CheckConstraint(
                condition=WAITING
                | Q(sent_at__isnull=False, cancelled_at=None, gave_up_at=None)
                | Q(sent_at=None, cancelled_at__isnull=False, gave_up_at=None)
                | Q(sent_at=None, cancelled_at=None, gave_up_at__isnull=False),
                name="a_letter_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(went_out=False) | Q(sent_at__isnull=False),
                name="only_a_sent_letter_went_out",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_because="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_because="")),
                name="a_cancelled_letter_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(subject__regex=r"[\r\n]")
                & ~Q(to_name__regex=r"[\r\n]")
                & ~Q(from_name__regex=r"[\r\n]")
                & ~Q(to__regex=r"\s")
                & ~Q(reply_to__regex=r"\s"),
                name="no_line_break_in_a_header",
            ),
            models.CheckConstraint(condition=~Q(to=""), name="a_letter_has_an_address"),
        ]
        indexes = [
            # LetterQuerySet.due, asked once a second
            models.Index(fields=["try_after"], condition=WAITING, name="letters_that_wait"),
            # LetterQuerySet.in_trouble, on Today
            models.Index(
                fields=["-id"], condition=Q(gave_up_at__isnull=False), name="letters_given_up"
            ),
            models.Index(fields=["recipient_type", "recipient_id"], name="letters_to_somebody"),
            models.Index(fields=["occasion_type", "occasion_id"], name="letters_about_something"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def state(self) -> LetterState:
        if self.sent_at:
            return LetterState.SENT if self.went_out else LetterState.KEPT
        if self.cancelled_at:
            return LetterState.CANCELLED
        return LetterState.GAVE_UP if self.gave_up_at else LetterState.WAITING

    @property
    def state_at(self) -> datetime:
        """Since when it is in its state; for one that waits, when it is tried next."""
        return self.sent_at or self.cancelled_at or self.gave_up_at or self.try_after

    def is_being_handed_over(self, at: datetime) -> bool:
        return self.handed_over_at is not None and self.try_after > at

    def cancel(self, *, at: datetime) -> None:
        """Stop one that waits, or let one rest that was given up. Raises TooLate for others."""
        with transaction.atomic():
            unsent = Letter.objects.filter(sent_at=None, cancelled_at=None)
            letter = unsent.select_for_update().filter(pk=self.pk).first()
            if letter is None or letter.is_being_handed_over(at):
                raise TooLate
            letter.attempt += 1  # whoever still holds it holds it no longer
            letter.gave_up_at, letter.cancelled_at = None, at
            letter.cancelled_because = Cancelled.BY_HAND
            letter.save(
                update_fields=["attempt", "gave_up_at", "cancelled_at", "cancelled_because"]
            )

    def send_again(self, *, at: datetime) -> Letter:
        """Send it now: the same letter if it never went, else a copy with a Message-ID of its own.

        Raises TooLate while it is being handed to the mail server.
        """
        with transaction.atomic():
            letter = Letter.objects.select_for_update().get(pk=self.pk)
            if letter.is_being_handed_over(at):
                raise TooLate
            if letter.sent_at:
                return letter._copied(at=at)
            letter.attempt += 1
            letter.cancelled_at, letter.cancelled_because, letter.gave_up_at = None, "", None
            letter.refused_since, letter.last_error = None, ""
            letter.try_after = letter.ring_after = at
            letter.save()
        return letter

    def _copied(self, *, at: datetime) -> Letter:
        content = {
            name: getattr(self, name)
            for name in (
                *("kind", "to", "to_name", "from_name", "reply_to", "language", "subject"),
                *("html", "text", "recipient_type_id", "recipient_id"),
            )
        }
        copy: Letter = Letter.objects.create(
            **content,
            key=f"again {uuid.uuid4()}",
            message_id=new_message_id(),
            created_at=at,
            send_at=at,
            try_after=at,
            ring_after=at,
        )
        copy.attachments.set(self.attachments.defer("content"))
        return copy
