"""A letter for a follow-up that cannot go like this: told clearly, nothing lost or doubled."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from mailings.models import Letter
from processes.models import BriefVersion, FollowUp
from processes.words import Draft
from processes.words.sending import OnItsWay, send
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


def test_pressed_twice_it_is_one_letter(client: Browser, application: FollowUp) -> None:
    post(client, application)
    answer = post(client, application)
    assert answer.status_code == 422
    assert "A letter to Jonas Krantz about this is on its way already." in answer.content.decode()
    assert Letter.objects.count() == 1


def test_one_that_never_went_may_be_written_anew(client: Browser, application: FollowUp) -> None:
    post(client, application)
    Letter.objects.get().cancel(at=timezone.now())
    assert post(client, application, subject="Once more").status_code == 302
    assert Letter.objects.waiting().get().subject == "Once more"


def test_given_by_somebody_else_meanwhile_nothing_is_doubled_or_lost(
    client: Browser, cast: Cast, application: FollowUp
) -> None:
    FollowUp.objects.filter(pk=application.pk).update(
        settled_at=NOW, settled_by=application.opened_by
    )
    answer = post(client, application)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody has given this word in the meantime." in page
    assert "let us talk." in page
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("field", "typed"), [("subject", " "), ("body", ""), ("body", " \n ")])
def test_an_empty_letter_is_refused_and_what_was_typed_stays(
    client: Browser, application: FollowUp, field: str, typed: str
) -> None:
    answer = post(client, application, **{field: typed})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    other = "subject" if field == "body" else "body"
    assert answer.context["form"][other].value() == HELLO[other]
    assert not Letter.objects.exists()


def test_what_is_still_to_be_filled_in_is_refused_and_named(client: Browser, cast: Cast) -> None:
    cast.presented(cast.jonas, cast.payroll())
    word = owed("personal_feedback")
    prepared = client.get(url(word)).context["form"]["body"].value()
    for left in ("[What is new, and what happens next]", "{first_name}"):
        answer = post(client, word, body=prepared if left[0] == "[" else f"Hello {left}, hm.")
        (error,) = answer.context["form"].errors["body"]
        assert left in error
    assert not Letter.objects.exists()


def test_brackets_of_ones_own_are_only_brackets(client: Browser, application: FollowUp) -> None:
    assert post(client, application, body="Hello [sic] {you}").status_code == 302


def test_a_subject_of_two_lines_becomes_one(client: Browser, application: FollowUp) -> None:
    post(client, application, subject="One\r\nTwo")
    assert Letter.objects.get().subject == "One Two"


def test_somebody_elses_contact_or_an_unknown_text_is_not_taken(
    client: Browser, cast: Cast
) -> None:
    cast.payroll()
    post(client, owed("dates_agreed"), to=cast.peter.pk, text="decline")
    assert [(one.to, one.kind) for one in Letter.objects.all()] == [
        (cast.sara.email, "dates_asked")
    ]


def test_without_an_address_the_page_says_so_and_sends_nothing(
    client: Browser, cast: Cast, application: FollowUp
) -> None:
    cast.jonas.email = "ask at the desk"
    cast.jonas.save()
    page = client.get(url(application)).content.decode()
    assert "Jonas Krantz has no e-mail address. Call instead, or add one." in page
    answer = post(client, application)
    assert answer.status_code == 422
    assert not Letter.objects.exists()


def test_who_left_the_client_is_not_offered(client: Browser, cast: Cast) -> None:
    cast.payroll(decider=cast.sara)
    cast.leaves(cast.sara)
    assert client.get(url(owed("dates_agreed"))).context["reader"] == cast.hugo


def test_two_who_write_at_once_are_told(cast: Cast, application: FollowUp) -> None:
    first: Any = {"to": cast.jonas, "at": NOW}
    send(application, "answer", Draft("One", "One"), by=cast.nina, **first)
    with pytest.raises(OnItsWay):
        send(application, "answer", Draft("Two", "Two"), by=cast.rasmus, **first)


def test_nobody_reads_of_a_brief_who_works_elsewhere_by_now(cast: Cast) -> None:
    version = BriefVersion(assignment=cast.payroll())
    assert version.still_wants_letter(Letter(recipient=cast.sara), at=NOW)
    cast.sara.client = cast.lumen
    assert not version.still_wants_letter(Letter(recipient=cast.sara), at=NOW)
