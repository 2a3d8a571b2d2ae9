"""The guide to a meeting is one page, however much there is to say, in each language (K4)."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from candidates.motivators import Motivator
from mailings.pdf import allow_rendering, render_pdf
from processes.forms.guide import LINES, LONGEST
from processes.forms.meeting import LONGEST as AGENDA
from processes.meetings.guide_rendering import make
from processes.models import MeetingGuide, SentGuide
from tests.cast import NOW, Cast
from tests.processes.meetings.arranged import amira_on_payroll, arranged

pytestmark = pytest.mark.django_db
OFFERS = {
    "development": "A year with the group in Oslo, if she wants it.",
    "flexibility": "Two days at home, and no meetings before nine.",
    "benefits": "Nobody asked for this.",
}


def sent(cast: Cast, *, offers: dict[str, str] = OFFERS, **said: str) -> SentGuide:
    candidacy = amira_on_payroll(cast)
    candidacy.assignment.offers = offers
    candidacy.assignment.save(update_fields=["offers"])
    candidacy.other_offer = "Final round at Coop, 61 000 a month"
    candidacy.other_offer_answers_on = NOW.date().replace(day=30)
    meeting = arranged(cast, candidacy, agenda=said.pop("agenda", "The role, and the team."))
    words = {
        "wants_words": "Wants to build something that lasts.",
        "show": "The team at work\nThe new tools",
        "case": "A month-end of last spring.",
        "explore": "Hogia\nCoaching",
    }
    guide = MeetingGuide.objects.write(
        candidacy,
        wants=list(offers)[:5] if len(offers) == 5 else ["development", "flexibility"],
        **(words | said),
        by=cast.nina,
        at=NOW,
        seen="",
    )
    guide.publish(by=cast.nina, at=NOW)
    return SentGuide.objects.send(meeting, by=cast.nina, at=NOW)


def pages(guide: SentGuide, language: str) -> list[str]:
    allow_rendering()
    content = render_pdf(make(guide, language).pdf_html, language=language)
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def test_it_says_everything_on_one_page(cast: Cast) -> None:
    (page,) = pages(sent(cast), "sv")
    flat = " ".join(page.split())
    for words in (
        "Amira Lundqvist",
        "Wants to build something that lasts.",
        "A year with the group in Oslo",
        "The team at work",
        "A month-end of last spring.",
        "Hogia",
        "diskrimineringslagen (2008:567)",
    ):
        assert words in flat, words
    assert "Nobody asked for this." not in flat  # offered, but not what she wants
    assert "Coop" not in flat and "61 000" not in flat  # who it is was said to us


@pytest.mark.parametrize("language", ["pl"])
def test_the_longest_guide_has_one_page(cast: Cast, language: str) -> None:
    word = "Wortlängenvergleich "
    long = (word * 200)[:LONGEST].strip()
    lines = "\n".join((word * 20)[: LONGEST // LINES - 1] for _ in range(LINES))
    longest = dict.fromkeys(Motivator.values, "What there is here to be had. " * 7)
    guide = sent(
        cast,
        offers=longest,
        wants_words=long,
        show=lines,
        case=long,
        explore=lines,
        agenda=long[:AGENDA],
    )
    assert len(pages(guide, language)) == 1
