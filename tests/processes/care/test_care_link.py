"""The letter's link: GET shows, only POST counts, once; nothing of the other side is on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import SignedLink
from mailings.models import Letter
from processes.care.asking import ask
from processes.models import CareAnswer, FollowUp, Placement
from tests.cast import Cast
from tests.processes.care.story import ASKED, asked, question, says

pytestmark = pytest.mark.django_db
GOOD = {"going_well": "4", "better": "A quieter room", "anything_else": ""}
NOON = ASKED + timedelta(hours=3)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """The pages are opened three hours after the letter, or so much later."""

    def later(by: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOON + by)

    later(timedelta())
    return later


@pytest.fixture
def placement(cast: Cast) -> Placement:
    return asked(cast)


def link_to(placement: Placement, side: str = "candidate") -> str:
    letter = ask(question(placement, side), by=None, at=ASKED)
    return address_in(letter)


def address_in(letter: Letter) -> str:
    found = re.search(r"https?://[^/\s]+(/how-it-goes/\S+)", letter.text)
    assert found, letter.text
    assert found[1] in letter.html
    return found[1]


def test_a_mail_scanner_changes_nothing(
    placement: Placement, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    link = link_to(placement)
    before = list(SignedLink.objects.values())
    for fetch in (client.get, client.head, client.get):
        answer = fetch(link, headers={"Sec-Purpose": "prefetch"})
        assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert list(SignedLink.objects.values()) == before
    assert not CareAnswer.objects.exists()
    for refused in (client.options, client.put, client.delete):
        answer = refused(link)
        assert answer.status_code == 405
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert link not in caplog.text


@pytest.mark.parametrize("side", ["candidate", "client"])
def test_an_answer_counts_and_gives_the_word(placement: Placement, side: str) -> None:
    browser = Client(enforce_csrf_checks=True)  # as it comes from the mail program: no cookie
    answer = browser.post(link_to(placement, side), GOOD, headers={"Origin": "null"})
    assert answer.status_code == 200
    kept = CareAnswer.objects.get()
    assert (kept.going_well, kept.better, kept.how, kept.by) == (4, "A quieter room", "link", None)
    assert (kept.contact is None) == (side == "candidate")
    assert FollowUp.objects.get(touchpoint=kept.touchpoint).settled_by == kept.event


def test_used_twice_says_so_and_changes_nothing(placement: Placement, client: Client) -> None:
    link = link_to(placement)
    client.post(link, GOOD)
    for again in (client.get(link), client.post(link, {**GOOD, "going_well": "1"})):
        assert again.status_code == 410
        assert "Thank you, we have your answer" in again.content.decode()
    assert CareAnswer.objects.get().going_well == 4


def test_forged_is_the_same_as_never_was(placement: Placement, client: Client) -> None:
    link = link_to(placement)
    _empty, _name, pk, secret, _end = link.split("/")
    for forged in (f"/how-it-goes/{pk}/{secret}x/", f"/how-it-goes/{int(pk) + 1}/{secret}/"):
        answer = client.post(forged, GOOD)
        assert answer.status_code == 404
        assert "This link does not work" in answer.content.decode()
    assert client.get(f"/availability/{pk}/{secret}/").status_code == 404
    assert not CareAnswer.objects.exists()


@pytest.mark.parametrize("why", ["expired", "withdrawn", "answered by phone", "left"])
def test_one_that_is_over_says_why_in_plain_words(
    cast: Cast, placement: Placement, client: Client, noon: Callable[[timedelta], None], why: str
) -> None:
    link = link_to(placement)
    if why == "expired":
        noon(timedelta(days=21))
    elif why == "withdrawn":
        SignedLink.objects.all().withdraw(at=ASKED)
    elif why == "left":
        placement.candidacy.finish(
            "withdrawn", reason="other_offer", said_no="candidate", by=cast.nina, at=ASKED
        )
    else:
        says(placement, "candidate", 3)
    answer = client.post(link, GOOD)
    said = "good for a while only" if why == "expired" else "do not need an answer by this link"
    assert answer.status_code == 410
    assert said in answer.content.decode()
    assert not CareAnswer.objects.filter(how="link").exists()


def test_bad_input_is_said_at_the_field_and_the_link_still_works(
    placement: Placement, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    link = link_to(placement)
    answer = client.post(link, {"going_well": "9", "better": "Typed words stay"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Typed words stay" in page
    assert 'aria-invalid="true"' in page
    assert link not in caplog.text  # whoever reads logs could answer in their name
    assert client.post(link, GOOD).status_code == 200


def test_the_page_speaks_the_readers_language(
    cast: Cast, placement: Placement, client: Client
) -> None:
    cast.jonas.language = "pl"
    cast.jonas.save()
    answer = client.get(link_to(placement), headers={"Accept-Language": "nl"})
    assert answer.headers["Content-Language"] == "pl"
