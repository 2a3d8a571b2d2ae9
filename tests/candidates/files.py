"""Small files of every kind, made where they are needed."""

from __future__ import annotations

import io
import zipfile

ODT = "application/vnd.oasis.opendocument.text"


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def docx(**more: bytes) -> bytes:
    from docx import Document

    content = io.BytesIO()
    document = Document()
    document.add_paragraph("Payroll manager, 12 years.")
    document.save(content)
    return packed(more, start=content.getvalue()) if more else content.getvalue()


def odt(says: str = ODT) -> bytes:
    return packed({"mimetype": says.encode(), "content.xml": b"<office/>"})


def packed(parts: dict[str, bytes], start: bytes = b"") -> bytes:
    content = io.BytesIO(start)
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()
