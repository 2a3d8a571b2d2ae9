"""Writing for a follow-up: prepared, edited, sent once, and given when it has gone out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from mailings.delivery import deliver
from mailings.models import Letter
from processes.models import Event, FollowUp
from processes.words.sending import FITTING, fitting, gives
from tests.cast import MONDAY, NOW, Cast
from tests.processes.follow_ups.words import owed

pytestmark = pytest.mark.django_db
HELLO = {"subject": "Your application", "body": "Hello Jonas,\n\nlet us talk."}


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


@pytest.fixture
def application(cast: Cast) -> FollowUp:
    cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    Letter.objects.all().delete()  # the receipt that goes out by itself
    return owed("application")


def url(word: FollowUp) -> str:
    return reverse("follow_up_letter", args=[word.pk])


def post(client: Browser, word: FollowUp, **typed: Any):
    return client.post(url(word), {**HELLO, **typed})


def test_the_fitting_text_is_prepared_in_the_readers_language(
    client: Browser, cast: Cast, application: FollowUp
) -> None:
    cast.jonas.language = "sv"
    cast.jonas.save()
    form = client.get(url(application)).context["form"]
    assert form["subject"].value() == "Interim payroll manager: jag vill gärna prata med dig"
    assert form["body"].value().startswith("Hej Jonas,\n\nTack för din ansökan")
    assert "+46 70 123 45 67" in form["body"].value()


def test_what_was_edited_goes_out_signed_by_who_wrote_it(
    client: Browser, cast: Cast, application: FollowUp
) -> None:
    client.force_login(cast.rasmus)
    answer = post(client, application)
    assert answer.status_code == 302
    letter = Letter.objects.get()
    assert (letter.kind, letter.subject, letter.to) == (
        "answer",
        "Your application",
        cast.jonas.email,
    )
    assert (letter.reply_to, letter.from_name) == (
        cast.rasmus.email,
        "Rasmus Holm, Askvik & Partners",
    )
    assert "let us talk" in letter.text


def test_the_word_is_given_once_the_letter_has_gone_out(
    client: Browser, application: FollowUp
) -> None:
    post(client, application)
    application.refresh_from_db()
    assert application.is_open
    deliver(Letter.objects.get().pk, at=timezone.now())
    application.refresh_from_db()
    assert application.settled_by == Event.objects.get(kind="letter_sent")
    assert application.settled_by.facts["letter"] == "answer"


def test_feedback_after_a_meeting_stays_owed_and_the_page_says_so(
    client: Browser, cast: Cast
) -> None:
    cast.presented(cast.jonas, cast.payroll())
    word = owed("personal_feedback")
    assert "stays owed until you have talked" in client.get(url(word)).content.decode()
    post(client, word)
    deliver(Letter.objects.get().pk, at=timezone.now())
    word.refresh_from_db()
    assert word.is_open


def test_the_client_is_asked_in_their_language_by_whoever_looks_after_it(
    client: Browser, cast: Cast
) -> None:
    cast.sara.language = "nl"
    cast.sara.save()
    cast.presented(cast.jonas, cast.payroll())
    word = owed("client_feedback")
    page = client.get(url(word))
    assert page.context["form"]["subject"].value() == "Wat vindt u van Jonas Krantz?"
    assert "– Jonas Krantz, Interim payroll manager" in page.context["form"]["body"].value()
    post(client, word)
    letter = Letter.objects.get()
    assert (letter.to, letter.kind, letter.language) == (cast.sara.email, "feedback_asked", "nl")
    deliver(letter.pk, at=timezone.now())
    event = Event.objects.get(kind="letter_sent")
    assert (event.contact, event.assignment, event.candidate) == (
        cast.sara,
        word.assignment,
        None,
    )
    word.refresh_from_db()
    assert word.is_open  # the client still owes it


def test_another_of_the_clients_people_may_be_chosen(client: Browser, cast: Cast) -> None:
    cast.payroll()
    word = owed("dates_agreed")
    page = client.get(url(word), {"to": cast.hugo.pk})
    assert page.context["reader"] == cast.hugo
    assert "Write to Hugo Falk" in page.content.decode()
    post(client, word, to=cast.hugo.pk, text="word")
    assert [(one.to, one.kind) for one in Letter.objects.all()] == [(cast.hugo.email, "word")]


def test_a_word_promised_to_the_client_is_given_by_a_letter(client: Browser, cast: Cast) -> None:
    from processes.timeline import record

    payroll = cast.payroll()
    record(
        "called", by=cast.nina, at=NOW, assignment=payroll, contact=cast.sara, reached=True,
        next_on="2026-11-24",
    )  # fmt: skip
    word = owed("next_word_client")
    assert gives(word, "word")
    post(client, word)
    deliver(Letter.objects.get().pk, at=timezone.now())
    word.refresh_from_db()
    assert word.settled_at


def test_schedule_and_obstacle_are_written_on_their_own_pages(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    answer = client.get(url(owed("schedule")))
    assert answer.headers["Location"] == reverse("assignment_schedule", args=[payroll.pk])


def test_every_kind_of_follow_up_has_its_texts() -> None:
    from processes.follow_ups.rules import BY_KIND
    from processes.words.kinds import BY_NAME

    assert set(FITTING) <= set(BY_KIND)
    for kind, rule in BY_KIND.items():
        for text in fitting(FollowUp(kind=kind)):
            reader = "candidate" if rule.owed == "candidate" else "contact"
            assert BY_NAME[text].to in {reader, "either"}


def test_the_page_asks_the_database_little(
    client: Browser, cast: Cast, django_assert_max_num_queries
) -> None:
    cast.presented(cast.jonas, cast.payroll())
    word = owed("client_feedback")
    with django_assert_max_num_queries(12):
        client.get(url(word))


def test_kept_alive_by_letters_the_client_is_in_touch(client: Browser, cast: Cast) -> None:
    """A3: a greeting to a client without an open assignment counts, and the clock goes on."""
    payroll = cast.payroll()
    payroll.close("cancelled", words="Budget gone.", by=cast.nina, at=NOW)
    word = owed("keep_in_touch")
    assert client.get(url(word)).context["kind"] == "keep_in_touch"
    post(client, word)
    deliver(Letter.objects.get(kind="keep_in_touch").pk, at=timezone.now())
    word.refresh_from_db()
    assert word.settled_at
    assert owed("keep_in_touch", settled_at=None).due_at > word.due_at - timedelta(days=1)
