"""Writes the archive of everything: tables of one moment, then the files that they name.

Tables are handed over by PostgreSQL itself as CSV and JSON, row by row; nothing is gathered here.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.exporting.archive import PIECE, Archive
from accounts.exporting.contents import BYTES, Table, path_of_bytes, quoted, tables
from accounts.exporting.readme import readme
from accounts.models import Agency
from accounts.spreadsheets import BYTE_ORDER_MARK

CSV = "COPY ({}) TO STDOUT WITH (FORMAT csv, HEADER)"
# As text PostgreSQL would double each backslash; JSON has no such characters in it, so none is
# quoted, and each line is an object as it is.
LINES = r"COPY ({}) TO STDOUT WITH (FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01')"
A_FILE = 20  # a file weighs as much as so many rows
ROUGHLY = """
    SELECT relname, greatest(reltuples, 0)::bigint FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
"""


# A database as it was at one moment, for as long as it is asked.
Seeing = AbstractContextManager[BaseDatabaseWrapper]


@dataclass
class Progress:
    """How much there is about, and how much is done."""

    expected: int = 1
    done: int = 0

    @property
    def per_cent(self) -> int:
        """At most 99, for it is done when it is done."""
        return min(99, self.done * 100 // max(self.expected, 1))


@dataclass
class Written:
    """What has gone into an archive."""

    as_of: datetime
    rows: dict[str, int] = field(default_factory=dict)  # by table
    files: int = 0
    missing: int = 0


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own that sees the database as it is now, whatever changes meanwhile."""
    apart = connections.create_connection("default")
    try:
        apart.set_autocommit(False)
        with apart.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET idle_in_transaction_session_timeout = '10min'")
        yield apart
    finally:
        apart.close()


def write_everything(archive: Archive, seeing: Seeing, progress: Progress) -> Written:
    """All there is; files come last, so that PostgreSQL need not remember the moment for them."""
    chosen = list(tables())
    with tempfile.TemporaryFile("w+b") as named:
        with seeing as database, database.cursor() as cursor:
            cursor.execute("SELECT now()")
            written = Written(as_of=cursor.fetchone()[0])
            progress.expected = _roughly(cursor, chosen)
            for table in chosen:
                written.rows[table.name] = _write_table(archive, cursor, table, progress)
                for column in table.file_columns:
                    _name_files(cursor, table, column, named)
            for table in chosen:
                if table.label in BYTES:
                    written.files += _write_bytes(archive, cursor, table, progress)
        _write_files(archive, named, written, progress)
    with archive.entry("README.md") as entry:
        agency = Agency.current().name
        words = readme(chosen, written.rows, agency=agency, as_of=written.as_of)
        entry.write(words.encode())
    return written


def _roughly(cursor: Any, chosen: list[Table]) -> int:
    cursor.execute(ROUGHLY)
    there: dict[str, int] = dict(cursor.fetchall())
    rows = sum(2 * there.get(table.name, 0) for table in chosen)
    with_files = [one for one in chosen if one.file_columns or one.label in BYTES]
    return rows + sum(A_FILE * there.get(table.name, 0) for table in with_files)


def _write_table(archive: Archive, cursor: Any, table: Table, progress: Progress) -> int:
    """The table twice; how many rows it has."""
    before = progress.done
    with archive.entry(f"tables/{table.name}.csv") as entry:
        counting = Counting(entry.write, progress)
        entry.write(BYTE_ORDER_MARK.encode())
        cursor.copy_expert(CSV.format(table.for_spreadsheets), counting)
        rows = counting.writes - 1  # the first line has the names
        entry.facts = {"rows": rows}
    with archive.entry(f"tables/{table.name}.jsonl") as entry:
        counting = Counting(entry.write, progress)
        cursor.copy_expert(LINES.format(table.as_objects), counting)
        entry.facts = {"rows": counting.writes}
    progress.done = before + 2 * rows
    return rows


@dataclass
class Counting:
    """What PostgreSQL writes to: it calls once for each row."""

    to: Callable[[bytes], int]
    progress: Progress
    writes: int = 0

    def write(self, row: bytes) -> int:
        self.writes += 1
        self.progress.done += 1
        return self.to(row)


def _name_files(cursor: Any, table: Table, column: str, named: IO[bytes]) -> None:
    """The files that a column names, a line of JSON each; they are written last."""
    name, source = quoted(column), quoted(table.name)
    key = quoted(str(table.model._meta.pk.column))
    question = (
        f"SELECT json_build_object('name', {name}, 'table', '{table.name}', 'row', {key}) "  # noqa: S608
        f"FROM {source} WHERE {name} <> '' ORDER BY {key}"
    )
    cursor.copy_expert(LINES.format(question), named)


def _write_bytes(archive: Archive, cursor: Any, table: Table, progress: Progress) -> int:
    """Bytes of the database as files, one in memory at a time; how many."""
    column = BYTES[table.label][0]
    path, source = path_of_bytes(table.label, column), quoted(table.name)
    count, last = 0, 0
    question = (
        f"SELECT id, {path}, {quoted(column)} FROM {source} "  # noqa: S608
        "WHERE id > %s ORDER BY id LIMIT 1"
    )
    while True:
        cursor.execute(question, [last])
        row = cursor.fetchone()
        if row is None:
            return count
        last, name, content = row
        with archive.entry(f"files/{name}", packed=False) as entry:
            entry.write(bytes(content))
            entry.facts = {"table": table.name, "row": last}
        count += 1
        progress.done += A_FILE


def _write_files(archive: Archive, named: IO[bytes], written: Written, progress: Progress) -> None:
    """The files of the storage; one that is not there is named, and the others go on."""
    named.seek(0)
    with tempfile.TemporaryFile("w+b") as missing:
        for line in named:
            about = json.loads(line)
            if not _write_file(archive, about):
                written.missing += 1
                missing.write(line)
            else:
                written.files += 1
            progress.done += A_FILE
        missing.seek(0)
        with archive.entry("files-missing.jsonl") as entry:
            while piece := missing.read(PIECE):
                entry.write(piece)


def _write_file(archive: Archive, about: dict[str, Any]) -> bool:
    path = PurePosixPath(about["name"])
    if path.is_absolute() or ".." in path.parts:
        return False
    try:
        file = default_storage.open(str(path))
    except OSError:
        return False
    with file, archive.entry(f"files/{path}", packed=False) as entry:
        while piece := file.read(PIECE):
            entry.write(piece)
        entry.facts = {"table": about["table"], "row": about["row"]}
    return True
