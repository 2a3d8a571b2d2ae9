"""Files of another system: bytes to rows, with encoding and separator guessed."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

TABLE_SUFFIXES = {".csv", ".tsv", ".txt"}
SEPARATORS = ",;\t|"
MOST_FILES = 50
MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


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


def read_sheet(file: str, content: bytes) -> Sheet:
    """The table in a file, without its empty lines. Raises ``Unreadable``."""
    text, encoding = decode(content)
    separator = guess_separator(text)
    lines = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    try:
        for cells in reader:
            first, before = before + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                lines.append((first, [cell.strip() for cell in cells]))
    except csv.Error as error:
        problem = _("Line %(line)d cannot be read: %(problem)s.")
        raise Unreadable(problem % {"line": before + 1, "problem": error}) from error
    if not lines:
        raise Unreadable(_("The file is empty."))
    _first, header = lines.pop(0)
    return Sheet(file, encoding, separator, tuple(header), lines)


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was in: marked, else UTF-8, else what Western Windows writes."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return without_nulls(content.decode(encoding, errors="replace")), encoding
    try:
        return without_nulls(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return without_nulls(content.decode("cp1252", errors="replace")), "cp1252"


def without_nulls(text: str) -> str:
    """PostgreSQL keeps no NUL in a text."""
    return text.replace("\x00", "")


def guess_separator(text: str) -> str:
    """What parts the cells of the header: the sign it has most of outside quotes."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    return max(SEPARATORS, key=outside.count)


def files_in_folder(folder: Path) -> list[tuple[str, bytes]]:
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in TABLE_SUFFIXES)
    return [(path.name, path.read_bytes()) for path in found]


def unpack(file: str, content: bytes, *, at_most: int) -> Iterator[tuple[str, bytes]]:
    """The tables in a ZIP, or the file itself. Raises ``Unreadable``, also for a bomb."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
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


def is_table(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in TABLE_SUFFIXES and not path.name.startswith("._")
