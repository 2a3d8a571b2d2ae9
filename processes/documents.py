"""A document taken further by a worker, as far as it goes: frozen, rendered, written into letters.

Each step claims the row by a lease and writes only while its token holds, so that a job may come
twice, late, or on two machines at once, and one document in trouble delays no other. An edition is
written down as soon as it is there: whoever goes on after a crash renders only what is missing.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from mailings.apart import RenderingFailed
from mailings.leases import claim, still_held
from mailings.models import Attachment, Letter
from mailings.pdf import render_pdf
from processes.models.document import Document, DocumentQuerySet, Made, Reader

__all__ = ["Document", "DocumentQuerySet", "Made", "Reader", "take_further"]

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=3)  # longer than a job may take
JOB_SECONDS = 100  # no rendering begins that could go on for longer than this
LONGEST_WAIT = timedelta(hours=1)

D = TypeVar("D", bound=Document)


class NobodyToWriteTo(Exception):
    """None of the recipients works there and has an address."""


class OnlyWhatIsHeld(Exception):
    """Somebody else has the document by now, or it was stopped."""


def take_further(waiting: DocumentQuerySet[D], pk: int, *, at: datetime) -> None:
    """Freezes what is due, renders what is frozen, sends what is due.

    ``waiting``: the documents of its kind that a worker may take (``Report.objects.waiting()``).
    """
    document = claim(waiting, pk, at=at, lease=LEASE)
    if document is None:
        return
    try:
        _go_on(waiting, document, at=at)
    except OnlyWhatIsHeld:
        log.info("document_held_by_another", kind=document.letter_kind, document=pk)
    except RenderingFailed as error:
        failed = document.after_failing(at=at)
        _write(waiting, document, last_error=in_words(error), **failed)
        log.warning("document_not_rendered", kind=document.letter_kind, document=pk)
    except Exception as error:
        wait = min(timedelta(minutes=2 ** min(document.attempt, 10)), LONGEST_WAIT)
        again = {"try_after": at + wait, "ring_after": at + wait}
        _write(waiting, document, last_error=in_words(error), **again)
        log.exception("document_in_trouble", kind=document.letter_kind, document=pk)


def _go_on(waiting: DocumentQuerySet[D], document: D, *, at: datetime) -> None:
    started, rendered = time.monotonic(), 0
    if not document.freeze(at=at):
        _wait_until_due(waiting, document)
        return
    missing = _missing(document, document.readers())
    while True:
        for language in missing:
            spent = time.monotonic() - started
            if rendered and spent + settings.PDF_SECONDS > JOB_SECONDS:
                _write(waiting, document, try_after=at, ring_after=at)  # another job goes on
                return
            _render(waiting, document, language)
            rendered += 1
        if document.rendered_at is None:
            _must(_write(waiting, document, rendered_at=at, last_error="", failed_renderings=0))
            document.was_rendered()
        if document.send_at > at and _wait_until_due(waiting, document) > at:
            return
        missing = _write_letters(waiting, document, at=at)
        if not missing:
            return


def _missing(document: Document, readers: Iterable[Reader]) -> list[str]:
    """The languages of these readers in which there is no edition yet."""
    wanted = dict.fromkeys(reader.language for reader in readers)
    there = document.editions.languages()
    if not wanted and not there:
        return [document.language]
    return [language for language in wanted if language not in there]


def _render(waiting: DocumentQuerySet[D], document: D, language: str) -> None:
    """Makes an edition and writes it down; raises ``OnlyWhatIsHeld`` and ``RenderingFailed``."""
    with translation.override(document.assignment.owner.language):  # of what may go wrong
        made = document.make(language)
        content = render_pdf(made.pdf_html, language=language)
    with transaction.atomic():
        _must(_lock(waiting, document) is not None)
        document.editions.get_or_create(
            language=language,
            defaults={
                "subject": made.subject[:250],
                "html": made.html,
                "text": made.text,
                "pdf": keep_pdf(made.filename, content),
            },
        )


def pdf_of(html: str, filename: str, *, language: str) -> Attachment:
    """A PDF kept at once, for a document that is not frozen yet."""
    return keep_pdf(filename, render_pdf(html, language=language))


def keep_pdf(filename: str, content: bytes) -> Attachment:
    kept: Attachment = Attachment.objects.keep(
        filename=filename, content_type="application/pdf", content=content
    )
    return kept


def _write_letters(waiting: DocumentQuerySet[D], document: D, *, at: datetime) -> list[str]:
    """One letter to each reader, in their language, with the frozen bytes; empty when written.

    Where somebody was added meanwhile whose language has no edition: none, and those languages.
    Raises ``NobodyToWriteTo`` and ``OnlyWhatIsHeld``.
    """
    owner = document.assignment.owner
    with transaction.atomic():
        held = _lock(waiting, document)
        if held is None:
            raise OnlyWhatIsHeld
        readers = held.readers()
        if missing := _missing(held, readers):
            return missing
        if not readers and not held.sent_at:
            with translation.override(owner.language):
                raise NobodyToWriteTo(
                    _("Nobody to send it to: no recipient works there and has an e-mail address.")
                )
        editions = {edition.language: edition for edition in held.editions.all()}
        for reader in readers:
            edition = editions[reader.language]
            Letter.objects.write(
                kind=held.letter_kind,
                to=reader.contact.email,
                to_name=reader.contact.full_name,
                language=edition.language,
                subject=edition.subject,
                html=edition.html,
                text=edition.text,
                key=held.letter_key(reader.contact),
                recipient=reader.contact,
                occasion=held,
                attachments=[edition.pdf],
                reply_to=owner.email,
                from_name=held.sender_name(),
                at=at,
            )
        held.letters_at, held.last_error = at, ""
        held.save(update_fields=["letters_at", "last_error"])
    return []


def in_words(error: Exception) -> str:
    plain = isinstance(error, (NobodyToWriteTo, RenderingFailed))
    return (str(error) if plain else f"{type(error).__name__}: {error}")[:2000]


def _wait_until_due(waiting: DocumentQuerySet[D], document: D) -> datetime:
    """Lets go of the document until it is to be sent; when that is, for it may have been moved."""
    still_held(waiting, document).update(try_after=F("send_at"), ring_after=F("send_at"))
    document.refresh_from_db(fields=["send_at"])
    return document.send_at


def _lock(waiting: DocumentQuerySet[D], document: D) -> D | None:
    """The document as it is now, locked; None when somebody else has it or it was stopped."""
    return still_held(waiting, document).select_for_update(of=("self",)).first()


def _must(held: bool) -> None:
    if not held:
        raise OnlyWhatIsHeld


def _write(waiting: DocumentQuerySet[D], document: D, **fields: object) -> bool:
    """Writes if the document is still ours; False when somebody else has it by now."""
    held = bool(still_held(waiting, document).update(**fields))
    for name, value in fields.items():
        setattr(document, name, value)
    return held
