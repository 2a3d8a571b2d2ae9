"""The dialog of a row: a holding message in place of a word that is owed, sent now."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from mailings.models import Letter
from processes.models import Candidacy, FollowUp, HoldingMessage
from tests.cast import Cast
from tests.processes.follow_ups.words import call_candidate, owed
from tests.processes.holding.words import goes, prepared


@pytest.fixture
def jonas(cast: Cast, client: Client) -> Candidacy:
    client.force_login(cast.nina)
    at = timezone.now() - timedelta(days=3)
    return cast.payroll(at=at).add(cast.jonas, by=None, at=at, applied=True)


@pytest.fixture
def word(jonas: Candidacy) -> FollowUp:
    return owed("application")


def url_of(word: FollowUp) -> str:
    return reverse("follow_up_holding", args=[word.pk])


def shown(client: Client, word: FollowUp) -> dict[str, Any]:
    """What the form shows, as it would be posted."""
    form = client.get(url_of(word)).context["form"]
    first = {name: form[name].value() for name in ("day", "subject", "body", "drafted_for")}
    return {name: str(value) for name, value in first.items()}


def day_after(word: FollowUp, typed: dict[str, Any]) -> date:
    """The working day after the one that is proposed."""
    hours = word.owner.working_hours()
    noon = datetime.combine(date.fromisoformat(typed["day"]), time(12), hours.zone)
    return hours.local_day(hours.add_days(noon, 1))


def written(day: date) -> str:
    return date_format(day, "l j F")


def test_the_prepared_words_are_sent_now(client: Client, word: FollowUp) -> None:
    typed = shown(client, word)
    assert "Jonas" in typed["body"] and "Interim payroll manager" in typed["subject"]
    assert client.post(url_of(word), typed).status_code == 302
    letter = Letter.objects.get(kind="holding")
    assert goes(letter, timezone.now()).sent_at
    assert HoldingMessage.objects.get().follow_up == word


def test_words_that_nobody_changed_name_the_chosen_day(client: Client, word: FollowUp) -> None:
    typed = shown(client, word)
    other = day_after(word, typed)
    client.post(url_of(word), typed | {"day": other.isoformat()})
    letter = Letter.objects.get(kind="holding")
    assert written(other) in letter.text
    assert written(date.fromisoformat(typed["day"])) not in letter.text


def test_own_words_that_name_another_day_are_refused(client: Client, word: FollowUp) -> None:
    typed = shown(client, word)
    typed |= {"day": day_after(word, typed).isoformat(), "body": "Dear Jonas! " + typed["body"]}
    answer = client.post(url_of(word), typed)
    assert answer.status_code == 422
    assert "The words still name" in answer.content.decode()
    assert "Dear Jonas!" in answer.content.decode()
    assert not Letter.objects.filter(kind="holding").exists()


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("", "This field is required."),
        ("2020-01-01", "later day than today"),
        ("2999-01-01", "more than a year away"),
        ("soon", "Enter a valid date."),
    ],
)
def test_another_day_is_refused_at_the_field(
    client: Client, word: FollowUp, day: str, why: str
) -> None:
    answer = client.post(url_of(word), shown(client, word) | {"day": day})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not HoldingMessage.objects.exists()


def test_a_sunday_is_no_day_for_a_promise(client: Client, word: FollowUp) -> None:
    today = timezone.localdate()
    sunday = today + timedelta(days=6 - today.weekday() + 7)
    answer = client.post(url_of(word), shown(client, word) | {"day": sunday.isoformat()})
    assert "Nobody works on this day." in answer.content.decode()


@pytest.mark.parametrize("empty", ["subject", "body"])
def test_empty_words_are_refused(client: Client, word: FollowUp, empty: str) -> None:
    assert client.post(url_of(word), shown(client, word) | {empty: " "}).status_code == 422
    assert not HoldingMessage.objects.exists()


def test_what_somebody_settled_meanwhile_is_told(client: Client, word: FollowUp) -> None:
    typed = shown(client, word) | {"body": "My own words"}
    assert word.candidacy is not None
    call_candidate(word.candidacy, timezone.now())
    answer = client.post(url_of(word), typed)
    assert answer.status_code == 422
    assert "Somebody has given this word in the meantime." in answer.content.decode()
    assert "My own words" in answer.content.decode()
    assert not HoldingMessage.objects.exists()


def test_sent_twice_it_is_one_letter(client: Client, word: FollowUp) -> None:
    typed = shown(client, word)
    client.post(url_of(word), typed)
    answer = client.post(url_of(word), typed)
    assert "A message to them is on its way already." in answer.content.decode()
    assert Letter.objects.filter(kind="holding").count() == 1


def test_what_was_prepared_and_changed_by_hand_is_what_is_shown(
    client: Client, jonas: Candidacy, word: FollowUp
) -> None:
    message = prepared(jonas, at=timezone.now() + timedelta(days=10))
    message.edit(
        subject="By hand", body="Words of Rasmus", next_on=message.next_on, read=1,
        at=timezone.now(),
    )  # fmt: skip
    assert shown(client, word)["subject"] == "By hand"


def test_where_the_client_has_answered_it_says_that_there_is_news(
    cast: Cast, client: Client, jonas: Candidacy, word: FollowUp
) -> None:
    said = "Nordvik Energi has answered since they last heard from us"
    assert said not in client.get(url_of(word)).content.decode()
    jonas.client_answers("Let us meet", by=cast.nina, at=timezone.now())
    assert said in client.get(url_of(word)).content.decode()


def test_without_an_address_a_call_is_offered(cast: Cast, client: Client, word: FollowUp) -> None:
    cast.jonas.email = ""
    cast.jonas.save()
    text = client.get(url_of(word)).content.decode()
    assert "Jonas Krantz has no e-mail address." in text
    assert "Log a call" in text


def test_a_word_to_the_client_has_none(cast: Cast, client: Client, jonas: Candidacy) -> None:
    assert client.get(url_of(owed("weekly_call"))).status_code == 404
