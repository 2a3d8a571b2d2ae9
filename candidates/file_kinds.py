"""What an uploaded file is, told by its content: its name and what the browser says are not asked.

Pure: no Django. A file that claims to unpack into very much is refused before it is unpacked.
"""

from __future__ import annotations

import os
import struct
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes
MOST_PARTS = 2_000
LONGEST_CONTENTS = 1024 * 1024  # bytes of the table of contents, which is read as a whole
ENDING, LOCATOR, ENDS_WITHIN = b"PK\x05\x06", b"PK\x06\x07", 66_000
PDF_STARTS_WITHIN = 1024  # bytes; readers of PDF look for its mark that far
PDF_MARK, ZIP_MARK, OLE_MARK = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BLANKS = b"\xef\xbb\xbf\x00 \t\r\n\f"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
# Parts of a packed document that are programs.
MACROS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("Basic/", "Scripts/")


class NotTaken(Exception):
    """Says in one word why: unknown, picture, old_word, bomb, macro, password or two_kinds."""


@dataclass(frozen=True)
class FileKind:
    suffix: str
    content_type: str


PDF = FileKind(".pdf", "application/pdf")
DOCX = FileKind(".docx", WORD)
ODT = FileKind(".odt", OPEN_DOCUMENT)
TXT = FileKind(".txt", "text/plain")
KINDS = (PDF, DOCX, ODT, TXT)


def recognise(file: BinaryIO) -> FileKind | None:
    """PDF, DOCX, ODT or plain text; None for everything else. Leaves ``file`` at its start."""
    try:
        return kind_of(file)
    except NotTaken:
        return None


def kind_of(file: BinaryIO) -> FileKind:
    """PDF, DOCX, ODT or plain text. Raises ``NotTaken``. Leaves ``file`` at its start."""
    try:
        file.seek(0)
        start = file.read(PDF_STARTS_WITHIN)
        if PDF_MARK in start:
            return _pdf(file, start)
        if start.startswith(ZIP_MARK):
            return _packed(file)
        if start.startswith(PICTURES):
            raise NotTaken("picture")
        if start.startswith(OLE_MARK):
            raise NotTaken("password" if _is_locked_word(file) else "old_word")
        if _is_text(start, file.read()):
            return TXT
        raise NotTaken("unknown")
    finally:
        file.seek(0)


def _pdf(file: BinaryIO, start: bytes) -> FileKind:
    """A PDF and nothing else besides: one program must not see another file than the next."""
    if start[: start.index(PDF_MARK)].strip(BLANKS):
        raise NotTaken("two_kinds")
    try:
        if _contents_are_short(file):
            with zipfile.ZipFile(file) as archive:
                if archive.infolist():
                    raise NotTaken("two_kinds")
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError):
        pass
    return PDF


def _contents_are_short(file: BinaryIO) -> bool:
    """Whether a table of contents is there; raises ``NotTaken`` where reading it would be work."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - ENDS_WITHIN))
    end = file.read()
    at = end.rfind(ENDING)
    if at < 0 or len(end) < at + 22:
        return False
    (length,) = struct.unpack("<I", end[at + 12 : at + 16])
    if length > LONGEST_CONTENTS or end[max(0, at - 20) : at].startswith(LOCATOR):
        raise NotTaken("bomb")
    return True


def _packed(file: BinaryIO) -> FileKind:
    if not _contents_are_short(file):
        raise NotTaken("unknown")
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise NotTaken("bomb")
            if any(part.flag_bits & 1 for part in parts):
                raise NotTaken("password")
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return _without_macros(DOCX, names)
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                says = archive.read("mimetype").strip()
                if says == OPEN_DOCUMENT.encode() and "content.xml" in names:
                    return _without_macros(ODT, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        pass
    raise NotTaken("unknown")


def _without_macros(kind: FileKind, names: set[str]) -> FileKind:
    if any(name.lower().endswith(MACROS) for name in names):
        raise NotTaken("macro")
    if kind is ODT and any(name.startswith(MACRO_FOLDERS) for name in names):
        raise NotTaken("macro")
    return kind


def _is_locked_word(file: BinaryIO) -> bool:
    """Whether it is a .docx behind a password, which comes packed in the way of old files."""
    file.seek(0)
    return "EncryptedPackage".encode("utf-16-le") in file.read()


def _is_text(start: bytes, rest: bytes) -> bool:
    content = start + rest
    encodings = ("utf-16",) if start[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return bool(text.strip("\ufeff \t\r\n\f")) and not any(
            ord(character) < 32 and character not in "\t\r\n\f" for character in set(text)
        )
    return False
