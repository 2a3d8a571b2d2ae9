"""One list to read and to send: what was read is what goes, and refusals are told by name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mailings.models import Letter
from processes.models import Candidacy, HoldingMessage
from tests.cast import Cast
from tests.processes.follow_ups.words import call_candidate
from tests.processes.holding.words import goes, prepared

AGO = timedelta(days=20)
A_DAY = timedelta(days=1)


@pytest.fixture
def page(cast: Cast, client: Client) -> Client:
    client.force_login(cast.nina)
    return client


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    return cast.presented(cast.jonas, cast.payroll(at=timezone.now() - AGO), timezone.now() - AGO)


@pytest.fixture
def message(jonas: Candidacy) -> HoldingMessage:
    return prepared(jonas, at=timezone.now())


def read(client: Client, url: str = "/holding/") -> str:
    return client.get(url).content.decode()


def send(client: Client, *marks: str) -> str:
    answer = client.post(reverse("holding_sending"), {"message": marks}, follow=True)
    return answer.content.decode()


def test_an_empty_list_says_what_will_stand_there(page: Client) -> None:
    assert "Nobody waits for a holding message." in read(page)


def test_the_words_are_read_and_sent(cast: Cast, page: Client, message: HoldingMessage) -> None:
    text = read(page)
    assert "Jonas Krantz" in text and "Nordvik Energi" in text
    assert message.subject in text
    assert f'value="{message.mark}"' in text
    assert "1 message is on its way." in send(page, message.mark)
    letter = Letter.objects.get(kind="holding")
    assert letter.reply_to == cast.nina.email
    assert "Nobody waits for a holding message." in read(page)


def test_all_are_sent_at_once_and_who_was_called_meanwhile_is_named(
    cast: Cast, page: Client, message: HoldingMessage
) -> None:
    amira = cast.presented(cast.amira, message.candidacy.assignment, timezone.now() - AGO)
    other = prepared(amira, at=timezone.now())
    assert "Send all 2" in read(page)
    call_candidate(amira, timezone.now())
    text = send(page, message.mark, other.mark)
    assert "1 message is on its way." in text
    assert "Amira Lundqvist: Somebody has given this word in the meantime." in text
    assert Letter.objects.filter(kind="holding").count() == 1


def test_words_that_were_changed_meanwhile_do_not_go(page: Client, message: HoldingMessage) -> None:
    mark = message.mark
    message.edit(subject="Other", body="Other", next_on=message.next_on, read=1, at=timezone.now())
    assert "The words were changed meanwhile." in send(page, mark)
    assert not Letter.objects.filter(kind="holding").exists()


@pytest.mark.parametrize("mark", ["", "x-1", "1-", "999999-1", "1-2-3", "9" * 30 + "-1"])
def test_a_mark_that_nobody_wrote_is_not_found(page: Client, mark: str) -> None:
    assert page.post(reverse("holding_sending"), {"message": mark}).status_code == 404


def test_those_of_others_are_under_everybodys(
    cast: Cast, page: Client, message: HoldingMessage
) -> None:
    page.force_login(cast.rasmus)
    assert "Jonas Krantz" not in read(page)
    assert "Jonas Krantz" in read(page, "/holding/?whose=all")


def test_what_the_client_has_answered_is_not_to_be_sent(
    cast: Cast, page: Client, message: HoldingMessage
) -> None:
    message.candidacy.client_answers("Let us meet", by=cast.nina, at=timezone.now())
    text = read(page)
    assert "Nordvik Energi has answered since these words were prepared" in text
    assert f'value="{message.mark}"' not in text
    page.post(reverse("holding_preparing", args=[message.pk]))
    message.refresh_from_db()
    assert message.version == 2
    assert message.mark in read(page)


def test_a_day_that_has_come_is_not_to_be_sent(page: Client, message: HoldingMessage) -> None:
    HoldingMessage.objects.filter(pk=message.pk).update(next_on=timezone.localdate() - A_DAY)
    text = read(page)
    assert "The day that these words name has come." in text
    assert f'value="{message.mark}"' not in text
    assert "Have it prepared anew." in send(page, message.mark)
    assert not Letter.objects.filter(kind="holding").exists()


def test_set_aside_it_leaves_the_list(page: Client, message: HoldingMessage) -> None:
    url = reverse("holding_setting_aside", args=[message.pk])
    assert "Jonas Krantz still waits for a word." in page.post(url, follow=True).content.decode()
    again = page.post(url, follow=True).content.decode()
    assert "This message was sent or set aside in the meantime." in again


def typed(message: HoldingMessage, **changed: Any) -> dict[str, Any]:
    return {
        "day": message.next_on.isoformat(),
        "drafted_for": message.next_on.isoformat(),
        "subject": message.subject,
        "body": message.body,
        "read": message.version,
        **changed,
    }


def test_changed_words_are_kept_until_somebody_sends_them(
    page: Client, message: HoldingMessage
) -> None:
    url = reverse("holding_message", args=[message.pk])
    assert message.subject in read(page, url)
    assert page.post(url, typed(message, subject="A word on Monday")).status_code == 302
    assert "A word on Monday" in read(page)
    assert "changed by hand" in read(page)
    assert not Letter.objects.filter(kind="holding").exists()


def test_changed_words_are_sent_at_once(page: Client, message: HoldingMessage) -> None:
    url = reverse("holding_message", args=[message.pk])
    page.post(url, typed(message, body="Just my own words.", send="yes"))
    letter = goes(Letter.objects.get(kind="holding"), timezone.now())
    assert "Just my own words." in letter.text


def test_words_that_judge_somebody_are_read_again(page: Client, message: HoldingMessage) -> None:
    url = reverse("holding_message", args=[message.pk])
    changed = typed(message, body="They think you are too old.", send="yes")
    refused = page.post(url, changed)
    assert refused.status_code == 422
    assert 'name="words_read"' in refused.content.decode()
    assert not Letter.objects.filter(kind="holding").exists()
    page.post(url, changed | {"words_read": "on"})
    assert Letter.objects.get(kind="holding")


def test_two_who_change_the_same_words_are_told(page: Client, message: HoldingMessage) -> None:
    url = reverse("holding_message", args=[message.pk])
    page.post(url, typed(message, body="First"))
    answer = page.post(url, typed(message, body="My second words"))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "The words were changed meanwhile." in text and "My second words" in text


def test_forty_messages_ask_few_questions(
    cast: Cast, page: Client, jonas: Candidacy, django_assert_max_num_queries: Any
) -> None:
    from candidates.models import Candidate

    for number in range(10):
        person = Candidate.objects.create(
            first_name=f"Number {number}", email=f"n{number}@people.example", owner=cast.nina
        )
        prepared(cast.presented(person, jonas.assignment, timezone.now() - AGO), timezone.now())
    with django_assert_max_num_queries(6):
        assert "Number 9" in read(page)
