"""The PDF of a presentation: tagged, in the reader's language, small, nobody cut in two."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from accounts.logos import drawn
from accounts.models import Agency
from mailings.pdf import allow_rendering, render_pdf
from processes.presentations.rendering import make
from tests.accounts.test_show_logo import noise
from tests.cast import Cast
from tests.processes.presentations.shortlist import Shortlist

pytestmark = pytest.mark.django_db
LONG = "Has done exactly this, twice, and says so without being asked. " * 12


@pytest.fixture
def shortlist(cast: Cast) -> Shortlist:
    allow_rendering()
    Agency.current().show_logo(drawn(noise(900, 300)))  # the heaviest there is
    shortlist = Shortlist(cast)
    shortlist.argue(
        shortlist.rolf,
        [("yes", "Evidence " * 20)] * 3,
        recommendation=LONG,
        risk=LONG,
    )
    return shortlist


def pdf_in(language: str, shortlist: Shortlist) -> bytes:
    people = (shortlist.amira, shortlist.jonas, shortlist.rolf)
    made = make(shortlist.sent(*people, introduction=LONG), language)
    assert made.filename.endswith(".pdf")
    return render_pdf(made.pdf_html, language=language)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_it_is_tagged_titled_and_small(shortlist: Shortlist, language: str) -> None:
    content = pdf_in(language, shortlist)
    assert len(content) < 150_000
    read = PdfReader(BytesIO(content))
    catalog: Any = read.trailer["/Root"]
    assert catalog["/Lang"] == language
    assert catalog["/MarkInfo"]["/Marked"]
    assert read.xmp_metadata is not None
    assert b"pdfuaid" in read.xmp_metadata.stream.get_data()
    assert read.metadata is not None
    assert "Interim payroll manager" in (read.metadata.title or "")
    assert {font for page in read.pages for font in fonts(page)} <= {"Inter"}
    assert round(float(read.pages[0].mediabox.width)) == 595


def fonts(page: Any) -> set[str]:
    found = page["/Resources"]["/Font"].values()
    return {str(font.get_object()["/BaseFont"]).rpartition("+")[2].split("-")[0] for font in found}


def test_each_candidate_stands_on_one_page_with_what_argues_for_them(shortlist: Shortlist) -> None:
    read = PdfReader(BytesIO(pdf_in("en", shortlist)))
    pages = [page.extract_text() for page in read.pages]
    assert len(pages) > 1
    for name, last in (
        ("1 Amira Lundqvist", "78 000 SEK"),
        ("2 Jonas Krantz", "1 150 SEK an hour"),
        ("3 Rolf Ek", "not yet known"),
    ):
        (page,) = (page for page in pages if name in page)
        assert last in page[page.index(name) :]


def test_the_heading_of_the_comparison_is_not_alone(shortlist: Shortlist) -> None:
    read = PdfReader(BytesIO(pdf_in("en", shortlist)))
    (page,) = (text for page in read.pages if "At a glance" in (text := page.extract_text()))
    assert "Expected pay" in page[page.index("At a glance") :]
