"""The PDF of a schedule: tagged, in its language, small, and no row is cut (C4)."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from mailings.pdf import allow_rendering, render_pdf
from processes import documents
from processes.models import Assignment, PlannedActivity
from processes.schedules.sending import send, take_further
from tests.cast import MONDAY, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rendered_for_good(_rendered_quickly: None, monkeypatch: pytest.MonkeyPatch) -> None:
    allow_rendering()
    monkeypatch.setattr(documents, "render_pdf", render_pdf)


def pdf_of(assignment: Assignment, language: str = "en") -> bytes:
    send(assignment, at=MONDAY)
    version = assignment.schedule_versions.get()
    take_further(version.pk, at=MONDAY)
    return bytes(version.editions.get(language=language).pdf.content)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_it_is_tagged_and_says_its_language_and_title(cast: Cast) -> None:
    cast.hugo.language = "pl"
    cast.hugo.save()
    content = pdf_of(cast.payroll(kind="search", target_weeks=12), "pl")
    reader = PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    about: Any = reader.metadata
    assert root["/Lang"] == "pl"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert "Interim payroll manager · Nordvik Energi" in about.title
    pages: Any = reader.pages
    fonts = {
        font.get_object()["/BaseFont"]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts and all("Inter" in font for font in fonts)
    assert len(content) < 150_000


def test_interim_goes_day_by_day_and_others_week_by_week(cast: Cast) -> None:
    interim = plain(PdfReader(io.BytesIO(pdf_of(cast.payroll()))).pages[0].extract_text())
    assert "Day by day, from Tuesday 17 November to Thursday 26 November." in interim
    assert "Wednesday 18 November Schedule sent Consultants asked for availability" in interim
    weekly = pdf_of(cast.payroll(kind="permanent", target_weeks=5))
    text = plain(PdfReader(io.BytesIO(weekly)).pages[0].extract_text())
    assert "Week by week, from Tuesday 17 November to Friday 18 December." in text
    assert "Week 5 14 Dec to 18 Dec Decision Fri 18 Dec" in text


def test_a_long_one_repeats_its_head_and_cuts_no_row(cast: Cast) -> None:
    payroll = cast.payroll(kind="permanent")
    long = "Interviews with the third round of people from the north and the west number"
    for number in range(70):
        PlannedActivity.objects.plan(
            payroll,
            text=f"{long} {number:02d} done",
            due_on=date(2026, 11, 20) + timedelta(days=number),
            by=cast.nina,
            at=MONDAY,
        )
    pages = [plain(page.extract_text()) for page in PdfReader(io.BytesIO(pdf_of(payroll))).pages]
    assert len(pages) > 2
    for number in range(70):
        assert sum(f"{long} {number:02d} done" in page for page in pages) == 1
    assert sum("What is done By How it stands" in page for page in pages) >= len(pages) - 1
