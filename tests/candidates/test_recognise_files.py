from __future__ import annotations

import io

import pytest

from candidates.file_kinds import DOCX, ODT, PDF, TXT, FileKind, recognise
from tests.candidates import files


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.pdf(), PDF),
        (b"\xef\xbb\xbf\r\n" + files.pdf(), PDF),
        (files.docx(), DOCX),
        (files.odt(), ODT),
        (b"Pia Borg\nPayroll lead\n", TXT),
        ("Åsa Öberg, lönechef".encode(), TXT),
        ("Åsa Öberg, lönechef".encode("cp1252"), TXT),
        ("Åsa Öberg, lönechef".encode("utf-16"), TXT),
    ],
)
def test_a_file_is_what_it_holds(content: bytes, kind: FileKind) -> None:
    assert recognise(io.BytesIO(content)) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\n",
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"GIF89a\x01\x00\x01\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),  # an old .doc
        b"PK\x03\x04 and no archive",
        files.packed({"readme.txt": b"Only an archive."}),
        files.packed({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}),
        files.odt("application/vnd.oasis.opendocument.spreadsheet"),
        files.docx(**{"word/vbaProject.bin": b"macros"}),
    ],
)
def test_everything_else_is_nothing_we_know(content: bytes) -> None:
    assert recognise(io.BytesIO(content)) is None


def test_what_unpacks_into_too_much_is_refused_unopened() -> None:
    bomb = files.docx(**{"word/media/zeros.bin": bytes(101 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    assert recognise(io.BytesIO(bomb)) is None


def test_too_many_parts_are_refused() -> None:
    many = files.docx(**{f"word/media/{number}": b"" for number in range(2100)})
    assert recognise(io.BytesIO(many)) is None


def test_the_file_is_left_at_its_start() -> None:
    file = io.BytesIO(files.docx())
    file.read(100)
    recognise(file)
    assert file.tell() == 0
