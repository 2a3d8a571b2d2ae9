"""A worker reads a document: shown to the virus scanner, its text taken, its pages drawn.

Claimed by a lease, done outside any transaction, and written only while the lease holds: a job may
come twice, late, or on two machines at once.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any, BinaryIO, cast

import structlog
from django.core.files.base import ContentFile
from django.db import transaction

from candidates.file_texts import FileText, draw_pages, read_file
from candidates.models import Document
from candidates.models.document_order import prefer_another
from candidates.models.document_preview import picture_name
from candidates.models.document_state import GONE, State
from candidates.virus_scanner import ScannerAway, is_configured, virus_in
from mailings.leases import claim, still_held

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=3)  # longer than a job may take
LONGEST_WAIT = timedelta(minutes=30)
DRAWN = (State.READ, State.NO_TEXT, State.TOO_LONG)


def read_document(pk: int, *, at: datetime) -> None:
    """Reads a document that waits; nothing where somebody else has it or it has been read."""
    document = claim(Document.objects.waiting(), pk, at=at, lease=LEASE)
    if document is None:
        return
    try:
        with document.file.open("rb") as file:
            _look_into(document, cast(BinaryIO, file), at=at)
    except FileNotFoundError:
        _write(document, _found(FileText(State.DAMAGED)) | {"scanned_at": at})
    except ScannerAway as away:
        wait = min(timedelta(seconds=15 * 2 ** min(document.attempt, 10)), LONGEST_WAIT)
        _write(document, {"try_after": at + wait, "ring_after": at + wait})
        log.warning("virus_scanner_away", document=pk, said=str(away))


def _look_into(document: Document, file: BinaryIO, *, at: datetime) -> None:
    """Raises ``ScannerAway``: then nothing is read."""
    scanned: dict[str, Any] = {}
    if is_configured() and document.scanned_at is None:
        if virus := virus_in(file):
            _write(document, {"state": State.INFECTED, "finding": virus, "scanned_at": at})
            log.warning("virus_found", document=document.pk, virus=virus)
            return
        scanned = {"scanned_at": at}
    if document.state != State.WAITING:
        _write(document, scanned)
        return
    suffix = PurePath(document.name).suffix.lower()
    found = read_file(file, suffix)
    pictures = draw_pages(file) if suffix == ".pdf" and found.state in DRAWN else []
    names = _keep(document, pictures)
    if names is None:
        return
    drawn = {"preview_pages": len(names)}
    digest = {} if document.digest else {"digest": digest_of(file)}
    if not _write(document, _found(found) | drawn | digest | scanned):
        for name in names:
            document.file.storage.delete(name)


def _keep(document: Document, pictures: Sequence[bytes]) -> Sequence[str] | None:
    """Their names, under a key that the row knows before; None when somebody else has it.

    What a worker left that was killed while it drew goes first.
    """
    storage = document.file.storage
    for left_behind in document.pictures():
        storage.delete(left_behind)
    key = uuid.uuid4().hex if pictures else ""
    if key != document.preview_key and not _write(document, {"preview_key": key}):
        return None
    return [
        storage.save(picture_name(key, number), ContentFile(picture))
        for number, picture in enumerate(pictures, start=1)
    ]


def _found(found: FileText) -> dict[str, Any]:
    said = {"state": found.state, "text": found.text, "pages": found.pages}
    return said | ({"finding": found.finding or "unknown"} if found.state in GONE else {})


def digest_of(file: BinaryIO) -> str:
    """SHA-256 in hex, of a file that came before this was kept."""
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(1024 * 1024):
        digest.update(piece)
    return digest.hexdigest()


@transaction.atomic
def _write(document: Document, fields: dict[str, Any]) -> bool:
    """Writes if the document is still ours; False when somebody else has it or it is gone.

    The file of one that is refused goes, and with that it is preferred no more.
    """
    refused = fields.get("state") in GONE
    held = still_held(Document.objects.waiting(), document)
    written = fields | ({"preferred": False} if refused else {})
    if not held.update(**written):
        return False
    # Whose it is by now, and what: two records may have been made one since it was claimed.
    document.refresh_from_db(fields=["candidate", "kind"])
    if refused:
        prefer_another(document.of_its_kind())
        storage, name = document.file.storage, document.file.name
        transaction.on_commit(lambda: storage.delete(name) if name else None)
    if "state" in fields:
        document.tell_candidate()
    return True
