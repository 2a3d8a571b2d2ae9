from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.apart.findings import Stopped
from candidates.apart.packed_files import docx
from candidates.file_kinds import (
    DOCX,
    KINDS,
    ODT,
    PDF,
    TXT,
    FileKind,
    NotTaken,
    kind_of,
    recognise,
)
from candidates.models.document_state import State
from tests.candidates import files

WORD = files.docx()


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


def test_a_long_table_of_contents_is_refused_unread() -> None:
    content = bytearray(files.docx())
    struct.pack_into("<I", content, content.rindex(b"PK\x05\x06") + 12, 2**31)
    with pytest.raises(NotTaken, match="bomb"):
        kind_of(io.BytesIO(content))


@settings(max_examples=25, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
)
def test_any_bytes_are_something_or_nothing(content: bytes, start: bytes) -> None:
    for whole in (start + content, WORD[:-40] + content):
        file = io.BytesIO(whole)
        assert recognise(file) in {None, *KINDS}
        assert file.tell() == 0


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_damaged_word_file_is_read_or_has_a_state(data: st.DataObject) -> None:
    content = bytearray(WORD)
    for _change in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = docx(bytes(content))
    except Stopped as stopped:
        found = stopped.found
    assert found.state in State.values


def test_the_file_is_left_at_its_start() -> None:
    file = io.BytesIO(files.docx())
    file.read(100)
    recognise(file)
    assert file.tell() == 0
