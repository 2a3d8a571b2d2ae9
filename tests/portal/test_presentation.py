"""A client reads the shortlist that was sent to them: all that argues, and nothing internal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mailings.models import Letter
from processes.models import Presentation
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast
from tests.portal.whole_database import whole_database
from tests.processes.presentations.shortlist import Shortlist

pytestmark = pytest.mark.django_db
INTERNAL = ("canary", "unseen")
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def shortlist(cast: Cast, quick_pdf: None, settings: Any) -> Shortlist:
    settings.MAIL_GOES_OUT = False
    return Shortlist(cast)


@pytest.fixture
def sent(shortlist: Shortlist) -> Presentation:
    """Every internal field that the client's page could be tempted to show says CANARY."""
    cast, nina = shortlist.cast, shortlist.cast.nina
    shortlist.assignment.competition = "CANARY three other agencies"
    shortlist.assignment.save()
    cast.nordvik.about = "CANARY about the client"
    cast.nordvik.save()
    for candidate in (cast.amira, cast.jonas):
        candidate.about, candidate.source = "CANARY about", "CANARY source"
        candidate.phone, candidate.email = "CANARY phone", "canary@unseen.example"
        candidate.employer, candidate.profile_link = "CANARY works", "https://canary.example/"
        candidate.skills = ["CANARY skill"]
        candidate.save()
    cast.ewa.last_name = "Unseen"
    cast.ewa.save()
    shortlist.amira.source = "CANARY source"
    shortlist.amira.save()
    shortlist.amira.note_interest(2, by=nina, at=MONDAY, other_offer="CANARY Rival AB")
    shortlist.amira.client_answers("CANARY answer noted", by=nina, at=MONDAY)
    # Somebody with evidence who was left out of it, and the draft of the next version.
    shortlist.rolf.candidate.last_name = "Unseen"
    shortlist.rolf.candidate.save()
    sent = shortlist.sent(shortlist.amira, shortlist.jonas, introduction="We spoke with 42 people.")
    do_all(LATER)
    shortlist.draft(shortlist.amira, introduction="CANARY next draft")
    sent.refresh_from_db()
    return sent


@pytest.fixture
def sara(client: Client, sent: Presentation, shortlist: Shortlist) -> Client:
    client.force_login(shortlist.cast.sits_in_portal(shortlist.cast.sara))
    return client


def addresses(sent: Presentation) -> list[str]:
    return [
        reverse("portal_assignment", args=[sent.assignment_id]),
        reverse("portal_presentation", args=[sent.pk]),
        reverse("portal_presentation_pdf", args=[sent.pk]),
    ]


def test_it_argues_for_each_candidate(sara: Client, sent: Presentation) -> None:
    page = sara.get(reverse("portal_presentation", args=[sent.pk])).content.decode()
    for words in (
        "We spoke with 42 people.",
        "We recommend Amira Lundqvist.",
        "Closed a backlog at Coop",
        "Has done exactly this, twice.",
        "Wants two days at home.",
        "78 000 SEK",
        "from 1 December 2026",
        "Has negotiated, never closed",
        "at once",
    ):
        assert words in page, words
    assert page.index("Amira Lundqvist") < page.index("Jonas Krantz")


def test_no_marker_and_nobody_else_reaches_the_client(sara: Client, sent: Presentation) -> None:
    for address in addresses(sent):
        answer = sara.get(address)
        assert answer.status_code == 200
        found = answer.content.decode().lower()
        for marker in INTERNAL:
            assert marker not in found, (address, marker)


def test_nor_does_the_letter_say_it(sent: Presentation) -> None:
    letter = Letter.objects.get(kind="presentation")
    pdf = bytes(letter.attachments.get().content).decode()
    for part in (letter.subject, letter.html, letter.text, pdf):
        assert not any(marker in part.lower() for marker in INTERNAL)
    assert reverse("portal_presentation", args=[sent.pk]) not in letter.text  # Sara had no account


def test_reading_writes_nothing(sara: Client, sent: Presentation) -> None:
    sara.get(reverse("portal"))  # the session of whoever reads
    before = whole_database()
    for address in addresses(sent):
        sara.get(address)
    assert whole_database() == before


def test_the_page_is_in_the_readers_language(
    sara: Client, sent: Presentation, shortlist: Shortlist
) -> None:
    user = shortlist.cast.sara.user
    assert user is not None
    user.language = "sv"
    user.save()
    page = sara.get(reverse("portal_presentation", args=[sent.pk])).content.decode()
    assert '<html lang="sv">' in page
    assert "1 december 2026" in page
    assert "Has done exactly this, twice." in page  # stays as it was written


def test_a_draft_and_one_on_its_way_are_nowhere(sara: Client, sent: Presentation) -> None:
    draft = Presentation.objects.drafts().get()
    on_its_way = Presentation.objects.filter(pk=sent.pk)
    on_its_way.update(sent_at=None)
    for one in (draft, sent):
        for name in ("portal_presentation", "portal_presentation_pdf"):
            assert sara.get(reverse(name, args=[one.pk])).status_code == 404
    page = sara.get(reverse("portal_assignment", args=[sent.assignment_id])).content.decode()
    assert "Presentations" not in page


def test_another_clients_contact_finds_nothing(
    client: Client, sent: Presentation, cast: Cast
) -> None:
    client.force_login(cast.sits_in_portal(cast.peter))
    for name in ("portal_presentation", "portal_presentation_pdf"):
        assert client.get(reverse(name, args=[sent.pk])).status_code == 404
