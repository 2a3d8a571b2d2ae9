"""Putting a word off: whoever waits hears of the new day first; it counts as moved, not as kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mailings.models import Letter
from processes.models import Event, FollowUp, HoldingMessage
from processes.models.follow_up import NoWordGiven
from processes.putting_off import tell_and_put_off
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, call_contact, owed, stockholm
from tests.processes.holding.words import goes


def put_off(word: FollowUp, cast: Cast, how: str = "called", **said: Any) -> Event:
    said = {"until": stockholm(26, 17), "next_on": date(2026, 11, 26), **said}
    return tell_and_put_off(
        word, said["until"], how=how, said="Not before Thursday", next_on=said["next_on"],
        by=cast.nina, at=stockholm(17, 10),
    )  # fmt: skip


@pytest.fixture
def answer(cast: Cast) -> FollowUp:
    cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    return owed("application")


def test_whoever_waits_hears_of_it_first(cast: Cast, answer: FollowUp) -> None:
    with pytest.raises(NoWordGiven, match="Jonas Krantz waits for this"):
        answer.put_off(stockholm(26, 17), by=cast.nina, at=stockholm(17, 10))


@pytest.mark.parametrize("how", ["called", "mailed"])
def test_a_word_that_it_takes_longer_moves_it_and_counts_as_moved(
    cast: Cast, answer: FollowUp, how: str
) -> None:
    put_off(answer, cast, how)
    answer.refresh_from_db()
    assert answer.is_open and answer.was_moved
    assert (answer.first_due_at, answer.due_at) == (stockholm(23, 9), stockholm(26, 17))
    told = Event.objects.get(kind=how)
    assert (told.text, told.facts["next_on"], told.reached) == (
        *("Not before Thursday", "2026-11-26"),
        True,
    )
    assert answer.moved_by == told
    assert owed("next_word").due_at == stockholm(26, 17)


def test_it_breaks_the_silence(cast: Cast, answer: FollowUp) -> None:
    put_off(answer, cast)
    assert owed("candidate_silence", settled_at=None).opened_at == stockholm(17, 10)


def test_a_call_that_gives_the_word_itself_settles_it(cast: Cast) -> None:
    cast.payroll()
    word = owed("first_call_decider")
    put_off(word, cast)
    word.refresh_from_db()
    assert word.settled_by == Event.objects.get(kind="called", contact=cast.sara)
    assert not Event.objects.filter(kind="follow_up_put_off").exists()
    assert owed("next_word_client").due_at == stockholm(26, 17)


def test_what_somebody_settled_meanwhile_is_kept_and_nothing_is_logged(
    cast: Cast, answer: FollowUp
) -> None:
    assert answer.candidacy is not None
    call_candidate(answer.candidacy, stockholm(17, 9))
    with pytest.raises(Exception, match="Somebody has given this word"):
        put_off(answer, cast, "mailed")
    assert not Event.objects.filter(kind="mailed").exists()


def test_what_nobody_outside_counts_on_needs_no_word(cast: Cast) -> None:
    cast.payroll()
    word = owed("dates_agreed")
    word.put_off(stockholm(26, 17), by=cast.nina, at=stockholm(17, 10), why="Sara is ill")
    word.refresh_from_db()
    assert word.due_at == stockholm(26, 17)
    assert Event.objects.get(kind="follow_up_put_off").text == "Sara is ill"


def test_not_into_the_past(cast: Cast) -> None:
    cast.payroll()
    with pytest.raises(ValueError, match="past"):
        owed("dates_agreed").put_off(MONDAY, by=cast.nina, at=MONDAY)


# The dialog.


@pytest.fixture
def page(cast: Cast, client: Client) -> Client:
    client.force_login(cast.nina)
    return client


@pytest.fixture
def waits(cast: Cast) -> FollowUp:
    at = timezone.now() - timedelta(days=5)
    cast.payroll(at=at).add(cast.jonas, by=None, at=at, applied=True)
    return owed("application")


def url_of(word: FollowUp) -> str:
    return reverse("follow_up_putting_off", args=[word.pk])


def working_day(word: FollowUp, days: int = 8) -> date:
    hours = word.owner.working_hours()
    return hours.local_day(hours.add_days(timezone.now(), days))


def shown(client: Client, word: FollowUp) -> dict[str, str]:
    form = client.get(url_of(word)).context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def test_a_holding_message_moves_it_once_it_has_gone(page: Client, waits: FollowUp) -> None:
    day = working_day(waits)
    typed = shown(page, waits)
    assert typed["how"] == "holding"
    before = waits.due_at
    assert page.post(url_of(waits), typed | {"day": day.isoformat()}).status_code == 302
    waits.refresh_from_db()
    assert waits.due_at == before
    goes(Letter.objects.get(kind="holding"), timezone.now())
    waits.refresh_from_db()
    assert waits.owner.working_hours().local_day(waits.due_at) == day
    assert HoldingMessage.objects.get().next_on == day


def test_words_that_judge_somebody_are_read_again(page: Client, waits: FollowUp) -> None:
    typed = shown(page, waits) | {"day": working_day(waits).isoformat()}
    typed["body"] = "They think you are too old."
    refused = page.post(url_of(waits), typed)
    assert refused.status_code == 422
    assert 'name="words_read"' in refused.content.decode()
    assert page.post(url_of(waits), typed | {"words_read": "on"}).status_code == 302
    assert Letter.objects.get(kind="holding")


def test_who_has_told_them_says_how(page: Client, waits: FollowUp) -> None:
    day = working_day(waits)
    typed = {"day": day.isoformat(), "how": "called", "said": "He is patient"}
    assert page.post(url_of(waits), typed).status_code == 302
    waits.refresh_from_db()
    assert waits.owner.working_hours().local_day(waits.due_at) == day
    assert Event.objects.get(kind="called").text == "He is patient"
    assert not Letter.objects.filter(kind="holding").exists()


def test_how_they_hear_of_it_has_to_be_said(page: Client, waits: FollowUp) -> None:
    typed = {"day": working_day(waits).isoformat(), "said": "Not yet"}
    answer = page.post(url_of(waits), typed)
    assert answer.status_code == 422
    assert "Whoever waits hears of it first." in answer.content.decode()
    assert "Not yet" in answer.content.decode()


def test_without_an_address_a_holding_message_is_not_offered(
    cast: Cast, page: Client, waits: FollowUp
) -> None:
    cast.jonas.email = ""
    cast.jonas.save()
    assert "By a holding message" not in page.get(url_of(waits)).content.decode()
    typed = {"day": working_day(waits).isoformat(), "how": "holding"}
    assert page.post(url_of(waits), typed).status_code == 422


def test_empty_words_are_refused_at_the_field(page: Client, waits: FollowUp) -> None:
    answer = page.post(url_of(waits), shown(page, waits) | {"body": " "})
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    typed = shown(page, waits) | {"body": " ", "how": "called"}
    assert page.post(url_of(waits), typed).status_code == 302


def test_a_word_to_the_client_is_told_by_call_or_mail(
    cast: Cast, page: Client, waits: FollowUp
) -> None:
    word = owed("schedule")
    text = page.get(url_of(word)).content.decode()
    assert "I have called them" in text and "By a holding message" not in text
    page.post(url_of(word), {"day": working_day(word).isoformat(), "how": "mailed"})
    word.refresh_from_db()
    assert word.is_open and word.was_moved
    assert Event.objects.get(kind="mailed").contact == cast.sara


def test_of_what_nobody_counts_on_only_the_reason_is_asked(page: Client, waits: FollowUp) -> None:
    word = owed("dates_agreed")
    assert "How do they hear of it?" not in page.get(url_of(word)).content.decode()
    page.post(url_of(word), {"day": working_day(word).isoformat(), "why": "Sara is ill"})
    assert Event.objects.get(kind="follow_up_put_off").text == "Sara is ill"


@pytest.mark.parametrize("day", ["", "2020-01-01", "2999-01-01", "soon"])
@pytest.mark.parametrize("how", ["called", "holding"])
def test_another_day_is_refused_at_the_field(
    page: Client, waits: FollowUp, day: str, how: str
) -> None:
    typed = shown(page, waits) | {"day": day, "how": how, "said": "Because she is ill"}
    answer = page.post(url_of(waits), typed)
    assert answer.status_code == 422
    assert "Because she is ill" in answer.content.decode()
    assert not Event.objects.filter(kind="follow_up_put_off").exists()
    assert not HoldingMessage.objects.exists()


def test_what_somebody_settled_meanwhile_is_told(cast: Cast, page: Client, waits: FollowUp) -> None:
    word = owed("first_call_decider")
    assert word.assignment is not None
    call_contact(word.assignment, cast.sara, timezone.now())
    typed = {"day": working_day(word).isoformat(), "how": "mailed", "said": "Later"}
    answer = page.post(url_of(word), typed)
    assert answer.status_code == 422
    assert "Somebody has given this word in the meantime." in answer.content.decode()
    assert not Event.objects.filter(kind="mailed").exists()
