from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet

from accounts.models import Agency
from clients.models import Contact
from mailings.models import Cancelled, Letter
from processes.models.edition import Edition
from processes.models.lockable import Lockable
from processes.models.rendered import TRIES, Rendered
from processes.readers import Reader as Reader

# Stopped at the last moment, for whoever it was for was gone.
UNWANTED = [Cancelled.RECIPIENT_GONE, Cancelled.NOT_ACCEPTED]
NOT_TO_GO = Q(cancelled_because__in=UNWANTED)

Doc = TypeVar("Doc", bound="Document", covariant=True)


@dataclass(frozen=True)
class Made:
    """A document said in one language: its letter, and the HTML that becomes its PDF."""

    subject: str
    html: str
    text: str
    pdf_html: str
    filename: str


class DocumentQuerySet(models.QuerySet[Doc]):
    def waiting(self) -> Self:
        """To be taken further by a worker: rendered, and written into letters."""
        return self.filter(letters_at__isnull=True, failed_renderings__lt=TRIES)

    def due(self, at: datetime) -> Self:
        """Waiting, not held by anyone, and not rung for a moment ago."""
        return self.waiting().filter(try_after__lte=at, ring_after__lte=at)

    def in_trouble(self, at: datetime) -> Self:
        """What somebody must look at: something went wrong on the way into letters."""
        return self.filter(~Q(last_error=""), letters_at__isnull=True)

    def stuck(self) -> Self:
        """What does not go on by itself: rendered in vain too often, or nobody to write to."""
        failed = Q(failed_renderings__gte=TRIES) | Q(failed_renderings=0)
        return self.filter(failed, letters_at__isnull=True).exclude(last_error="")

    def not_rendered(self) -> Self:
        """Those whose rendering failed too often: they wait for somebody to try again."""
        return self.filter(letters_at__isnull=True, failed_renderings__gte=TRIES)


class Document(Lockable, Rendered):
    """Frozen, rendered once per language of its readers, then written into letters.

    It counts as sent when the first of them went out. ``processes/documents.py`` takes it further.
    """

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    language = models.CharField(max_length=2, default="en")  # where no edition is in the reader's
    send_at = models.DateTimeField()
    rendered_at = models.DateTimeField(null=True, blank=True)
    letters_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    editions: Any  # the reverse side of ``Edition`` in each kind of document
    letter_kind: ClassVar[str]
    key_begins: ClassVar[str] = ""  # of its letters; empty: their kind

    class Meta:
        abstract = True

    def readers(self) -> list[Reader]:
        """Who gets it now, and in which language; asked anew before letters are written."""
        raise NotImplementedError

    def make(self, language: str) -> Made:
        """What it says in this language, from what was frozen."""
        raise NotImplementedError

    def freeze(self, *, at: datetime) -> bool:
        """Whether it is frozen; a document whose time has come may freeze itself."""
        return True

    def was_rendered(self) -> None:
        """Every reader's edition is there; what only served until then may go."""

    def letter_key(self, contact: Contact) -> str:
        """One letter per document and person; another where the one before was not to go."""
        key = f"{self.key_begins or self.letter_kind}:{self.pk}:{contact.pk}"
        unwanted = self.letters().filter(recipient_id=contact.pk, cancelled_because__in=UNWANTED)
        before = unwanted.count()
        return f"{key}:{before}" if before else key

    def letters(self) -> QuerySet[Letter]:
        """Those about it, to whomever they were written."""
        kind = ContentType.objects.get_for_model(type(self))
        about = Letter.objects.filter(occasion_type=kind, occasion_id=self.pk)
        return about.filter(kind=self.letter_kind)

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before it goes: does whoever it is for belong to this client still?"""
        reader = letter.recipient
        return not isinstance(reader, Contact) or reader.client_id == self.assignment.client_id

    def letter_was_not_wanted(self, letter: Letter, *, at: datetime) -> None:
        """A reader was gone at the last moment, or had another address.

        Who reads it still gets it where they are now. Where nobody else has it or gets it, its
        letters count as not written: whoever reads it by now gets it, and where there is nobody,
        somebody of us is told.
        """
        if letter.kind != self.letter_kind:
            return
        rows = type(self)._default_manager.filter(pk=self.pk)
        # Two readers at once: the second looks when the first has been written down.
        mine = self.locked()
        if mine.sent_at and not self.assignment.is_open:
            return
        reads_on = any(reader.contact == letter.recipient for reader in self.readers())
        if reads_on or not self.letters().exclude(NOT_TO_GO).exists():
            rows.update(letters_at=None, try_after=at, ring_after=at)

    def sender_name(self) -> str:
        return Agency.current().name

    def languages(self) -> list[str]:
        """Those of its editions; before it was rendered those it will have."""
        if self.rendered_at:
            return self.editions.languages() or [self.language]
        return list(dict.fromkeys(reader.language for reader in self.readers())) or [self.language]

    def edition(self, language: str) -> Edition | None:
        """The one in this language, else in the document's own, else the first there is."""
        found: Edition | None = self.editions.for_reader(language, otherwise=self.language)
        return found
