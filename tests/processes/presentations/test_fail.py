"""A presentation that cannot be made or sent says so where somebody looks, and is tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mailings.apart import RenderingFailed
from mailings.models import Letter
from processes import documents
from processes.models import Assignment, Candidacy, Presentation
from processes.presentations.chores import do_presentation, due_presentations
from recruitcrm.chores import do_all
from tests.cast import NOW
from tests.processes.presentations.shortlist import Shortlist

pytestmark = pytest.mark.django_db


@pytest.fixture
def stuck(shortlist: Shortlist, monkeypatch: pytest.MonkeyPatch) -> Presentation:
    """Sent, but three times nobody could make its PDF."""

    def fails(html: str, *, language: str) -> bytes:
        raise RenderingFailed("Rendering took longer than 45 seconds.")

    sent = shortlist.sent(shortlist.amira)
    with monkeypatch.context() as broken:
        broken.setattr(documents, "render_pdf", fails)
        for minutes in (0, 1, 11):
            do_presentation(sent.pk, NOW + timedelta(minutes=minutes))
    sent.refresh_from_db()
    return sent


def test_it_is_not_tried_for_ever(stuck: Presentation) -> None:
    assert stuck.failed_renderings == 3
    assert not due_presentations(NOW + timedelta(days=1)).exists()
    assert not Letter.objects.filter(kind="presentation").exists()
    assert not Candidacy.objects.filter(stage="presented").exists()


def test_today_leads_to_it_and_its_page_says_why(
    client: Client, shortlist: Shortlist, stuck: Presentation
) -> None:
    client.force_login(shortlist.cast.nina)
    address = shortlist.address("assignment_presentation")
    today = client.get(reverse("today")).content.decode()
    assert f'href="{address}"' in today
    assert "A presentation could not be sent" in today
    page = client.get(address).content.decode()
    assert "Rendering took longer than 45 seconds." in page
    assert reverse("presentation_rendering", args=[stuck.pk]) in page


def test_somebody_has_it_tried_again(
    client: Client, shortlist: Shortlist, stuck: Presentation
) -> None:
    client.force_login(shortlist.cast.nina)
    client.post(reverse("presentation_rendering", args=[stuck.pk]))
    now = timezone.now()
    assert list(due_presentations(now)) == [stuck]
    do_presentation(stuck.pk, now)
    assert Letter.objects.filter(kind="presentation").count() == 1
    assert "could not be sent" not in client.get(reverse("today")).content.decode()


@pytest.mark.parametrize("how", ["left", "elsewhere"])
def test_a_reader_who_left_meanwhile_is_said(
    client: Client, shortlist: Shortlist, how: str
) -> None:
    sent = shortlist.sent(shortlist.amira)
    sara = shortlist.cast.sara
    sara.is_active = how != "left"
    sara.client = shortlist.cast.lumen if how == "elsewhere" else sara.client
    sara.save()
    do_presentation(sent.pk, NOW)
    client.force_login(shortlist.cast.nina)
    page = client.get(shortlist.address("assignment_presentation")).content.decode()
    assert "Nobody to send it to" in page
    assert "A presentation could not be sent" in client.get(reverse("today")).content.decode()


def test_behind_the_closing_word_it_goes_out_no_more(client: Client, shortlist: Shortlist) -> None:
    sent = shortlist.sent(shortlist.amira)
    Assignment.objects.filter(pk=shortlist.assignment.pk).update(closed_at=NOW, outcome="lost")
    do_presentation(sent.pk, NOW)
    assert not due_presentations(NOW + timedelta(days=1)).exists()
    client.force_login(shortlist.cast.nina)
    answer = client.post(reverse("presentation_rendering", args=[sent.pk]))
    assert answer.status_code == 422
    do_all(NOW + timedelta(hours=1))
    assert not Letter.objects.filter(kind="presentation").exists()
