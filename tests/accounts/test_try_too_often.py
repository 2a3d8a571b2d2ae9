"""Too many tries, counted for all processes together; and nobody hears who has an account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import caches
from django.core.cache.backends import locmem
from django.test import Client
from django.urls import reverse

from accounts.models import TrailEntry, User
from mailings.models import Letter
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
NOBODY = "nobody@askvik.example"


def another_process() -> None:
    """Forgets whatever this one remembers by itself: the cache's object, and any in memory."""
    caches["default"].close()
    del caches["default"]
    for kept in ("_caches", "_expire_info"):
        vars(locmem)[kept].clear()


def tries(email: str, password: str, address: str = "192.0.2.1"):
    another_process()
    door = Client(REMOTE_ADDR=address)
    return door.post(reverse("account_login"), {"login": email, "password": password})


def in_words(answer) -> str:
    return str(answer.context["form"].errors) if answer.context else ""


def test_five_wrong_passwords_close_an_account_for_a_while(cast: Cast) -> None:
    for number in range(5):
        answer = tries(cast.nina.email, "not her password", f"192.0.2.{number}")
        assert "not correct" in in_words(answer)
    closed = tries(cast.nina.email, PASSWORD, "192.0.2.99")
    assert "Too many failed" in in_words(closed)
    assert tries(cast.rasmus.email, PASSWORD).status_code == 302


def test_an_address_tries_ten_people_a_minute(cast: Cast) -> None:
    for number in range(10):
        assert "not correct" in in_words(tries(f"person{number}@askvik.example", "a guess"))
    assert "Too many failed" in in_words(tries(cast.nina.email, PASSWORD))
    assert tries(cast.nina.email, PASSWORD, "192.0.2.2").status_code == 302


def test_beyond_thirty_the_page_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "login", "2/m/ip")
    answers = [tries(NOBODY, "a guess").status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert b"Too many tries" in tries(NOBODY, "a guess").content


def test_codes_of_letters_are_guessed_ten_times_an_hour(cast: Cast) -> None:
    sara = cast.sits_in_portal(cast.sara)
    refused = 0
    for number in range(5):  # each letter allows three, each browser another letter
        another_process()
        door = Client(REMOTE_ADDR=f"192.0.2.{number}")
        if number == 3:  # a minute later: three letters a minute is a limit of its own
            caches["default"].clear()
            assert refused == 0
        door.post(reverse("account_request_login_code"), {"email": sara.email})
        for _ in range(2):
            page = door.post(reverse("account_confirm_login_code"), {"code": "WRONG"})
            refused += b"Too many" in page.content
    assert TrailEntry.objects.filter(action="sign_in_refused", row=sara.pk).count() == 10


def test_guessing_a_code_stops_for_the_address_and_not_for_the_letter(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "confirm_login_code", "3/h/key")
    sara = cast.sits_in_portal(cast.sara)
    for number in range(2):
        another_process()
        door = Client(REMOTE_ADDR=f"192.0.2.{number}")
        door.post(reverse("account_request_login_code"), {"email": sara.email})
        pages = [
            door.post(reverse("account_confirm_login_code"), {"code": "WRONG"}) for _ in range(2)
        ]
    assert "Incorrect code" in in_words(pages[0])
    assert "Too many failed" in in_words(pages[1])


def test_codes_of_apps_are_guessed_five_times(cast: Cast) -> None:
    from tests.accounts.test_second_factor import shown_by_the_app, sign_in, unlike, with_an_app

    secret = with_an_app(cast.nina)
    caches["default"].clear()
    for _ in range(5):
        another_process()
        door = Client()
        sign_in(door, cast.nina)
        code = shown_by_the_app(secret)
        door.post(reverse("mfa_authenticate"), {"code": unlike(code)})
    last = door.post(reverse("mfa_authenticate"), {"code": code})
    assert "Too many failed" in str(last.context["form"].errors)


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """How often a password is hashed meanwhile."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def note(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append("once")
        return encode(self, password, salt)

    with monkeypatch.context() as patched:
        patched.setattr(MD5PasswordHasher, "encode", note)
        yield hashed


def without_secrets(answer) -> bytes:
    token = answer.context["csrf_token"] if answer.context else ""
    nonce = answer.wsgi_request.csp_nonce
    page: bytes = answer.content.replace(str(token).encode(), b"")
    return page.replace(str(nonce).encode(), b"")


def test_a_stranger_gets_the_same_answer_for_the_same_work(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DEMO", False)  # its page lists people
    contact, left = cast.sits_in_portal(cast.sara), cast.rasmus
    contact.set_unusable_password()
    contact.save()
    User.objects.filter(pk=left.pk).update(is_active=False)
    answers, work = [], []
    for email in (NOBODY, cast.nina.email, contact.email, left.email):
        with counted(monkeypatch) as hashed:
            answer = tries(email, "a guess")
        answers.append(without_secrets(answer).replace(email.encode(), b"THE ADDRESS"))
        work.append(len(hashed))
    assert len(set(answers)) == 1
    assert work == [1, 1, 1, 1]


@pytest.mark.parametrize("name", ["account_reset_password", "account_request_login_code"])
def test_nobody_hears_who_is_written_to(
    cast: Cast, name: str, django_assert_max_num_queries
) -> None:
    contact = cast.sits_in_portal(cast.sara)
    pages, queries = [], []
    for email in (NOBODY, cast.nina.email, contact.email):
        door = Client(REMOTE_ADDR="192.0.2.1")
        with django_assert_max_num_queries(120) as asked:
            answer = door.post(reverse(name), {"email": email}, follow=True)
        pages.append(without_secrets(answer).replace(email.encode(), b"THE ADDRESS"))
        queries.append(sum("mailings_letter" in one["sql"] for one in asked.captured_queries))
    assert len(set(pages)) == 1
    assert len(set(queries)) == 1, queries
    written = {letter.to for letter in Letter.objects.all()}
    codes = name == "account_request_login_code"
    assert written == ({contact.email} if codes else {contact.email, cast.nina.email})
