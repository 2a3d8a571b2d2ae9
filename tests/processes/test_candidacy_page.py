"""Fit, interest, and the client's word: what is written down about a candidate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from processes.models import Candidacy, Event, Meeting
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=4)


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def jonas(cast: Cast, client: Browser) -> Candidacy:
    client.force_login(cast.nina)
    return cast.presented(cast.jonas, cast.payroll())


def url(candidacy: Candidacy, name: str = "candidacy") -> str:
    return reverse(name, args=[candidacy.pk])


def fit(candidacy: Candidacy, **typed: Any) -> dict[str, Any]:
    first, second, third = (must.pk for must in candidacy.assignment.must_haves.all())
    answers = {f"answer_{first}": "yes", f"evidence_{first}": "Hogia at Axfood"}
    return {**answers, f"answer_{second}": "partly", f"answer_{third}": "not_asked", **typed}


def test_the_page_shows_all_of_it_in_few_queries(
    client: Browser, cast: Cast, jonas: Candidacy, django_assert_max_num_queries
) -> None:
    jonas.note_interest(4, other_offer="Axfood", by=cast.nina, at=NOW)
    Meeting.objects.book(jonas, starts_at=NOW, by=cast.nina, at=MONDAY, contact=cast.sara)
    with django_assert_max_num_queries(10):
        page = client.get(url(jonas)).content.decode()
    for words in ("interest 4 of 5", "Axfood", "Fri 20 Nov 10:00", "Personal feedback", "moved"):
        assert words in page


def test_evidence_recommendation_and_risk_are_written_down(
    client: Browser, jonas: Candidacy
) -> None:
    typed = fit(jonas, recommended="on", recommendation="Did it twice.", risk="Wants remote.")
    assert client.post(url(jonas, "candidacy_fit"), typed).status_code == 302
    jonas.refresh_from_db()
    assert (jonas.recommended, jonas.recommendation, jonas.risk) == (
        True,
        "Did it twice.",
        "Wants remote.",
    )
    answers = [(found.answer, found.evidence) for found in jonas.fits.all()]
    assert answers == [("yes", "Hogia at Axfood"), ("partly", ""), ("not_asked", "")]
    assert Event.objects.get(kind="fit_noted").facts == {"recommended": True}
    page = client.get(url(jonas)).content.decode()
    assert "Did it twice." in page


def test_writing_it_down_again_changes_the_same_lines(client: Browser, jonas: Candidacy) -> None:
    client.post(url(jonas, "candidacy_fit"), fit(jonas))
    client.post(url(jonas, "candidacy_fit"), fit(jonas, is_clients_own="on"))
    jonas.refresh_from_db()
    assert jonas.is_clients_own
    assert jonas.fits.count() == 3


def test_a_yes_needs_evidence_and_a_recommendation_a_reason(
    client: Browser, jonas: Candidacy
) -> None:
    first = jonas.assignment.must_haves.all()[0].pk
    typed = fit(jonas, recommended="on", risk="Wants remote.", **{f"evidence_{first}": ""})
    answer = client.post(url(jonas, "candidacy_fit"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A yes needs evidence" in page
    assert "Why do we recommend" in page
    assert "Wants remote." in page
    jonas.refresh_from_db()
    assert (jonas.fits.count(), jonas.risk) == (0, "")


def test_interest_is_noted_once_and_leaves_another_offer_as_it_is(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    jonas.note_interest(None, by=cast.nina, at=NOW, other_offer="Axfood", answers_on=SOON)
    client.post(url(jonas, "candidacy_interest"), {"interest": "4"})
    client.post(url(jonas, "candidacy_interest"), {"interest": "4"})
    jonas.refresh_from_db()
    assert (jonas.interest, jonas.other_offer) == (4, "Axfood")
    assert jonas.other_offer_answers_on == SOON
    _offer, event = Event.objects.filter(kind="interest_noted").order_by("pk")
    assert event.facts == {"was": None, "now": 4, "answers_on": SOON.isoformat()}


@pytest.mark.parametrize("interest", ["6", "0", "much"])
def test_interest_that_cannot_be_is_refused(
    client: Browser, jonas: Candidacy, interest: str
) -> None:
    typed = {"interest": interest}
    assert client.post(url(jonas, "candidacy_interest"), typed).status_code == 422
    jonas.refresh_from_db()
    assert jonas.interest is None


def test_an_offer_whose_day_has_passed_keeps_nobody_from_noting_more(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    passed = date(2026, 11, 17)
    jonas.note_interest(4, by=cast.nina, at=MONDAY, other_offer="Axfood", answers_on=passed)
    process = jonas.other_processes.get()
    typed = {"employer": "Axfood", "stage": "last_round", "answers_on": "2026-11-17"}
    edit = reverse("other_process_edit", args=[process.pk])
    assert client.post(edit, typed).status_code == 302
    process.refresh_from_db()
    assert (process.stage, process.answers_on) == ("last_round", passed)


def test_the_clients_answer_settles_what_they_owe_and_opens_what_we_owe(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    owed = jonas.follow_ups.get(kind="client_feedback")
    answer = client.post(
        url(jonas, "candidacy_answer"), {"contact": cast.sara.pk, "words": "We like him."}
    )
    assert answer.status_code == 302
    owed.refresh_from_db()
    event = Event.objects.get(kind="client_answered")
    assert (owed.settled_by, event.contact, event.text) == (event, cast.sara, "We like him.")
    assert jonas.follow_ups.waiting().filter(kind="personal_feedback").exists()


@pytest.mark.parametrize("who", ["peter", "nobody"])
def test_only_somebody_of_this_client_answers(
    client: Browser, cast: Cast, jonas: Candidacy, who: str
) -> None:
    contact = cast.peter.pk if who == "peter" else ""
    typed = {"contact": contact, "words": "We like him."}
    answer = client.post(url(jonas, "candidacy_answer"), typed)
    assert answer.status_code == 422
    assert "We like him." in answer.content.decode()
    assert not Event.objects.filter(kind="client_answered").exists()
