"""Files that nobody means well with, or that cannot be read; all made here, all small."""

from __future__ import annotations

import io
import struct
import zlib

from pypdf import PdfWriter

from tests.candidates import files

EVIL = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<w>&b;</w>"
)


def as_pdf(writer: PdfWriter) -> bytes:
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def blank_pdf(pages: int = 1) -> bytes:
    """Pages without a letter, as a scanner makes them."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 280)
    return as_pdf(writer)


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(files.pdf_saying("Secret life of Pia Borg")))
    writer.encrypt("geheim", algorithm="RC4-128")
    return as_pdf(writer)


def word(document: bytes, **more: bytes) -> bytes:
    """A .docx of these bytes, whatever they are."""
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": document}
    return files.packed(parts | more)


def says(text: str) -> bytes:
    xmlns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        f'<w:document xmlns:w="{xmlns}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>'
        "</w:document>"
    ).encode()


def forged_sizes(real: int = 40 * 1024 * 1024) -> bytes:
    """A .docx that says its text has a hundred bytes, and unpacks into very many."""
    content = bytearray(word(b" " * real))
    name = b"word/document.xml"
    local = content.index(b"PK\x03\x04" + b"", content.index(name) - 30)
    central = content.rindex(name) - 46
    struct.pack_into("<I", content, local + 22, 100)
    struct.pack_into("<I", content, central + 24, 100)
    return bytes(content)


def pdf_bomb() -> bytes:
    """A page whose drawing unpacks into 400 megabytes, packed twice."""
    drawing = zlib.compress(zlib.compress(bytes(400 * 1024 * 1024), 1), 9)
    return files.pdf_of(drawing, "/Filter [/FlateDecode /FlateDecode]")


def two_kinds() -> bytes:
    """A PDF for one program and an archive for the next."""
    return files.packed({"evil.exe": b"MZ"}, start=files.pdf())
