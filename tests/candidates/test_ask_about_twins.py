"""Nobody is entered twice unasked, and nobody is asked twice about the same two people."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from candidates.models import Candidate, NotTheSame
from tests.cast import Cast


def typed(cast: Cast, **changed: str) -> dict[str, str]:
    return {
        "first_name": "Johan",
        "last_name": "Karlgren",
        "email": "Jonas.Krantz@people.example",
        "country": "SE",
        "language": "sv",
        "owner": str(cast.nina.pk),
        **changed,
    }


def test_an_address_that_is_known_is_asked_about(nina: Browser, cast: Cast) -> None:
    answer = nina.post("/candidates/new/", typed(cast, about="Rang on Monday"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="/candidates/{cast.jonas.pk}/"' in page
    assert "same e-mail" in page
    assert "This is somebody else" in page
    assert "Rang on Monday" in page
    assert not Candidate.objects.filter(first_name="Johan").exists()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"phone": "0046701234567"}, "same phone"),
        ({"profile_link": "se.linkedin.com/in/jonas/"}, "same profile link"),
        ({"first_name": "Jonas", "last_name": "Krants", "city": "gavle"}, "same place"),
        ({"first_name": "Jonas", "last_name": "Krants", "employer": "HOGIA"}, "same employer"),
    ],
)
def test_every_other_reason_is_told(
    nina: Browser, cast: Cast, changed: dict[str, str], reason: str
):
    Candidate.objects.filter(pk=cast.jonas.pk).update(
        phone="070-123 45 67",
        profile_link="https://www.linkedin.com/in/jonas",
        city="Gävle",
        employer="Hogia",
    )
    answer = nina.post("/candidates/new/", typed(cast, **{"email": ""} | changed))
    assert answer.status_code == 422
    assert reason in answer.content.decode()


def test_the_question_is_not_asked_of_others(nina: Browser, cast: Cast) -> None:
    assert "somebody else" not in nina.get("/candidates/new/").content.decode()
    answer = nina.post("/candidates/new/", typed(cast, email="", first_name=""))
    assert "somebody else" not in answer.content.decode()


def test_confirmed_it_is_kept_and_both_are_told_apart(nina: Browser, cast: Cast) -> None:
    answer = nina.post("/candidates/new/", typed(cast, somebody_else=f"{cast.jonas.pk}"))
    assert answer.status_code == 302
    new = Candidate.objects.get(first_name="Johan")
    assert NotTheSame.objects.get().pks == (cast.jonas.pk, new.pk)
    assert NotTheSame.objects.get().by == cast.nina
    sent = typed(cast, phone="070-123 45 67", email="JONAS.krantz@people.example")
    assert nina.post(f"/candidates/{new.pk}/edit/", sent).status_code == 302


def test_who_comes_to_light_meanwhile_is_asked_about_as_well(nina: Browser, cast: Cast) -> None:
    other = Candidate.objects.create(first_name="Johan", email=cast.jonas.email, owner=cast.nina)
    for confirmed in (str(cast.jonas.pk), "on", "", f"{other.pk},9" + "9" * 30):
        answer = nina.post("/candidates/new/", typed(cast, somebody_else=confirmed))
        assert answer.status_code == 422
        assert f'value="{cast.jonas.pk},{other.pk}"' in answer.content.decode()


def test_the_own_address_is_no_question(nina: Browser, cast: Cast) -> None:
    Candidate.objects.create(first_name="Johan", email=cast.jonas.email, owner=cast.nina)
    sent = typed(cast, first_name="Jonas", last_name="Krantz", email=cast.jonas.email)
    assert nina.post(f"/candidates/{cast.jonas.pk}/edit/", sent).status_code == 302


def test_taking_anothers_address_in_an_edit_is_asked_about(nina: Browser, cast: Cast) -> None:
    sent = typed(cast, first_name="Amira")
    assert nina.post(f"/candidates/{cast.amira.pk}/edit/", sent).status_code == 422
    cast.amira.refresh_from_db()
    assert cast.amira.email == "amira.lundqvist@people.example"


def test_a_name_with_markup_stays_text_on_the_card(nina: Browser, cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(last_name="<b>Krantz</b>")
    page = nina.post("/candidates/new/", typed(cast)).content.decode()
    assert "&lt;b&gt;Krantz&lt;/b&gt;" in page
    assert "<b>Krantz" not in page


def test_asking_costs_two_queries(nina: Browser, cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        nina.post("/candidates/new/", typed(cast))
    about = [one for one in asked if "candidates_candidate" in one["sql"]]
    assert len(about) <= 2
