"""The report as a letter: all of it in the body, for any mail program, and as plain text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Agency, User
from mailings.composing import Parts, compose
from processes.reports.own_words import OwnWords
from processes.reports.report_facts import ReportFacts
from processes.reports.words import words
from tests.processes.reports import made_up

CLIPPED_BY_GMAIL = 102_000  # bytes
EVERY_KIND = {
    "short": made_up.short,
    "still": made_up.still,
    "long": made_up.long,
    "corrected": made_up.corrected,
    "search": made_up.search,
    "interim_before": made_up.interim_before,
    "interim_after": made_up.interim_after,
}


def letter(facts: ReportFacts, own: OwnWords | None = None) -> Parts:
    context = {
        "report": words(facts, own),
        "language": "en",
        "agency": Agency(name="Askvik & Partners", phone="+46 8 555 010 20"),
        "author": User(full_name="Nina Falk", email="nina@askvik.example", phone="+46 70 1"),
        "portal_url": "https://crm.example/portal/assignments/7/",
    }
    return compose("weekly_report", language="en", context=context, zone=ZoneInfo(facts.zone))


@lru_cache
def of(name: str) -> Parts:
    return letter(EVERY_KIND[name]())


def read(html: str) -> str:
    """What somebody reads who opens it."""
    body = html[html.index("<body") :]
    return re.sub(r"[ \n]+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()


@pytest.mark.parametrize("name", EVERY_KIND)
def test_every_section_is_in_the_body_of_both_parts(name: str) -> None:
    said = words(EVERY_KIND[name]())
    html, text = read(of(name).html), of(name).text
    for part in said.sections[1:]:
        assert part.heading in html
        assert f"\n\n{part.heading}\n{'-' * len(part.heading)}\n" in text
    told = [
        *(row.note for row in [*said.promised, *said.interim]),
        *(person.standing for person in said.people),
        *(row.said for row in said.market),
        *(way.note for row in said.obstacles for way in row.ways),
        *(name for group in said.companies for name in group.names),
        *said.skipped,
        said.lead,
        said.answers,
        said.corrected,
        said.treatment,
        said.kept,
    ]
    for line in filter(None, told):
        assert line in html
        assert line in text


@pytest.mark.parametrize("name", EVERY_KIND)
def test_the_html_asks_nothing_of_a_mail_program(name: str) -> None:
    html = of(name).html
    assert "<style" not in html and "<script" not in html and "<link" not in html
    assert "url(" not in html and " background=" not in html  # no picture behind anything
    assert not re.search(r"display:\s*(flex|grid)|position:|float:", html)
    # Outlook knows no max-width: a table for it alone keeps the others from filling the window.
    (mso,) = re.findall(r"<!--\[if mso\]>(<table .*?)<!\[endif\]-->", html)
    assert ' width="600"' in mso
    assert html.count("<!--[if mso]></td></tr></table><![endif]-->") == 1
    assert len(re.findall(r'<table [^>]*width="600"', html)) == 4
    assert 'name="color-scheme" content="light"' in html
    for table in re.findall(r"<table[^>]*>", html):
        assert 'cellpadding="0"' in table and 'cellspacing="0"' in table and ' width="' in table
    for cell in re.findall(r"<t[dh][^>]*>", html):
        assert "font-family" in cell  # Outlook does not look further up than the cell
    assert re.findall(r'(?:src|href)="([^"]*)"', html) == [
        "https://crm.example/portal/assignments/7/"
    ]


def test_a_report_on_many_people_is_not_clipped() -> None:
    html = letter(made_up.long(people=22, lines=24), made_up.typed()).html
    assert 30_000 < len(html.encode()) < CLIPPED_BY_GMAIL


@pytest.mark.parametrize("name", EVERY_KIND)
def test_the_text_has_no_gaps_and_no_marks(name: str) -> None:
    text = of(name).text
    assert "\n\n\n" not in text
    assert not re.search(r"<\w|&\w+;|{[{%#]", text)
    assert text.startswith("Payroll manager\nNordvik Energi · for Sara Berg · Friday 20 November")
    assert text.endswith("Nina Falk\n+46 70 1\nnina@askvik.example\n")


def test_the_text_tells_the_funnel_with_its_changes() -> None:
    assert (
        "Identified: 64 (+12 this week)\nContacted: 45 (+9 this week)\n"
        "Interested: 19 (+4 this week)\nInterviewed: 11 (+3 this week)\n"
        "Presented: 4 (+4 this week)\n31 of 45 contacted have answered, 69\N{NO-BREAK SPACE}%"
    ) in of("long").text


def test_a_comment_stands_under_its_heading_in_both_parts() -> None:
    both = letter(made_up.long(), made_up.typed())
    said = "We have talked about this on Tuesday."
    assert f"Obstacles and what we propose\n{'-' * 29}\n{said}\n- Remote work" in both.text
    assert f"Obstacles and what we propose {said} Remote work decides." in read(both.html)


def test_what_was_typed_is_text() -> None:
    own = OwnWords(comments={"lead": "Jonas <b>decides</b> & so do we."})
    both = letter(replace(made_up.short(), title="R&D <lead>"), own)
    assert "Jonas &lt;b&gt;decides&lt;/b&gt; &amp; so do we." in both.html
    assert "Jonas <b>decides</b> & so do we." in both.text
    assert both.subject == "Weekly report: R&D <lead> · Week 1 of 5"
