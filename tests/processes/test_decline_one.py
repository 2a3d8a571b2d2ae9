"""One person is declined from a dialog: by letter, or in a call to whoever has met us (K2)."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from candidates.models import Candidate
from processes.models import Assignment, Decline, Event
from tests.cast import MONDAY, NOW, Cast, agrees
from tests.processes.declining_pages import (
    applicants,
    candidacy_of,
    letters_of_no,
    one,
)
from tests.processes.forms import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return applicants(cast)


def test_one_letter_is_read_edited_and_sent_from_a_dialog(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    url = one(payroll, cast.jonas)
    begin = shown(client, url)
    assert "Hello Jonas" in begin["body"]
    body = "Dear Jonas, {this} is mine."  # plain words: braces are his own
    answer = client.post(url, begin | {"reason": "fit", "body": body})
    assert answer.status_code == 302
    [letter] = letters_of_no()
    assert (letter.to, body in letter.text) == (cast.jonas.email, True)
    assert "goes out at" in client.get(url).content.decode()
    assert client.post(url, begin | {"reason": "fit"}).status_code == 422
    assert len(letters_of_no()) == 1
    card = client.get(payroll.get_absolute_url()).content.decode()
    assert "kind no goes at" in card
    candidacy = candidacy_of(payroll, cast.jonas)
    page = client.get(reverse("candidacy", args=[candidacy.pk])).content.decode()
    cancel = reverse("decline_cancellation", args=[Decline.objects.get().pk])
    assert cancel in page
    back = client.post(cancel, {"back": "candidacy"})
    assert back["Location"] == reverse("candidacy", args=[candidacy.pk])


@pytest.mark.parametrize("wrong", [{"body": " "}, {"subject": ""}, {"reason": "x"}])
def test_a_letter_without_words_or_reason_is_refused(
    client: Browser, cast: Cast, payroll: Assignment, wrong: dict[str, str]
) -> None:
    url = one(payroll, cast.jonas)
    said = shown(client, url) | {"reason": "fit"} | wrong
    assert client.post(url, said).status_code == 422
    assert letters_of_no() == []


def test_whoever_has_met_us_gets_a_call_in_the_same_dialog(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    page = client.get(one(payroll, cast.ewa)).content.decode()
    assert "They know now" in page
    assert "five minutes" in page  # the draft for the call, in her language
    said = {"said_no": "client", "reason": "experience", "words": "She had felt it."}
    said |= {f"verdict_{must.pk}": "met" for must in payroll.must_haves.all()}
    assert client.post(one(payroll, cast.ewa, "telling"), said).status_code == 302
    ewa = candidacy_of(payroll, cast.ewa)
    assert (ewa.end, ewa.said_no, ewa.end_reason) == ("rejected", "client", "experience")
    assert not payroll.unanswered().filter(pk=ewa.pk).exists()
    assert letters_of_no() == []


def test_nobody_answered_so_they_still_wait(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    client.post(one(payroll, cast.ewa, "telling"), {"no_answer": "yes"})
    assert Event.objects.get(kind="called").reached is False
    assert candidacy_of(payroll, cast.ewa).is_in_play
    wrong = client.post(one(payroll, cast.ewa, "telling"), {"reason": ""})
    assert wrong.status_code == 422
    assert candidacy_of(payroll, cast.ewa).is_in_play


def test_whoever_is_out_without_a_word_is_only_told(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    ewa = candidacy_of(payroll, cast.ewa)
    ewa.finish("rejected", reason="fit", said_no="client", by=cast.nina, at=NOW)
    form = client.get(one(payroll, cast.ewa, "telling")).context["form"]
    assert list(form.fields) == ["words"]
    client.post(one(payroll, cast.ewa, "telling"), {"words": "Rang her."})
    assert not payroll.unanswered().filter(pk=ewa.pk).exists()
    assert Event.objects.filter(kind="candidacy_ended").count() == 1


def test_whoever_nobody_has_been_in_touch_with_gets_no_letter(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    found = Candidate.objects.create(first_name="Bo", email="bo@people.example", owner=cast.nina)
    payroll.add(found, by=cast.nina, at=MONDAY)
    page = client.get(one(payroll, found)).content.decode()
    assert "Bo does not wait for a word" in page
    assert "Send the letter" not in page
    said = {"subject": "No", "body": "No", "reason": "fit"}
    assert client.post(one(payroll, found), said).status_code == 422
    assert letters_of_no() == []


def test_whoever_got_the_role_is_not_declined(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    agrees(candidacy_of(payroll, cast.ewa)).move_to("placed", by=cast.nina, at=NOW)
    for door in ("declining", "telling"):
        assert client.get(one(payroll, cast.ewa, door)).status_code == 404
        assert client.post(one(payroll, cast.ewa, door), {"words": "x"}).status_code == 404


def test_from_today_the_page_stays_and_hears_of_it(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    said = shown(client, one(payroll, cast.jonas)) | {"reason": "fit"}
    answer = client.post(
        one(payroll, cast.jonas),
        said,
        headers={
            "HX-Request": "true",
            "HX-Target": "dialog-body",
            "HX-Current-URL": "http://testserver/",
        },
    )
    assert answer.status_code == 204
    assert "goes out at" in answer["HX-Trigger"]
    assert "dialog:close" in answer["HX-Trigger"]
