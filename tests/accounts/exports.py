"""Archives of everything, for tests: written from what a test's own connection sees, and read."""

from __future__ import annotations

import csv
import io
import json
from contextlib import nullcontext
from datetime import timedelta
from zipfile import ZipFile

from django.core.files.storage import default_storage
from django.db import connection

from accounts.exporting.chores import write
from accounts.models import Export
from mailings.leases import claim
from tests.cast import NOW, Cast

MINUTE = timedelta(minutes=1)


def asked(cast: Cast) -> Export:
    export = Export.objects.ask(by=cast.ada, at=NOW)
    mine = claim(Export.objects.under_way(), export.pk, at=NOW, lease=MINUTE)
    assert mine
    return mine


def written(cast: Cast) -> Export:
    """An archive of what this test's own connection sees."""
    export = asked(cast)
    write(export, nullcontext(connection), at=NOW)
    export.refresh_from_db()
    return export


def opened(export: Export) -> ZipFile:
    return ZipFile(default_storage.path(export.path))


def objects(archive: ZipFile, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in archive.read(f"tables/{table}.jsonl").splitlines()]


def cells(archive: ZipFile, table: str) -> list[dict[str, str]]:
    text = archive.read(f"tables/{table}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
