"""Telling the client of an obstacle: on the phone, in a meeting, or by letter (C6)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from mailings.models import Letter
from processes.models import Event, Obstacle
from processes.obstacle_letter import draft, send
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast
from tests.processes.follow_ups.words import owed

pytestmark = pytest.mark.django_db


@pytest.fixture
def nina(client: Browser, cast: Cast) -> Browser:
    client.force_login(cast.nina)
    return client


@pytest.fixture
def obstacle(cast: Cast) -> Obstacle:
    return Obstacle.find(
        assignment=cast.payroll(),
        kind="salary",
        title="The day rate is below the market",
        evidence="7 of 12 who said no named it",
        effect="Half of the market is out",
        option_one="8,000 a day",
        option_two="A junior, trained for half a year",
        proposal="Go to 8,000",
        by=cast.nina,
        at=MONDAY,
    )


def by_call(obstacle: Obstacle) -> str:
    return reverse("obstacle_telling", args=[obstacle.pk])


def by_letter(obstacle: Obstacle) -> str:
    return reverse("obstacle_letter", args=[obstacle.pk])


def is_told(obstacle: Obstacle) -> bool:
    obstacle.refresh_from_db()
    return obstacle.told_at is not None


@pytest.mark.parametrize("how", ["called", "met"])
def test_a_call_or_a_meeting_is_logged_and_the_client_knows(
    cast: Cast, nina: Browser, obstacle: Obstacle, how: str
) -> None:
    typed = {"contact": cast.sara.pk, "how": how, "text": "She will ask finance"}
    assert nina.post(by_call(obstacle), typed).status_code == 302
    assert is_told(obstacle)
    talk = Event.objects.get(kind=how)
    assert (talk.contact, talk.reached, talk.text) == (cast.sara, True, "She will ask finance")
    assert not talk.visible_to_client
    told = Event.objects.get(kind="obstacle_told")
    assert (told.contact, told.facts["how"], told.visible_to_client) == (cast.sara, how, True)


def test_who_was_not_reached_does_not_know(cast: Cast, nina: Browser, obstacle: Obstacle) -> None:
    nina.post(by_call(obstacle), {"contact": cast.sara.pk, "how": "no_answer"})
    assert not is_told(obstacle)
    assert Event.objects.get(kind="called").reached is False


def test_it_may_be_written_down_later_but_not_before_it_was_known(
    cast: Cast, nina: Browser, obstacle: Obstacle
) -> None:
    def post(moment: Any) -> int:
        local = timezone.localtime(moment, obstacle.assignment.zone)
        typed = {"contact": cast.sara.pk, "how": "met", "at": f"{local:%Y-%m-%dT%H:%M}"}
        return nina.post(by_call(obstacle), typed).status_code

    assert post(MONDAY - timedelta(hours=1)) == 422
    assert post(timezone.now() + timedelta(days=1)) == 422
    assert not Event.objects.filter(kind="met").exists()
    assert post(MONDAY + timedelta(hours=3)) == 302
    assert is_told(obstacle)
    assert obstacle.told_at == MONDAY + timedelta(hours=3)


def test_the_draft_has_all_of_it_in_the_readers_language(
    cast: Cast, nina: Browser, obstacle: Obstacle
) -> None:
    page = nina.get(by_letter(obstacle))
    body = page.context["form"].initial["body"]
    for words in (obstacle.evidence, obstacle.effect, *obstacle.options, obstacle.proposal):
        assert words in body
    assert "Sara" in body
    cast.hugo.language = "sv"
    cast.hugo.save(update_fields=["language"])
    hugos = nina.get(by_letter(obstacle), {"contact": cast.hugo.pk}).context["form"].initial
    assert "Hugo" in hugos["body"]
    assert hugos["body"].replace("Hugo", "Sara") != body


def test_a_letter_tells_it_once_it_has_gone_out(
    cast: Cast, nina: Browser, obstacle: Obstacle
) -> None:
    typed = {"contact": cast.sara.pk, "subject": "Pay", "body": "7 of 12 named it.\n\nCall me."}
    assert nina.post(by_letter(obstacle), typed).status_code == 302
    letter = Letter.objects.get()
    assert (letter.to, letter.reply_to, letter.subject) == (cast.sara.email, cast.nina.email, "Pay")
    assert "7 of 12 named it." in letter.text
    assert not is_told(obstacle)
    page = nina.get(reverse("assignment_obstacles", args=[obstacle.assignment_id]))
    assert "a letter is on its way" in page.content.decode()
    do_all(letter.send_at)
    assert is_told(obstacle)
    told = Event.objects.get(kind="obstacle_told")
    assert (told.contact, told.facts["how"], told.at) == (cast.sara, "letter", letter.send_at)
    page = nina.get(reverse("assignment_obstacles", args=[obstacle.assignment_id]))
    assert "the client knows" in page.content.decode()


def test_a_second_letter_while_the_first_is_on_its_way_is_refused_and_its_words_stay(
    cast: Cast, nina: Browser, obstacle: Obstacle
) -> None:
    typed = {"contact": cast.sara.pk, "subject": "Pay", "body": "First"}
    nina.post(by_letter(obstacle), typed)
    answer = nina.post(by_letter(obstacle), {**typed, "body": "Quite other words"})
    assert answer.status_code == 422
    assert "on its way already" in answer.content.decode()
    assert "Quite other words" in answer.content.decode()
    assert Letter.objects.count() == 1


def test_one_that_was_stopped_can_be_written_again(cast: Cast, obstacle: Obstacle) -> None:
    words = draft(obstacle, cast.sara, by=cast.nina, at=NOW)
    send(obstacle, words, to=cast.sara, by=cast.nina, at=NOW).cancel(at=NOW)
    assert not is_told(obstacle)
    send(obstacle, words, to=cast.sara, by=cast.nina, at=NOW)
    assert Letter.objects.waiting().count() == 1


def test_told_on_the_phone_meanwhile_the_letter_is_on_the_timeline_too(
    cast: Cast, obstacle: Obstacle
) -> None:
    words = draft(obstacle, cast.sara, by=cast.nina, at=NOW)
    letter = send(obstacle, words, to=cast.sara, by=cast.nina, at=NOW)
    obstacle.tell(by=cast.nina, at=MONDAY, contact=cast.sara, how="called")
    do_all(NOW)
    letter.refresh_from_db()
    assert letter.sent_at
    assert Event.objects.filter(kind="obstacle_told").count() == 1
    assert Event.objects.get(kind="letter_sent").facts["letter"] == "obstacle"


def test_once_it_is_decided_no_letter_asks_for_a_decision(cast: Cast, obstacle: Obstacle) -> None:
    words = draft(obstacle, cast.sara, by=cast.nina, at=NOW)
    letter = send(obstacle, words, to=cast.sara, by=cast.nina, at=NOW)
    obstacle.decide("8,000", by=cast.nina, at=NOW)
    do_all(NOW)
    letter.refresh_from_db()
    assert letter.cancelled_because == "not_accepted"


@pytest.mark.parametrize("missing", ["subject", "body"])
def test_a_letter_without_words_is_refused(
    cast: Cast, nina: Browser, obstacle: Obstacle, missing: str
) -> None:
    typed = {"contact": cast.sara.pk, "subject": "Pay", "body": "Words", missing: " "}
    assert nina.post(by_letter(obstacle), typed).status_code == 422
    assert not Letter.objects.exists()


def test_where_nobody_has_an_address_the_page_says_so(
    cast: Cast, nina: Browser, obstacle: Obstacle
) -> None:
    for contact in (cast.sara, cast.hugo):
        contact.email = ""
        contact.save(update_fields=["email"])
    assert "Call instead" in nina.get(by_letter(obstacle)).content.decode()
    typed = {"contact": cast.sara.pk, "subject": "Pay", "body": "Words"}
    assert nina.post(by_letter(obstacle), typed).status_code == 422
    assert not Letter.objects.exists()


def test_a_subject_of_several_lines_becomes_one(
    cast: Cast, nina: Browser, obstacle: Obstacle
) -> None:
    typed = {"contact": cast.sara.pk, "subject": "Pay\r\nBcc: x@y.example", "body": "Words"}
    nina.post(by_letter(obstacle), typed)
    assert Letter.objects.get().subject == "Pay Bcc: x@y.example"


def test_a_call_that_was_logged_by_mistake_has_told_nobody(
    cast: Cast, nina: Browser, obstacle: Obstacle
) -> None:
    nina.post(by_call(obstacle), {"contact": cast.sara.pk, "how": "called", "text": "Told her"})
    assert not owed("obstacle_told").is_open
    call = Event.objects.get(kind="called")
    page = nina.post(reverse("event_undoing", args=[call.pk]), follow=True)
    assert "obstacle to tell the client" in page.content.decode()
    assert not is_told(obstacle)
    assert owed("obstacle_told").is_open
    assert not Event.objects.standing().filter(kind="obstacle_told").exists()


def test_what_was_decided_since_stays_told(cast: Cast, nina: Browser, obstacle: Obstacle) -> None:
    nina.post(by_call(obstacle), {"contact": cast.sara.pk, "how": "called", "text": "Told her"})
    obstacle.refresh_from_db()
    obstacle.decide("8,000", by=cast.nina, at=timezone.now())
    call = Event.objects.get(kind="called")
    call.undo(by=cast.nina, at=call.recorded_at)
    assert is_told(obstacle)
