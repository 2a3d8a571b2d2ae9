"""Uploaded batches between the dry run and the import: kept for a day under a name nobody guesses.

What is kept is the dry run's very bytes, so what was looked at is what goes in.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.signing import BadSignature, TimestampSigner

from accounts.models import User
from processes.importing.reading import unpack

FOLDER = "imports"
KEPT = timedelta(days=1)
LARGEST = 20 * 1024 * 1024
SIGNED = TimestampSigner(salt="an uploaded batch")


class NoLongerKept(Exception):
    """The batch has been imported, or has waited for too long, or is somebody else's."""


def keep(files: Iterable[tuple[str, bytes]], *, by: User, at: datetime) -> str:
    """Keeps the files and returns the ticket that brings them back to the same person."""
    forget_old(at)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(files):
            archive.writestr(f"{number:02} {name}.csv", content)  # whatever it is called
    name = default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}.zip", ContentFile(packed.getvalue()))
    return SIGNED.sign_object({"name": name, "by": by.pk})


def bring(ticket: str, *, by: User) -> list[tuple[str, bytes]]:
    """The files that were kept. Raises ``NoLongerKept``."""
    name = name_on(ticket, by=by)
    try:
        with default_storage.open(name) as packed:
            files = unpack(name, packed.read(), at_most=LARGEST)
            return [(file[3:].removesuffix(".csv"), content) for file, content in files]
    except FileNotFoundError as error:
        raise NoLongerKept from error


def forget(ticket: str, *, by: User) -> None:
    default_storage.delete(name_on(ticket, by=by))


def name_on(ticket: str, *, by: User) -> str:
    try:
        said = SIGNED.unsign_object(ticket, max_age=KEPT)
    except BadSignature as error:
        raise NoLongerKept from error
    if said["by"] != by.pk:
        raise NoLongerKept
    name: str = said["name"]
    return name


def forget_old(at: datetime) -> None:
    """Nobody's personal data lies about because an import was not gone through with."""
    with suppress(FileNotFoundError):
        for name in default_storage.listdir(FOLDER)[1]:
            path = f"{FOLDER}/{name}"
            with suppress(FileNotFoundError):
                if default_storage.get_modified_time(path) < at - KEPT:
                    default_storage.delete(path)
