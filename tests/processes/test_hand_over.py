"""Handing over: one word to somebody else, in a dialog; who settled it meanwhile has kept it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Leave
from processes.models import Event, FollowUp
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_contact, owed


@pytest.fixture
def word(cast: Cast, client: Client) -> FollowUp:
    client.force_login(cast.nina)
    cast.payroll(at=timezone.now() - timedelta(days=5))
    return owed("first_call_decider")


def url(word: FollowUp) -> str:
    return reverse("follow_up_handing_over", args=[word.pk])


def test_somebody_else_owes_it_and_it_keeps_its_date(
    cast: Cast, client: Client, word: FollowUp
) -> None:
    page = client.get(url(word)).content.decode()
    assert "Sara Berg" in page
    assert "Nina Lind owes it" in page
    typed = {"to": cast.rasmus.pk, "why": "He knows her"}
    assert client.post(url(word), typed).status_code == 302
    due = word.due_at
    word.refresh_from_db()
    assert (word.owner, word.due_at, word.was_moved) == (cast.rasmus, due, False)
    event = Event.objects.get(kind="follow_up_handed_over")
    assert (event.by, event.text, event.contact) == (cast.nina, "He knows her", cast.sara)


def test_it_is_no_ones_who_is_away(cast: Cast, client: Client, word: FollowUp) -> None:
    today = timezone.localdate()
    days = {"starts_on": today, "ends_on": today + timedelta(days=9)}
    Leave.objects.plan(user=cast.rasmus, deputy=cast.lea, at=timezone.now(), **days)
    answer = client.post(url(word), {"to": cast.rasmus.pk})
    assert answer.status_code == 422
    assert "Choose somebody who is here." in answer.content.decode()
    word.refresh_from_db()
    assert word.owner == cast.nina


def test_given_to_somebody_away_it_sits_with_the_deputy(cast: Cast) -> None:
    cast.payroll()
    days = {"starts_on": date(2026, 11, 16), "ends_on": date(2026, 11, 20)}
    Leave.objects.plan(user=cast.rasmus, deputy=cast.lea, at=MONDAY, **days)
    owed("schedule").hand_over(cast.rasmus, by=cast.nina, at=MONDAY)
    given = owed("schedule")
    assert (given.owner, given.stands_in_for) == (cast.lea, cast.rasmus)


@pytest.mark.parametrize("to", ["", "0", "98765", "nobody"])
def test_nobody_at_all_is_refused_at_the_field(client: Client, word: FollowUp, to: str) -> None:
    answer = client.post(url(word), {"to": to, "why": "I am ill"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["to"]
    assert "I am ill" in answer.content.decode()
    assert not Event.objects.filter(kind="follow_up_handed_over").exists()


def test_nobody_gets_what_they_have(cast: Cast, client: Client, word: FollowUp) -> None:
    assert client.post(url(word), {"to": cast.nina.pk}).status_code == 422
    assert not Event.objects.filter(kind="follow_up_handed_over").exists()


def test_what_somebody_settled_meanwhile_is_told(
    cast: Cast, client: Client, word: FollowUp
) -> None:
    assert word.assignment is not None
    call_contact(word.assignment, cast.sara, timezone.now())
    answer = client.post(url(word), {"to": cast.rasmus.pk})
    assert answer.status_code == 422
    assert "Somebody has given this word in the meantime." in answer.content.decode()
    word.refresh_from_db()
    assert word.owner == cast.nina


def test_today_offers_it_in_every_row(client: Client, word: FollowUp) -> None:
    assert url(word) in client.get(reverse("today")).content.decode()
