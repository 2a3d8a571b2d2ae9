"""Workbooks (XLSX): their sheets as tables, values as they are read, within bounds.

A ZIP yields no more of a member than its directory says, and a wrong size is an error: so what the
directory says bounds what is read. The XML is read by defusedxml.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from processes.importing import no_tables
from processes.importing.encodings import storable
from processes.importing.reading import (
    MOST_COLUMNS,
    Sheet,
    Unreadable,
    is_workbook,
    read_sheet,
    with_header,
)

LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_TEXTS = 30 * 1024 * 1024  # all texts of a workbook are in memory at once
MOST_PARTS = 2000
MOST_SHEETS = 20
MOST_LINES = 100_000  # looked at, empty ones too
MOST_EMPTY = 1000  # one after the other: the table has ended
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_tables(
    file: str, content: bytes, *, encoding: str = "", separator: str = ""
) -> list[Sheet]:
    """The tables in a file: the one of a CSV, or those of a workbook. Raises ``Unreadable``."""
    no_tables.refuse(content)
    if content.startswith(OLD) or is_workbook(content):
        return read_workbook(file, content)
    return [read_sheet(file, content, encoding=encoding, separator=separator)]


def read_workbook(file: str, content: bytes) -> list[Sheet]:
    """Its sheets that hold a table, with the values of formulas. Raises ``Unreadable``."""
    assert openpyxl.DEFUSEDXML, "XML of strangers is read by defusedxml"
    look_before(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return list(_tables(file, book))
        finally:
            book.close()
    except Unreadable:
        raise
    except Exception as error:  # whatever stands in it: openpyxl raises what it stumbles upon
        raise Unreadable(_("The workbook is damaged and cannot be read.")) from error


def look_before(content: bytes) -> None:
    """Refuses what would unpack into too much, before anything is unpacked."""
    if content.startswith(OLD):
        raise Unreadable(
            _("This is an old or a protected Excel file. Save it as XLSX or CSV without password.")
        )
    if not is_workbook(content):
        raise Unreadable(_("The workbook is damaged and cannot be read."))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    texts = sum(part.file_size for part in parts if "sharedstrings" in part.filename.lower())
    if (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST_UNPACKED
        or texts > LARGEST_TEXTS
    ):
        raise Unreadable(_("The workbook is too large when unpacked."))


def _tables(file: str, book: Any) -> Iterator[Sheet]:
    found = 0
    for number, sheet in enumerate(book.worksheets):
        if number == MOST_SHEETS:
            raise Unreadable(_("There are too many sheets in the workbook."))
        if lines := list(_lines(sheet)):
            found += 1
            yield with_header(file, lines, title=storable(str(sheet.title))[:120])
    if not found:
        raise Unreadable(_("The file is empty."))


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    empty = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST_LINES:
            raise Unreadable(_("There are too many lines in the sheet."))
        cells = [written(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(_("There are more than %(most)d columns.") % {"most": MOST_COLUMNS})
        if cells:
            empty = 0
            yield number, cells
        elif (empty := empty + 1) > MOST_EMPTY:
            return


def written(value: Any) -> str:
    """A cell as one would type it: dates as ISO writes them, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return storable(str(value)).strip()
