"""Putting a word off: a new date, told on the timeline; it counts as moved, not as kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from processes.models import Event, FollowUp
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_contact, owed, stockholm


def test_it_counts_as_moved(cast: Cast) -> None:
    cast.payroll()
    word = owed("first_call_decider")
    word.put_off(stockholm(19, 17), by=cast.nina, at=MONDAY, why="Sara is ill")
    word.refresh_from_db()
    assert (word.first_due_at, word.due_at) == (stockholm(17, 9), stockholm(19, 17))
    assert word.was_moved
    event = Event.objects.get(kind="follow_up_put_off")
    assert (event.text, event.contact) == ("Sara is ill", cast.sara)


def test_not_into_the_past(cast: Cast) -> None:
    cast.payroll()
    with pytest.raises(ValueError, match="past"):
        owed("first_call_decider").put_off(MONDAY, by=cast.nina, at=MONDAY)


@pytest.fixture
def word(cast: Cast, client: Client) -> FollowUp:
    client.force_login(cast.nina)
    cast.payroll(at=timezone.now() - timedelta(days=5))
    return owed("first_call_decider")


def test_a_day_is_chosen_in_the_dialog(client: Client, word: FollowUp) -> None:
    url = reverse("follow_up_putting_off", args=[word.pk])
    assert "Sara Berg" in client.get(url).content.decode()
    day = timezone.localdate() + timedelta(days=10)
    assert client.post(url, {"day": day.isoformat(), "why": "ill"}).status_code == 302
    word.refresh_from_db()
    assert word.due_at.date() >= day


@pytest.mark.parametrize("day", ["", "2020-01-01", "2999-01-01", "soon"])
def test_another_day_is_refused_at_the_field(client: Client, word: FollowUp, day: str) -> None:
    url = reverse("follow_up_putting_off", args=[word.pk])
    answer = client.post(url, {"day": day, "why": "Because she is ill"})
    assert answer.status_code == 422
    assert "Because she is ill" in answer.content.decode()
    assert not Event.objects.filter(kind="follow_up_put_off").exists()


def test_what_somebody_settled_meanwhile_is_told(
    cast: Cast, client: Client, word: FollowUp
) -> None:
    call_contact(word.assignment, cast.sara, timezone.now())
    url = reverse("follow_up_putting_off", args=[word.pk])
    day = timezone.localdate() + timedelta(days=10)
    answer = client.post(url, {"day": day.isoformat()})
    assert answer.status_code == 422
    assert "Somebody has given this word in the meantime." in answer.content.decode()
