from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from accounts.models import Agency
from clients.models import Contact
from processes.models.edition import Edition
from processes.models.rendered import TRIES, Rendered
from processes.readers import Reader as Reader

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

    def not_rendered(self) -> Self:
        """Those whose rendering failed too often: they wait for somebody to try again."""
        return self.filter(letters_at__isnull=True, failed_renderings__gte=TRIES)


class Document(Rendered):
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
        """One letter per document and person."""
        return f"{self.letter_kind}:{self.pk}:{contact.pk}"

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
