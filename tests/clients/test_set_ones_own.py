"""A client's contact chooses a language, and looks at the address of their calendar."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client as Browser

from clients.calendar_address import address_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara(cast: Cast, client: Browser) -> Browser:
    client.force_login(cast.sits_in_portal(cast.sara))
    return client


def languages(cast: Cast) -> tuple[str, str]:
    cast.sara.refresh_from_db()
    user = cast.sara.user
    assert user is not None
    user.refresh_from_db()
    return cast.sara.language, user.language


def test_the_page_comes_back_in_the_language_that_was_chosen(sara: Browser, cast: Cast) -> None:
    answer = sara.post("/account/language/", {"language": "sv", "next": "/portal/?a=b"})
    assert (answer.status_code, answer["Location"]) == (302, "/portal/?a=b")
    assert languages(cast) == ("sv", "sv")  # of pages, and of what is written to them
    assert '<html lang="sv">' in sara.get("/portal/").content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""]
)
def test_it_leads_nowhere_else(sara: Browser, elsewhere: str) -> None:
    answer = sara.post("/account/language/", {"language": "pl", "next": elsewhere})
    assert answer["Location"] == "/portal/"


def test_another_language_is_refused_and_those_there_are_are_offered(
    sara: Browser, cast: Cast
) -> None:
    answer = sara.post("/account/language/", {"language": "xx", "next": "/portal/"})
    assert answer.status_code == 422
    assert "does not speak this language" in answer.content.decode()
    assert 'value="nl"' in answer.content.decode() and languages(cast) == ("en", "en")


def test_looking_at_the_switch_changes_nothing(sara: Browser) -> None:
    assert sara.get("/account/language/").status_code == 405
    page = sara.get("/portal/").content.decode()
    assert page.count("<form") == 2  # language and sign-out, and no other
    assert 'action="/account/language/"' in page and 'action="/account/logout/"' in page


def test_the_address_is_shown_and_renewed_by_oneself(sara: Browser, cast: Cast) -> None:
    before = address_of(cast.sara)
    page = sara.get("/account/calendar/")
    assert before in page.content.decode() and page["Cache-Control"] == "private, no-store"
    assert f'href="webcal://{before.partition("://")[2]}"' in page.content.decode()
    assert sara.get(before.removeprefix(settings.BASE_URL)).status_code == 200
    answer = sara.post("/account/calendar/renewal/", follow=True)
    after = address_of(type(cast.sara).objects.get(pk=cast.sara.pk))
    assert after != before and after in answer.content.decode()
    assert sara.get(before.removeprefix(settings.BASE_URL)).status_code == 404
    assert sara.get(after.removeprefix(settings.BASE_URL)).status_code == 200


def test_the_recruiter_renews_it_and_does_not_read_it(
    sara: Browser, cast: Cast, client: Browser
) -> None:
    before = address_of(cast.sara)
    client.force_login(cast.nina)
    answer = client.post(f"/contacts/{cast.sara.pk}/calendar/renewal/", follow=True)
    page = client.get(f"/contacts/{cast.sara.pk}/portal/").content.decode()
    assert "New address for their calendar" in page
    for shown in (answer.content.decode(), page):
        assert "/calendar/W" not in shown
    assert client.get(before.removeprefix(settings.BASE_URL)).status_code == 404


def test_whoever_is_nobodys_contact_has_no_calendar(client: Browser, cast: Cast) -> None:
    user = cast.sits_in_portal(cast.sara)
    type(cast.sara).objects.update(user=None)
    client.force_login(user)
    for address in ("/account/calendar/", "/account/calendar/renewal/"):
        assert client.get(address).status_code in (404, 405)
        assert client.post(address).status_code in (404, 405)
