"""Files that hold no table, told by how they begin: a PDF is called one."""

from __future__ import annotations

import io
import zipfile
import zlib

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from processes.importing.reading import Unreadable, is_workbook

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*")
PDF_WITHIN = 1024  # bytes; readers of PDF look for its mark that far
WEB_PAGES = (b"<!doctype html", b"<html")
PACKED = {
    "word/document.xml": _("This is a Word document, and no table. Save the table as XLSX or CSV."),
    "ppt/presentation.xml": _("This is a presentation, and no table."),
}
OLE, OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "WordDocument".encode("utf-16-le")
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def refuse(content: bytes) -> None:
    """Raises ``Unreadable`` in plain words for what is something else than a table."""
    if said := what(content):
        raise Unreadable(str(said))


def what(content: bytes) -> str | Promise:
    """What a file is instead of a table; "" where it may be one."""
    if b"%PDF-" in content[:PDF_WITHIN]:
        return _("This is a PDF, and no table. Export the list as CSV or Excel.")
    if content.startswith(PICTURES):
        return _("This is a picture, and no table. Export the list as CSV or Excel.")
    if content.startswith(b"{\\rtf") or (content.startswith(OLE) and OLD_WORD in content):
        return PACKED["word/document.xml"]
    if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(WEB_PAGES):
        return _("This is a web page, and no table. Export the list as CSV or Excel.")
    return packed(content) if content.startswith(b"PK\x03\x04") and not is_workbook(content) else ""


def packed(content: bytes) -> str | Promise:
    return document(content) or _("This is an archive. Unpack it, or give it as the only file.")


def document(content: bytes) -> str | Promise:
    """Of what is packed like a ZIP: which kind of document it is; "" for none, and for an XLSX."""
    kind = b""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as said:
                    kind = said.read(100)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError):
        return ""
    if kind.startswith(OPEN_DOCUMENT):
        return _("This is a file of LibreOffice. Save the table in it as XLSX or CSV.")
    return next((said for name, said in PACKED.items() if name in names), "")
