"""Tables of a made-up system, and an import of them on its way."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl

from processes.imports.chores import do_import
from processes.models import Import, ImportRow, ImportState
from tests.cast import NOW, Cast

CLIENTS = [
    ["Client ID", "Company Name", "City", "Industry"],
    ["c1", "Fjord Marin", "Bergen", "Sea"],
]
CONTACTS = [
    ["Contact ID", "Client ID", "First Name", "Last Name", "Email"],
    ["k1", "c1", "Berit", "Holm", "berit@fjord.example"],
]
CANDIDATES = [
    ["Candidate ID", "First Name", "Last Name", "Email", "City", "Skills"],
    ["p1", "Olga", "Nyman", "olga@people.example", "Malmö", "Payroll; Excel"],
    ["p2", "Łukasz", "Żak", "lukasz@people.example", "Łódź", "SAP"],
]
ASSIGNMENTS = [
    ["Job ID", "Title", "Client ID", "Contact ID", "Status"],
    ["j1", "Controller", "c1", "k1", "Open"],
]
SUBMISSIONS = [
    ["Submission ID", "Candidate ID", "Job ID", "Status", "Submission Date"],
    ["s1", "p1", "j1", "Submitted", "2026-11-02"],
]
Table = list[list[str]]


def written(table: Table, *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(table)
    return out.getvalue().encode(encoding)


def workbook(**tables: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, table in tables.items():
        sheet = book.create_sheet(title)
        for row in table:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def everything() -> dict[str, bytes]:
    return {
        "clients.csv": written(CLIENTS),
        "contacts.csv": written(CONTACTS),
        "candidates.csv": written(CANDIDATES),
        "jobs.csv": written(ASSIGNMENTS),
        "submissions.csv": written(SUBMISSIONS),
    }


def worked(taken: Import, at: Any = NOW) -> Import:
    """After the worker has done what there was to do."""
    do_import(taken.pk, at)
    taken.refresh_from_db()
    return taken


def begun(cast: Cast, files: dict[str, bytes], at: Any = NOW) -> Import:
    return worked(Import.objects.begin(files.items(), by=cast.ada, at=at), at)


def tried(taken: Import, at: Any = NOW) -> Import:
    taken.try_out(at=at)
    worked(taken, at)
    assert taken.state == ImportState.CHECKED
    return taken


def taken_in(cast: Cast, files: dict[str, bytes], at: Any = NOW) -> Import:
    taken = tried(begun(cast, files, at), at)
    taken.take_in(at=at)
    return worked(taken, at)


def taken_back(taken: Import, cast: Cast, at: Any = NOW) -> Import:
    taken.take_back(by=cast.ada, at=at)
    return worked(taken, at)


def row_of(taken: Import, *cells: str) -> ImportRow:
    """The row that holds these cells."""
    rows = ImportRow.objects.filter(sheet__of=taken)
    return next(row for row in rows if set(cells) <= set(row.cells))
