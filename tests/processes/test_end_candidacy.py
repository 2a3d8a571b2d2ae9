from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Candidacy, Event, WrongStage
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def jonas(cast: Cast, client: Browser) -> Candidacy:
    client.force_login(cast.nina)
    return cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)


def url(candidacy: Candidacy, name: str = "candidacy_end") -> str:
    return reverse(name, args=[candidacy.pk])


def test_an_end_is_kept_with_reason_words_and_who_said_no(cast: Cast, jonas: Candidacy) -> None:
    jonas.finish(
        "withdrawn", reason="salary", said_no="candidate", words="8,000", by=cast.nina, at=NOW
    )
    jonas.refresh_from_db()
    assert (jonas.ended_at, jonas.end_reason, jonas.said_no) == (NOW, "salary", "candidate")
    event = Event.objects.get(kind="candidacy_ended")
    assert event.text == "8,000"
    assert event.facts == {
        "end": "withdrawn",
        "reason": "salary",
        "said_no": "candidate",
        "stage": "identified",
    }


def test_nobody_ends_twice(cast: Cast, jonas: Candidacy) -> None:
    jonas.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=NOW)
    with pytest.raises(WrongStage, match="out of this process already"):
        jonas.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=NOW)
    assert Event.objects.filter(kind="candidacy_ended").count() == 1


@pytest.mark.parametrize(
    ("said_no", "reason", "end"),
    [
        ("candidate", "salary", "withdrawn"),
        ("client", "fit", "rejected"),
        ("we", "fit", "rejected"),
    ],
)
def test_who_said_no_tells_whether_they_withdrew(
    client: Browser, jonas: Candidacy, said_no: str, reason: str, end: str
) -> None:
    answer = client.post(url(jonas), {"said_no": said_no, "reason": reason})
    jonas.refresh_from_db()
    assert answer.status_code == 302
    assert jonas.end == end


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "This field is required"),
        ({"said_no": "we"}, "This field is required"),
        ({"reason": "salary"}, "This field is required"),
        ({"said_no": "we", "reason": "too_senior"}, "no reason before they were asked"),
        ({"said_no": "nobody", "reason": "fit"}, "not one of the available choices"),
        ({"said_no": "we", "reason": "stays"}, "Only the candidate can say no"),
        ({"said_no": "client", "reason": "other_offer"}, "Only the candidate can say no"),
        ({"said_no": "candidate", "reason": "other"}, "Which reason?"),
    ],
)
def test_an_end_without_a_reason_that_fits_is_refused(
    client: Browser, jonas: Candidacy, typed: dict[str, str], said: str
) -> None:
    answer = client.post(url(jonas), typed)
    jonas.refresh_from_db()
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert jonas.is_in_play


@pytest.mark.parametrize("words", ["He is too senior", "overqualified", "Överkvalificerad"])
def test_too_senior_is_no_reason(client: Browser, jonas: Candidacy, words: str) -> None:
    for said_no in ("we", "client"):
        typed = {"said_no": said_no, "reason": "experience", "words": words}
        answer = client.post(url(jonas), typed)
        assert answer.status_code == 422
        assert "“Too senior” is no reason" in answer.content.decode()
        assert words in answer.content.decode()
    jonas.refresh_from_db()
    assert jonas.is_in_play


def test_ended_meanwhile_is_said(client: Browser, cast: Cast, jonas: Candidacy) -> None:
    jonas.finish("rejected", reason="fit", said_no="we", by=cast.rasmus, at=NOW)
    answer = client.post(url(jonas), {"said_no": "candidate", "reason": "salary"})
    assert answer.status_code == 422
    assert "out of this process already" in answer.content.decode()


def test_taken_up_again_they_stand_where_they_stood(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    jonas.move_to("contacted", by=cast.nina, at=MONDAY)
    jonas.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=NOW)
    client.post(url(jonas, "candidacy_return"))
    jonas.refresh_from_db()
    assert (jonas.is_in_play, jonas.stage, jonas.end_reason) == (True, "contacted", "")
    assert Event.objects.filter(kind="candidacy_reopened").count() == 1


def test_whoever_is_in_play_cannot_be_taken_up_again(client: Browser, jonas: Candidacy) -> None:
    answer = client.post(url(jonas, "candidacy_return"))
    assert answer.status_code == 422
    assert "in play already" in answer.content.decode()
    assert client.get(url(jonas, "candidacy_return")).status_code == 405
