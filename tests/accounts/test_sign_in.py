"""The door: e-mail and password, the same answer for a stranger as for a wrong password."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from mailings.models import Letter
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_a_recruiter_lands_on_today(client: Client) -> None:
    answer = sign_in(client, Cast().nina.email)
    assert answer.headers["Location"] == reverse("today")


def test_a_clients_contact_lands_in_the_portal(client: Client) -> None:
    cast = Cast()
    answer = sign_in(client, cast.sits_in_portal(cast.sara).email)
    assert answer.headers["Location"] == reverse("portal")


def test_an_address_may_be_typed_in_capitals(client: Client) -> None:
    assert sign_in(client, Cast().nina.email.upper()).status_code == 302


def test_a_stranger_hears_what_a_wrong_password_hears(client: Client) -> None:
    nina = Cast().nina
    wrong = sign_in(client, nina.email, "not her password").context["form"].errors
    stranger = sign_in(client, "nobody@askvik.example").context["form"].errors
    assert wrong == stranger


def test_whoever_left_stays_outside(client: Client) -> None:
    nina = Cast().nina
    User.objects.filter(pk=nina.pk).update(is_active=False)
    sign_in(client, nina.email)
    assert "_auth_user_id" not in client.session


def test_nobody_makes_an_account_alone(client: Client) -> None:
    answer = client.post(
        reverse("account_signup"),
        {"email": "me@example.com", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert answer.status_code == 200
    assert not User.objects.filter(email="me@example.com").exists()


def test_a_new_password_is_asked_for_by_a_letter_with_our_own_address(client: Client) -> None:
    nina = Cast().nina
    client.post(
        reverse("account_reset_password"), {"email": nina.email}, headers={"host": "localhost"}
    )
    letter = Letter.objects.get()
    assert letter.to == nina.email
    assert "http://127.0.0.1:8000/account/password/reset/key/" in letter.text


def test_a_stranger_who_asks_for_a_password_gets_no_letter(client: Client) -> None:
    Cast()
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@example.com"})
    assert answer.status_code == 302
    assert not Letter.objects.exists()


def test_a_clients_contact_who_types_the_bare_address_comes_to_the_portal(client: Client) -> None:
    cast = Cast()
    outside = client.get("/")
    assert outside.headers["Location"].startswith(reverse("account_login"))
    client.force_login(cast.sits_in_portal(cast.sara))
    assert client.get("/").headers["Location"] == reverse("portal")
