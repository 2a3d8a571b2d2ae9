"""Declining several people from one page, one from a dialog, and cancelling (K1, K2)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from candidates.models import Candidate
from processes.models import Assignment, Decline
from processes.models.letter_text import LetterText
from recruitcrm import chores
from tests.cast import MONDAY, NOW, Cast
from tests.processes.declining_pages import (
    applicants,
    candidacy_of,
    letters_of_no,
    one,
    several,
    typed,
)
from tests.processes.forms import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return applicants(cast)


def test_the_page_says_who_gets_what_and_who_is_called(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    page = client.get(several(payroll))
    by_letter = [(row.candidacy.name, row.language) for row, _chosen in page.context["by_letter"]]
    assert by_letter == [("Amira Lundqvist", "sv"), ("Jonas Krantz", "en")]
    assert [row.candidacy.name for row in page.context["by_call"]] == ["Ewa Malinowska"]
    html = page.content.decode()
    assert one(payroll, cast.ewa, "telling") in html
    assert cast.jonas.email in html
    assert "As Amira Lundqvist reads it" in html
    assert html.count("checked") == 0
    everybody = client.get(several(payroll), {"all": 1}).content.decode()
    assert everybody.count("checked") == 2


def test_each_gets_the_letter_in_their_language_as_it_was_edited(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    said = typed(
        client, payroll, cast.jonas, cast.amira, body_sv_decline="Hej {first_name}, {recruiter}"
    )
    answer = client.post(several(payroll), said, follow=True)
    html = answer.content.decode()
    assert "2 letters go out at" in html
    assert "On their way" in html
    swedish, english = letters_of_no()
    assert (swedish.language, english.language) == ("sv", "en")
    assert "Hej Amira, Nina Lind" in swedish.text
    assert "Hej Amira, Nina Lind" in html  # each may be read as it goes
    assert "Hello Jonas" in english.text
    chores.do_all(english.send_at)
    assert candidacy_of(payroll, cast.jonas).end_reason == "must_have"


def test_five_are_declined_and_one_of_them_is_cancelled(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    more = [
        Candidate.objects.create(
            first_name=name, last_name="Ek", email=f"{name}@people.example", owner=cast.nina
        )
        for name in ("Bo", "Cia", "Dag")
    ]
    for person in more:
        payroll.add(person, by=None, at=MONDAY, applied=True)
    client.post(several(payroll), typed(client, payroll, cast.jonas, cast.amira, *more))
    cancelled = Decline.objects.get(candidacy__candidate=more[0])
    url = reverse("decline_cancellation", args=[cancelled.pk])
    assert client.post(url)["Location"] == several(payroll)
    assert client.post(url).status_code == 302  # twice
    for letter in letters_of_no():
        chores.do_all(letter.send_at)
    assert candidacy_of(payroll, more[0]).is_in_play
    assert payroll.candidacies.ended().count() == 4
    assert (
        "has gone"
        in client.post(
            reverse("decline_cancellation", args=[Decline.objects.latest("pk").pk]), follow=True
        ).content.decode()
    )


def test_all_are_cancelled_at_once(client: Browser, cast: Cast, payroll: Assignment) -> None:
    client.post(several(payroll), typed(client, payroll, cast.jonas, cast.amira))
    client.post(reverse("declines_cancellation", args=[payroll.pk]))
    chores.do_all(letters_of_no()[0].send_at)
    assert [letter.sent_at for letter in letters_of_no()] == [None, None]
    assert payroll.candidacies.in_play().count() == 3


def test_pressed_twice_nothing_goes_twice(client: Browser, cast: Cast, payroll: Assignment) -> None:
    said = typed(client, payroll, cast.jonas, cast.amira)
    client.post(several(payroll), said)
    again = client.post(several(payroll), said)
    assert again.status_code == 422
    assert "needs no letter any more" in again.content.decode()
    assert len(letters_of_no()) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"candidacy": []}, "candidacy"),
        ({"candidacy": ["x"]}, "candidacy"),
        ({"reason": ""}, "reason"),
        ({"reason": "other_offer"}, "reason"),
        ({"reason": "other"}, "note"),
        ({"note": "Too senior for this."}, "note"),
        ({"body_en_decline": "Dear {surname},"}, "body_en_decline"),
        ({"subject_en_decline": " "}, "subject_en_decline"),
        ({"body_en_decline": "x" * 5001}, "body_en_decline"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(
    client: Browser, cast: Cast, payroll: Assignment, wrong: dict[str, Any], field: str
) -> None:
    said = typed(client, payroll, cast.jonas, subject_en_decline="My own subject") | wrong
    answer = client.post(several(payroll), said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert letters_of_no() == []
    if field != "subject_en_decline":
        assert "My own subject" in answer.content.decode()
    if field not in {"candidacy"}:
        assert answer.content.decode().count("checked") == 1


def test_a_text_that_nobody_gets_is_not_asked_for(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    said = typed(client, payroll, cast.jonas, body_sv_decline="{nonsense}")
    assert client.post(several(payroll), said).status_code == 302


def test_the_agencys_own_text_is_where_it_begins(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    LetterText.objects.create(
        kind="decline",
        language="en",
        subject="Ours",
        body="Dear {full_name}",
        changed_by=cast.ada,
        changed_at=NOW,
    )
    assert shown(client, several(payroll))["body_en_decline"] == "Dear {full_name}"


def test_nobody_to_decline_says_so(client: Browser, cast: Cast) -> None:
    page = client.get(several(cast.payroll())).content.decode()
    assert "Nobody waits for a letter" in page
    assert client.get(reverse("candidacy_declining", args=[99999])).status_code == 404


def test_the_page_asks_few_questions_however_many_there_are(
    client: Browser, cast: Cast, payroll: Assignment, django_assert_max_num_queries: Any
) -> None:
    people = Candidate.objects.bulk_create(
        Candidate(first_name=f"Ann {n}", email=f"ann{n}@people.example", owner=cast.nina)
        for n in range(40)
    )
    for person in people:
        payroll.add(person, by=None, at=MONDAY, applied=True)
    for name in ("assignment_declines", "assignment_closing"):
        with django_assert_max_num_queries(22):  # one for applications that wait for a look
            client.get(reverse(name, args=[payroll.pk]))
    client.post(several(payroll), typed(client, payroll, *people[:30]))
    with django_assert_max_num_queries(21):
        client.get(several(payroll))
