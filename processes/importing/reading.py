"""Files of another system: bytes to rows, with encoding and separator guessed."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from processes.importing.encodings import decode
from processes.importing.tables import best_table

TABLE_SUFFIXES = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm"}
SEPARATORS = ",;\t|"
MOST_FILES = 50
MOST_COLUMNS = 300
# The first line of a file that Excel is told the separator by.
SAYS_SEPARATOR = re.compile(r"\s*sep=(.)\s*\r?\n", re.IGNORECASE)


class Unreadable(Exception):
    """A file that holds no table; the message says why."""


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in a file. ``lines`` are (number of the first line, cells)."""

    file: str
    encoding: str
    separator: str
    header: tuple[str, ...]
    lines: list[tuple[int, list[str]]]
    title: str = ""  # of a workbook's sheet


def read_sheet(file: str, content: bytes, *, encoding: str = "", separator: str = "") -> Sheet:
    """The table in a file, without its empty lines. Raises ``Unreadable``."""
    text, encoding = decode(content, encoding)
    skipped = 0
    if told := SAYS_SEPARATOR.match(text):
        separator, text, skipped = separator or told[1], text[told.end() :], 1
    separator = separator or guess_separator(text)
    lines = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = skipped
    try:
        for cells in reader:
            first, before = before + 1, reader.line_num + skipped
            if any(cell.strip() for cell in cells):
                lines.append((first, [cell.strip() for cell in cells]))
    except csv.Error as error:
        problem = _("Line %(line)d cannot be read: %(problem)s.")
        raise Unreadable(problem % {"line": before + 1, "problem": error}) from error
    return with_header(file, lines, encoding, separator)


def with_header(
    file: str,
    lines: list[tuple[int, list[str]]],
    encoding: str = "",
    separator: str = "",
    title: str = "",
) -> Sheet:
    """The first line names the columns, or one below it, where notes stand above the table."""
    if not lines:
        raise Unreadable(_("The file is empty."))
    at = header_at([cells for _number, cells in lines[:10]])
    header = lines[at][1]
    if len(header) > MOST_COLUMNS:
        raise Unreadable(_("There are more than %(most)d columns.") % {"most": MOST_COLUMNS})
    return Sheet(file, encoding, separator, tuple(header), lines[at + 1 :], title)


def header_at(first: list[list[str]]) -> int:
    """The first line whose columns one of our tables knows; the very first where none does."""
    if best_table(first[0]) is None:
        for number, cells in enumerate(first):
            if sum(map(bool, cells)) > 1 and best_table(cells) is not None:
                return number
    return 0


def guess_separator(text: str) -> str:
    """What parts the cells of the header: the sign it has most of outside quotes."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:10]
    counts = {
        sign: max(["".join(line.split('"')[::2]).count(sign) for line in lines[:1]] or [0])
        for sign in SEPARATORS
    }
    if not any(counts.values()):  # notes above the table
        counts = {
            sign: max(["".join(line.split('"')[::2]).count(sign) for line in lines] or [0])
            for sign in SEPARATORS
        }
    return max(SEPARATORS, key=lambda sign: counts[sign])


def files_in_folder(folder: Path) -> list[tuple[str, bytes]]:
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in TABLE_SUFFIXES)
    return [(path.name, path.read_bytes()) for path in found]


def unpack(file: str, content: bytes, *, at_most: int) -> Iterator[tuple[str, bytes]]:
    """The tables in a ZIP, or the file itself. Raises ``Unreadable``, also for a bomb."""
    if not zipfile.is_zipfile(io.BytesIO(content)) or is_workbook(content):
        yield file, content
        return
    left = at_most
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if is_table(member.filename)]
            if len(members) > MOST_FILES:
                raise Unreadable(_("There are too many files in the archive."))
            for member in members:
                with archive.open(member) as packed:
                    unpacked = packed.read(left + 1)  # what a header says of sizes is not believed
                left -= len(unpacked)
                if left < 0:
                    raise Unreadable(_("The archive is too large when unpacked."))
                yield PurePosixPath(member.filename).name, unpacked
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise Unreadable(_("The archive is damaged or has a password.")) from error


def is_workbook(content: bytes) -> bool:
    """Whether these bytes are an XLSX: a ZIP with a workbook in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def is_table(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in TABLE_SUFFIXES and not path.name.startswith("._")
