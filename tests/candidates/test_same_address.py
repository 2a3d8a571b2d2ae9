from __future__ import annotations

from django.test import Client as Browser

from candidates.models import Candidate
from tests.cast import Cast


def typed(cast: Cast, **changed: str) -> dict[str, str]:
    return {
        "first_name": "Johan",
        "last_name": "Krantz",
        "email": "Jonas.Krantz@people.example",
        "country": "SE",
        "language": "sv",
        "owner": str(cast.nina.pk),
        **changed,
    }


def test_an_address_that_is_known_is_asked_about(nina: Browser, cast: Cast) -> None:
    answer = nina.post("/candidates/new/", typed(cast))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="/candidates/{cast.jonas.pk}/">Jonas Krantz</a>' in page
    assert "This is somebody else" in page
    assert not Candidate.objects.filter(first_name="Johan").exists()


def test_the_question_is_not_asked_of_others(nina: Browser, cast: Cast) -> None:
    assert "This is somebody else" not in nina.get("/candidates/new/").content.decode()
    answer = nina.post("/candidates/new/", typed(cast, email="", first_name=""))
    assert "This is somebody else" not in answer.content.decode()


def test_confirmed_it_is_kept(nina: Browser, cast: Cast) -> None:
    answer = nina.post("/candidates/new/", typed(cast, somebody_else="on"))
    assert answer.status_code == 302
    assert Candidate.objects.filter(email__iexact=cast.jonas.email).count() == 2


def test_the_own_address_is_no_question(nina: Browser, cast: Cast) -> None:
    Candidate.objects.create(first_name="Johan", email=cast.jonas.email, owner=cast.nina)
    sent = typed(cast, first_name="Jonas", email=cast.jonas.email)
    assert nina.post(f"/candidates/{cast.jonas.pk}/edit/", sent).status_code == 302


def test_taking_anothers_address_in_an_edit_is_asked_about(nina: Browser, cast: Cast) -> None:
    sent = typed(cast, first_name="Amira")
    assert nina.post(f"/candidates/{cast.amira.pk}/edit/", sent).status_code == 422
    cast.amira.refresh_from_db()
    assert cast.amira.email == "amira.lundqvist@people.example"


def test_a_name_with_markup_stays_text_in_the_warning(nina: Browser, cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(last_name="<b>Krantz</b>")
    page = nina.post("/candidates/new/", typed(cast)).content.decode()
    assert "&lt;b&gt;Krantz&lt;/b&gt;" in page
    assert "<b>Krantz" not in page
