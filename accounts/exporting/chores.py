"""Archives are written, and done away with in time, by a chore; recruitcrm/chores.py has the list.

A worker that is killed leaves half a file under a name that nobody knows: its lease runs out,
another begins anew, and sweeps it away first.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import translation

from accounts.exporting.archive import Archive
from accounts.exporting.telling import tell
from accounts.exporting.writing import Progress, Seeing, Written, snapshot, write_everything
from accounts.models import Export
from accounts.models.export import KEPT_FOR, MOST_TRIES, SOME_TIME, ExportQuerySet
from mailings.leases import claim, still_held

log = structlog.get_logger(__name__)
EXPORT_SECONDS = 6 * 60 * 60  # of one job
LEASE = timedelta(minutes=2)  # taken anew while somebody writes
A_SIGN = 3.0  # seconds between two signs of life
FOLDER = "exports"  # in the storage of files


class LostIt(Exception):
    """Somebody called the archive off, or somebody else writes it by now."""


def due_exports(at: datetime) -> ExportQuerySet:
    exports: ExportQuerySet = Export.objects.due(at)
    return exports


def do_export(pk: int, at: datetime) -> None:
    """Writes one that waits, or does away with one that is over."""
    for export in Export.objects.expired(at).filter(pk=pk):
        export.remove(at=at)
        return
    mine = claim(Export.objects.under_way(), pk, at=at, lease=LEASE)
    if mine is not None:
        write(mine, snapshot(), at=at)


def write(export: Export, seeing: Seeing, *, at: datetime) -> None:
    """Writes the archive of a row that is held; raises what went wrong, after it is noted."""
    began = time.monotonic()

    def now() -> datetime:
        return at + timedelta(seconds=time.monotonic() - began)

    if export.attempt > MOST_TRIES:
        _give_up(export, at=at)
        return
    _sweep()
    name = f"{FOLDER}/{secrets.token_hex(20)}.zip"
    place = Path(default_storage.path(name))
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = place.with_suffix(".half")
    progress = Progress()
    try:
        with open(half, "xb", opener=_for_us_only) as file:
            archive = Archive(file, beat=_signs_of_life(export, progress, now))
            try:
                with translation.override(export.by.language):
                    written = write_everything(archive, seeing, progress)
                archive.close()
            finally:
                archive.let_go()
            file.flush()
            os.fsync(file.fileno())
        half.rename(place)
        _finish(export, archive, written, name, at=now())
    except LostIt:
        _forget(half, place)
    except Exception as error:
        _forget(half, place)
        again = now() + SOME_TIME * export.attempt
        word = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else ""
        said = (word or type(error).__name__)[:80]
        _held(export).update(try_after=again, ring_after=again, progress=0, last_error=said)
        if export.attempt >= MOST_TRIES:
            _give_up(export, at=now())
        raise


@transaction.atomic
def _finish(export: Export, archive: Archive, written: Written, name: str, *, at: datetime) -> None:
    """From now on the row knows its file, and whoever asked for it hears so, together."""
    log.info("export written", export=export.pk, size=archive.size, files=written.files)
    kept = _held(export).update(
        finished_at=at,
        expires_at=at + KEPT_FOR,
        ring_after=at,
        as_of=written.as_of,
        path=name,
        size=archive.size,
        sha256=archive.sha256,
        rows_written=sum(written.rows.values()),
        files_written=written.files,
        files_missing=written.missing,
        progress=100,
        last_error="",
    )
    if not kept:
        raise LostIt
    export.refresh_from_db()
    tell(export, at=at)


@transaction.atomic
def _give_up(export: Export, *, at: datetime) -> None:
    if _held(export).update(gave_up_at=at):
        export.refresh_from_db()
        tell(export, at=at)


def _signs_of_life(
    export: Export, progress: Progress, now: Callable[[], datetime]
) -> Callable[[], None]:
    """Takes the lease anew every few seconds; raises ``LostIt`` when it is somebody else's."""
    last = [time.monotonic()]

    def beat() -> None:
        if time.monotonic() - last[0] < A_SIGN:
            return
        last[0] = time.monotonic()
        until = now() + LEASE
        held = _held(export).update(try_after=until, ring_after=until, progress=progress.per_cent)
        if not held:
            raise LostIt

    return beat


def _held(export: Export) -> ExportQuerySet:
    mine: ExportQuerySet = still_held(Export.objects.under_way(), export)  # type: ignore[assignment]
    return mine


def _sweep() -> None:
    """Whatever lies there that no row knows was left behind by a worker that was killed."""
    kept = Export.objects.filter(removed_at=None).exclude(path="")
    known = {Path(path).name for path in kept.values_list("path", flat=True)}
    folder = Path(default_storage.path(FOLDER))
    for file in folder.glob("*") if folder.exists() else []:
        if file.name not in known:
            _forget(file)


def _forget(*files: Path) -> None:
    for file in files:
        with contextlib.suppress(FileNotFoundError):
            file.unlink()


def _for_us_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
