"""The renderings: letter, text and PDF say the same, in the reader's language and dates."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from mailings.pdf import render_pdf
from processes.models import Report
from tests.processes.reports.story import FRIDAY, LAST_FRIDAY, Story, on

pytestmark = pytest.mark.django_db


def approved(story: Story) -> Report:
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    Report.objects.update(since_at=LAST_FRIDAY)
    report.write_words(
        comments={"lead": "Jonas <b>decides</b> on Tuesday."},
        decisions=[{"text": "A parking place for Amira", "on": "", "cost": ""}],
        actions=[{"text": "We ring everyone you met", "owner": "Nina", "on": "2026-11-26"}],
    )
    report.approve(by=story.cast.nina, at=FRIDAY)
    return report


def pdf_of(report: Report) -> bytes:
    return render_pdf(report.make("en").pdf_html, language="en")


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_pdf_says_what_the_letter_says(cast, real_pdf):
    report = approved(Story(cast))
    made, pdf = report.make("en"), text_of(pdf_of(report))
    for sentence in [
        "Week 3 of 5, on plan. This week: 2 people presented, 1 meeting booked. "
        "1 of those presented has another offer and answers on Tuesday.",
        "5 of 7 contacted have answered, 71 %.",
        "Hogia for 1,100",
        "meets you Tue 24 Nov 09:00",
        "your word is due Mon, has another offer, answers Tue",
        "3 said no themselves",
        "remote work 2, never answered 1",
        "2 of 3 who said no want it.",
        "Our advice: Offer two days.",
        "Thu 26 Nov",
        "We ring everyone you met",
        "A parking place for Amira",
        "1 of 1 applicants have had an answer, in 2 days on average.",
        "Everyone interviewed has had personal feedback.",
        "2 of 7 promised words were given in time. 5 are late.",
    ]:
        assert sentence in pdf, sentence
        for piece in sentence.split(": "):
            assert piece in " ".join(made.text.split()), piece
    assert made.filename == "Interim payroll manager 2026-11-20.pdf"
    assert made.subject == "Weekly report: Interim payroll manager · Week 3 of 5"


def test_the_pdf_is_tagged_titled_small_and_in_inter(cast, real_pdf):
    content = pdf_of(approved(Story(cast)))
    reader = PdfReader(BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Interim payroll manager · Nordvik Energi · Friday 20 November 2026"
    )
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert len(content) < 150_000
    resources: Any = reader.pages[0]["/Resources"]
    fonts = {font["/BaseFont"] for font in resources["/Font"].values()}
    assert fonts and all("Inter" in font for font in fonts)


def test_the_letter_carries_its_styles_at_its_elements_and_what_was_typed_as_text(cast, quick_pdf):
    html = approved(Story(cast)).make("en").html
    assert "Jonas &lt;b&gt;decides&lt;/b&gt; on Tuesday." in html
    assert "style=" in html and "<table" in html
    assert "<script" not in html and "http" not in html.replace("http://www.w3.org", "")


def test_it_speaks_its_readers_language_with_its_dates(cast, quick_pdf):
    made = approved(Story(cast)).make("pl")
    assert "piątek 20 listopada 2026" in made.text.lower()
    assert '<html lang="pl"' in made.html


def test_sections_with_nothing_to_say_are_left_out_but_next_week_stays(cast, quick_pdf):
    report = Report.objects.draft(cast.data_engineer(at=on(20)), FRIDAY, at=on(20))
    report.assignment.activities.all().delete()
    report.approve(by=cast.nina, at=FRIDAY)
    text = report.make("en").text
    for heading in (
        "Presented candidates",
        "Who left, and why",
        "What the market tells us",
        "How people are treated in your name",
    ):
        assert heading not in text
    assert "Next week\n---------\n1. We go on; no day is set for the next step yet." in text
    assert "Nothing has moved this week." in text


def test_a_report_that_missed_its_slots_says_from_when_it_counts(cast, quick_pdf):
    story = Story(cast)
    report = Report.objects.draft(
        story.assignment, FRIDAY, at=on(19), since=story.assignment.opened_at
    )
    report.approve(by=cast.nina, at=FRIDAY)
    assert "Since Mon 2 Nov: 2 people presented" in report.make("en").text


def test_only_those_with_a_door_to_the_portal_are_shown_one(cast, quick_pdf):
    story = Story(cast)
    assert "/portal/" not in approved(story).make("en").html
    cast.sits_in_portal(cast.sara)
    assert f"/portal/assignments/{story.assignment.pk}/" in Report.objects.get().make("en").html


@pytest.mark.parametrize("people", [1, 4, 7, 10])
def test_wherever_a_page_ends_everything_is_printed_once(cast, real_pdf, people):
    story = Story(cast)
    for number in range(people):
        candidacy = story.person(f"Person Number{number}", at=on(12))
        story.move(candidacy, "contacted", "interested", "interviewed", "presented", at=on(18))
    pdf = text_of(pdf_of(approved(story)))
    for heading in ("Next week", "What we need from you", "How people are treated in your name"):
        assert pdf.count(heading) == 1
    for number in range(people):
        assert f"Person Number{number} " in pdf
