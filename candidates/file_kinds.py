"""What an uploaded file is, told by its content: its name and what the browser says are not asked.

Pure: no Django. A file that claims to unpack into very much is refused before it is unpacked.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes
MOST_PARTS = 2_000
PDF_STARTS_WITHIN = 1024  # bytes; readers of PDF look for its mark that far
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class FileKind:
    suffix: str
    content_type: str


PDF = FileKind(".pdf", "application/pdf")
DOCX = FileKind(".docx", WORD)
ODT = FileKind(".odt", OPEN_DOCUMENT)
TXT = FileKind(".txt", "text/plain")


def recognise(file: BinaryIO) -> FileKind | None:
    """PDF, DOCX, ODT or plain text; None for everything else. Leaves ``file`` at its start."""
    try:
        file.seek(0)
        start = file.read(PDF_STARTS_WITHIN)
        if b"%PDF-" in start:
            return PDF
        if start.startswith(b"PK\x03\x04"):
            return _packed(file)
        return TXT if _is_text(start, file.read()) else None
    finally:
        file.seek(0)


def _packed(file: BinaryIO) -> FileKind | None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                return None
            if any(part.flag_bits & 1 for part in parts):  # behind a password
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return None if "word/vbaProject.bin" in names else DOCX
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                says = archive.read("mimetype").strip()
                return ODT if says == OPEN_DOCUMENT.encode() and "content.xml" in names else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return None
    return None


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
