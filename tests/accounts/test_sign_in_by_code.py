"""Client contacts sign in by a code from their mail; nobody else gets one, and nobody can tell."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import TrailEntry
from mailings.models import Letter
from tests.cast import NOW, PASSWORD, Cast

ASK, CONFIRM = "account_request_login_code", "account_confirm_login_code"


def ask(client: Client, email: str) -> str:
    """The page that follows, without the address that was typed."""
    answer = client.post(reverse(ASK), {"email": email}, follow=True)
    assert answer.redirect_chain == [(reverse(CONFIRM), 302)]
    page = answer.content.decode().replace(email.lower(), "")
    return re.sub(r'(nonce|csrfmiddlewaretoken"? value|csrf-token" content)="[^"]*"', "", page)


def code_in(letter: Letter) -> str:
    found = re.search(r": ([0-9A-Z-]{6,})$", letter.text, re.MULTILINE)
    assert found, letter.text
    return found[1]


@pytest.fixture
def sara(cast: Cast) -> str:
    seat = cast.sits_in_portal(cast.sara)
    seat.set_unusable_password()
    seat.save()
    return seat.email


def test_a_contact_comes_in_by_the_code(client: Client, cast: Cast, sara: str) -> None:
    ask(client, sara.upper())
    letter = Letter.objects.get()
    assert (letter.to, letter.kind) == (sara, "account")
    code = code_in(letter)
    assert code not in letter.subject
    answer = client.post(reverse(CONFIRM), {"code": code.lower(), "action": "verify"})
    assert answer.headers["Location"] == reverse("portal")
    assert client.get(reverse("portal")).status_code == 200
    assert TrailEntry.objects.filter(action="signed_in", by=cast.sara.user).exists()


def test_the_letter_speaks_the_contacts_language(client: Client, cast: Cast, sara: str) -> None:
    assert cast.sara.user
    cast.sara.user.language = "nl"
    cast.sara.user.save()
    ask(client, sara)
    assert Letter.objects.get().language == "nl"


def test_staff_strangers_and_whoever_left_hear_the_same_and_get_nothing(
    cast: Cast, sara: str
) -> None:
    known = ask(Client(), sara)
    Letter.objects.all().delete()
    hugo = cast.sits_in_portal(cast.hugo)
    cast.hugo.leave(by=cast.nina, at=NOW)
    for address in (cast.nina.email, "nobody@example.com", hugo.email):
        assert ask(Client(), address) == known
    assert not Letter.objects.exists()


def test_a_guessed_code_opens_nothing_and_three_are_enough(client: Client, sara: str) -> None:
    ask(client, sara)
    code = code_in(Letter.objects.get())
    for _guess in range(2):
        answer = client.post(reverse(CONFIRM), {"code": "AAAA-AAAA", "action": "verify"})
        assert answer.status_code == 200
        assert "code" in answer.context["form"].errors
    assert client.post(reverse(CONFIRM), {"code": "AAAA-AAAA"}).status_code == 302
    client.post(reverse(CONFIRM), {"code": code})
    assert "_auth_user_id" not in client.session


def test_a_code_works_in_the_browser_that_asked_for_it(client: Client, sara: str) -> None:
    ask(client, sara)
    other = Client()
    answer = other.post(reverse(CONFIRM), {"code": code_in(Letter.objects.get())})
    assert answer.headers["Location"] == reverse(ASK)
    assert "_auth_user_id" not in other.session


def test_another_code_makes_the_first_one_useless(client: Client, sara: str) -> None:
    ask(client, sara)
    client.post(reverse(CONFIRM), {"action": "resend"})
    first, second = Letter.objects.order_by("pk")
    client.post(reverse(CONFIRM), {"code": code_in(first)})
    assert "_auth_user_id" not in client.session
    client.post(reverse(CONFIRM), {"code": code_in(second)})
    assert "_auth_user_id" in client.session


def test_closed_between_asking_and_typing_it_opens_nothing(
    client: Client, cast: Cast, sara: str
) -> None:
    ask(client, sara)
    cast.sara.close_portal(by=cast.nina, at=NOW)
    client.post(reverse(CONFIRM), {"code": code_in(Letter.objects.get())})
    assert "_auth_user_id" not in client.session


def test_a_password_that_a_contact_has_still_works(client: Client, cast: Cast) -> None:
    seat = cast.sits_in_portal(cast.sara)
    answer = client.post(reverse("account_login"), {"login": seat.email, "password": PASSWORD})
    assert answer.headers["Location"] == reverse("portal")
