"""Whatever is in the files: an import ends with every row counted, and can be taken back."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidates.models import Candidate
from processes.importing import workbooks
from processes.importing.encodings import decode
from processes.importing.reading import Unreadable, read_sheet
from processes.importing.workbooks import read_tables, written
from processes.models import Event, Import, ImportRow, ImportState
from tests.cast import NOW, Cast
from tests.processes.tables import CANDIDATES, begun, everything, taken_back, workbook, worked
from tests.processes.tables import written as as_csv

FEW = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
NAMES = st.sampled_from(["Candidate ID", "First Name", "Last Name", "Email", "City", "Phone"])
MORE = st.sampled_from(["Expected Salary", "Available From", "Languages", "Skills", "Country"])
ODD = st.sampled_from(
    ["", "1", "=1+1", "x" * 300, "a@b", "2026-02-30", "9" * 400, "\u202e", "SE", "-5 SEK a day"]
)
CELLS = st.one_of(ODD, st.text(max_size=12))


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    header = draw(st.lists(st.one_of(NAMES, MORE, CELLS), min_size=1, max_size=6))
    rows = draw(st.lists(st.lists(CELLS, max_size=7), max_size=5))
    out = io.StringIO()
    csv.writer(out, delimiter=draw(st.sampled_from(",;\t|"))).writerows([header, *rows])
    encoding = draw(st.sampled_from(["utf-8", "utf-16", "cp1252", "cp1250"]))
    return out.getvalue().encode(encoding, errors="replace")


def goes_through(cast: Cast, content: bytes) -> None:
    """Read, tried out, taken in and taken back: each row is somewhere, and nothing is left."""
    before = (Candidate.objects.count(), Event.objects.count())
    taken = begun(cast, {"any.csv": content})
    rows = ImportRow.objects.filter(sheet__of=taken)
    for sheet in taken.sheets.all():
        if not sheet.table and sheet.header:
            sheet.table, sheet.mapping = "candidates", {"first_name": 0}
            sheet.save()
    taken.try_out(at=NOW)
    worked(taken)
    assert taken.state == ImportState.CHECKED
    tried = sum(taken.counts["all"].values())
    assert tried == (rows.count() if any(s.table for s in taken.sheets.all()) else 0)
    assert (Candidate.objects.count(), Event.objects.count()) == before
    expected = taken.counts["all"]
    taken.take_in(at=NOW)
    worked(taken)
    assert taken.counts["all"] == expected
    assert Candidate.objects.count() - before[0] == expected.get("new", 0)
    taken_back(taken, cast)
    assert taken.state == ImportState.TAKEN_BACK
    assert (Candidate.objects.count(), Event.objects.count()) == before


@FEW
@given(content=tables())
def test_any_table_is_counted_to_its_last_row_and_taken_back(cast: Cast, content: bytes) -> None:
    goes_through(cast, content)


@FEW
@given(content=st.one_of(st.binary(min_size=1, max_size=400), st.binary().map(lambda b: b"PK" + b)))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    try:
        sheets = read_tables("any", content)
    except Unreadable as refusal:
        assert str(refusal)
    else:
        assert all("\x00" not in cell for s in sheets for _n, cells in s.lines for cell in cells)


@settings(FEW, max_examples=6)
@given(content=st.binary(min_size=1, max_size=200), spoilt=st.integers(0, 400))
def test_no_upload_makes_the_page_stumble(
    cast: Cast, client: Browser, content: bytes, spoilt: int
) -> None:
    client.force_login(cast.ada)
    book = bytearray(workbook(People=CANDIDATES))
    book[spoilt : spoilt + 4] = content[:4]
    for name, sent in (("any.csv", content), ("any.xlsx", bytes(book))):
        answer = client.post("/import/", {"tables": SimpleUploadedFile(name, sent)})
        assert answer.status_code in {302, 422}
        for taken in Import.objects.filter(state=ImportState.READING):
            worked(taken)
            assert client.get(taken.get_absolute_url()).status_code == 200


def forged(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ({"xl/workbook.xml": b"<workbook/>"} | parts).items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n...", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n...", "This is a picture"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "This is a web page"),
        (b"{\\rtf1 Anna}", "This is a Word document"),
    ],
)
def test_a_file_that_is_no_table_is_called_what_it_is(
    cast: Cast, client: Browser, content: bytes, words: str
) -> None:
    with pytest.raises(Unreadable, match=words):
        read_tables("people.csv", content)
    client.force_login(cast.ada)
    answer = client.post("/import/", {"tables": SimpleUploadedFile("people.csv", content)})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    taken = begun(cast, {"people.csv": as_csv(CANDIDATES), "cv.pdf": content})
    assert words in client.get(taken.get_absolute_url()).content.decode()


def test_documents_that_are_packed_are_called_what_they_are(cast: Cast, client: Browser) -> None:
    client.force_login(cast.ada)
    for parts, words in (
        ({"word/document.xml": b""}, "This is a Word document"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "file of LibreOffice"),
    ):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        sent = SimpleUploadedFile("people.xlsx", out.getvalue())
        answer = client.post("/import/", {"tables": sent})
        assert answer.status_code == 422
        assert words in answer.content.decode()


ENTITY = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 99 + b'">]><workbook>&a;</workbook>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (forged(**{"xl/worksheets/sheet1.xml": b"0" * 201_000}), "too large"),
        (forged(**{"xl/sharedStrings.xml": b"0" * 31_000}), "too large"),
        (forged(), "damaged"),
        (forged(**{"xl/workbook.xml": ENTITY}), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old or a protected"),
        (workbook(**{f"s{n}": [["Name"], ["A"]] for n in range(21)}), "too many sheets"),
        (workbook(wide=[["Name"] * 301]), "300 columns"),
        (workbook(empty=[]), "empty"),
    ],
    ids=["bomb", "texts", "no book", "entity", "old", "sheets", "wide", "empty"],
)
def test_workbooks_that_would_harm_or_say_nothing_are_refused(
    monkeypatch: pytest.MonkeyPatch, content: bytes, reason: str
) -> None:
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 200_000)
    monkeypatch.setattr(workbooks, "LARGEST_TEXTS", 30_000)
    with pytest.raises(Unreadable, match=reason):
        read_tables("any.xlsx", content)


@pytest.mark.parametrize(
    ("text", "encoding", "guessed"),
    [
        ("Małgorzata Wiśniewska, Łódź", "cp1250", "cp1250"),
        ("Małgorzata Wiśniewska, Łódź", "iso8859_2", "iso8859_2"),
        ("Åsa Öberg, Malmö", "cp1252", "cp1252"),
        ("Åsa Öberg, Malmö", "mac_roman", "mac_roman"),
        ("Zoë van Dijk, Łódź", "utf-16", "utf-16"),
        ("Zoë van Dijk, Łódź", "utf-16-le", "utf-16-le"),
        ("Zoë van Dijk, Łódź", "utf-8-sig", "utf-8-sig"),
        ("plain", "ascii", "utf-8"),
    ],
)
def test_letters_tell_the_encoding(text: str, encoding: str, guessed: str) -> None:
    assert decode(text.encode(encoding)) == (text, guessed)


def test_notes_above_the_table_and_a_named_separator_are_stepped_over() -> None:
    noted = "Notes:\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\nA,B\n"
    sheet = read_sheet("Connections.csv", noted.encode())
    assert (sheet.header[0], sheet.lines) == ("First Name", [(4, ["A", "B"])])
    named = read_sheet("excel.csv", b"sep=;\nName;City\nEva, the;Lund\n")
    assert (named.separator, named.lines) == (";", [(3, ["Eva, the", "Lund"])])


def test_cells_of_workbooks_read_as_one_would_type_them() -> None:
    cells = [None, True, 3.0, 2.5, date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), " a\x00 "]  # noqa: DTZ001
    said = ["", "yes", "3", "2.5", "2026-03-01", "2026-03-01 09:30:00", "a"]
    assert [written(cell) for cell in cells] == said


def test_an_import_with_too_many_rows_is_refused_in_words(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from processes.imports import reading

    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    taken = begun(cast, everything() | {"last.csv": as_csv(CANDIDATES)})
    problems = {sheet.file: sheet.problem for sheet in taken.sheets.all()}
    assert "more than 3 rows" in problems["candidates.csv"]
    assert problems["clients.csv"] == ""
