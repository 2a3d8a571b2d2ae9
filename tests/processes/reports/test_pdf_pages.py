"""The PDF as a thing: tagged, titled, in Inter, small; nothing cut, no heading left alone."""

from __future__ import annotations

import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from pypdf import PageObject, PdfReader

from accounts.models import Agency
from mailings.models import Attachment
from mailings.pdf import allow_rendering, render_pdf
from processes.reports.report_facts import ReportFacts
from processes.reports.words import OwnWords, words
from tests.processes.reports import made_up

# Lines of the recruiter before all the rest: without the rules each would cut a row or leave a
# heading at the end of a page.
SHIFTS = [0, 2, 6, 9, 14, 21, 25, 30]
HEADING = 14  # pixels: 10.5 pt
FOOT = 50  # points from the lower edge
EVERY_KIND = {
    "short": made_up.short,
    "still": made_up.still,
    "long": made_up.long,
    "corrected": made_up.corrected,
    "search": made_up.search,
    "interim_before": made_up.interim_before,
    "interim_after": made_up.interim_after,
}


def png(width: int, height: int) -> bytes:
    """A picture of random bytes, which nothing makes smaller."""
    noise = bytes((x * y * 2654435761 >> 7) & 255 for y in range(height) for x in range(width * 3))
    lines = b"".join(
        b"\0" + noise[row * width * 3 : (row + 1) * width * 3] for row in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = chunk(b"IDAT", zlib.compress(lines))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + packed + chunk(b"IEND", b"")


def html_of(
    facts: ReportFacts, own: OwnWords | None = None, language: str = "en", **agency: Any
) -> str:
    with translation.override(language):
        context = {
            "report": words(facts, own),
            "language": language,
            "agency": Agency(name="Askvik & Partners", **agency),
            "author": "Nina Falk",
        }
        return render_to_string("pdf/weekly_report.html", context)


def printed(
    facts: ReportFacts, own: OwnWords | None = None, language: str = "en", **agency: Any
) -> PdfReader:
    allow_rendering()
    html = html_of(facts, own, language, **agency)
    return PdfReader(BytesIO(render_pdf(html, language=language)))


@lru_cache
def shifted(lines: int) -> PdfReader:
    own = OwnWords(comments={"lead": "\n".join(["A line of the recruiter."] * lines)})
    return printed(made_up.long(people=5), own)


def size(reader: PdfReader) -> int:
    stream: Any = reader.stream
    return len(stream.getvalue())


def roles(node: Any) -> Iterator[str]:
    """The tags of the document in reading order."""
    found = node.get_object()
    if isinstance(found, list):
        for child in found:
            yield from roles(child)
    elif isinstance(found, dict):
        if "/S" in found:
            yield str(found["/S"])
        if "/K" in found:
            yield from roles(found["/K"])


def texts(page: PageObject) -> dict[float, list[tuple[str, float]]]:
    """What is written at each height of a page, with its size in pixels."""
    found: dict[float, list[tuple[str, float]]] = defaultdict(list)

    def note(text: str, at: list[float], own: list[float], _font: Any, pixels: float) -> None:
        if text.strip():
            found[round(at[5] + own[5] * at[3], 1)].append((text.strip(), pixels))

    page.extract_text(visitor_text=note)
    return found


def test_language_title_and_tags_stand_in_the_file() -> None:
    reader = printed(made_up.long(), language="sv")
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Payroll manager · Nordvik Energi · fredag 20 november 2026"
    assert reader.metadata.author == "Askvik & Partners"
    assert reader.xmp_metadata is not None
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize("name", EVERY_KIND)
def test_every_table_stands_under_a_heading_of_its_own(name: str) -> None:
    facts, own = EVERY_KIND[name](), made_up.typed()
    with_tables = [
        section for section in html_of(facts, own).split("<section")[1:] if "<table" in section
    ]
    assert len(with_tables) > 1
    for section in with_tables:
        assert section.count("<table") == section.count("<h2>") == 1
        assert section.index("<h2>") < section.index("<table")


@pytest.mark.parametrize("name", EVERY_KIND)
def test_headings_and_tables_are_tagged_as_such(name: str) -> None:
    facts, own = EVERY_KIND[name](), made_up.typed()
    root: Any = printed(facts, own).trailer["/Root"]
    found = list(roles(root["/StructTreeRoot"]))
    assert found.count("/H1") == 1
    assert found.count("/H2") == len(words(facts, own).sections) - 1  # the lead has the title
    assert {"/Table", "/TR", "/TH", "/TD"} <= set(found)


@pytest.mark.parametrize("name", EVERY_KIND)
def test_only_inter_is_used_and_it_is_embedded(name: str) -> None:
    for page in printed(EVERY_KIND[name]()).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            assert "Inter" in font["/BaseFont"]
            (whole,) = font["/DescendantFonts"]
            descriptor = whole.get_object()["/FontDescriptor"]
            assert descriptor.keys() & {"/FontFile2", "/FontFile3"}


def test_it_is_a4_and_small_even_with_a_large_logo() -> None:
    logo = Attachment(sha256="0" * 64, content_type="image/png", content=png(200, 88))
    logo.pk = 1
    reader = printed(made_up.long(), made_up.typed(), logo=logo, logo_width=200, logo_height=88)
    assert size(reader) < 150_000
    assert size(reader) > size(printed(made_up.long(), made_up.typed())) + 10_000  # it is in it
    for page in reader.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


@pytest.mark.parametrize("shift", SHIFTS)
def test_no_row_of_the_table_is_cut_by_the_end_of_a_page(shift: int) -> None:
    rows = sum(
        page.extract_text()
        .replace("\n", " ")
        .count("four years with Hogia and Agda, and the change between them")
        for page in shifted(shift).pages
    )
    assert rows == 6  # each piece of evidence stands whole on one page


@pytest.mark.parametrize("shift", SHIFTS)
def test_no_heading_stands_alone_at_the_end_of_a_page(shift: int) -> None:
    headings = 0
    for page in shifted(shift).pages:
        found = texts(page)
        headings += sum(pixels == HEADING for row in found.values() for _text, pixels in row)
        lowest = min(height for height in found if height > FOOT)
        for text, pixels in found[lowest]:
            assert pixels != HEADING, text
            assert text not in {"Candidate", "When", "Stage"}, "a table's head without a row"
    assert headings == 10


@pytest.mark.parametrize("shift", SHIFTS)
def test_every_section_is_printed_once(shift: int) -> None:
    whole = " ".join(" ".join(page.extract_text() for page in shifted(shift).pages).split())
    for part in words(made_up.long()).sections[1:]:
        assert whole.count(part.heading) == 1, part.heading
