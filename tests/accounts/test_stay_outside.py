"""Somebody else's browser, letter or spelling of an address opens nothing, and nothing for long."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.ending import end_access, sign_out_everywhere
from accounts.letters import invite
from accounts.models import Invitation, InvitationIsOver, Role, User
from accounts.signing_in.sessions import BEGAN
from clients.models import Contact
from mailings.models import Letter
from tests.accounts.test_invite import link_in
from tests.accounts.test_sign_in_by_code import CONFIRM, ask, code_in
from tests.accounts.test_try_too_often import in_words, tries
from tests.cast import PASSWORD, Cast

ANOTHER = "a word that the thief knows"


@pytest.fixture
def sara(cast: Cast) -> User:
    """Who comes by codes and has no password."""
    seat = cast.sits_in_portal(cast.sara)
    seat.set_unusable_password()
    seat.save()
    return seat


def an_hour_later(browser: Client) -> None:
    session = browser.session
    session[BEGAN] -= 3600
    session.save()


def test_an_open_browser_is_not_enough_to_add_a_way_in(client: Client, sara: User) -> None:
    ask(client, sara.email)
    client.post(reverse(CONFIRM), {"code": code_in(Letter.objects.get()), "action": "verify"})
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    an_hour_later(client)
    typed = dict.fromkeys(("password1", "password2"), ANOTHER)
    answer = client.post(reverse("account_set_password"), typed)
    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session
    sara.refresh_from_db()
    assert not sara.has_usable_password()


@pytest.mark.parametrize("page", ["mfa_add_webauthn", "mfa_activate_totp"])
def test_neither_for_a_passkey_nor_for_an_app(client: Client, sara: User, page: str) -> None:
    client.force_login(sara)
    assert client.get(reverse(page)).status_code == 302
    assert "_auth_user_id" not in client.session


def test_welcome_is_said_for_a_while_only(client: Client, cast: Cast, sara: User) -> None:
    client.post(link_in(invite(sara, by=cast.nina, at=timezone.now()).letter))
    an_hour_later(client)
    client.post(reverse("welcome"), dict.fromkeys(("new_password1", "new_password2"), ANOTHER))
    sara.refresh_from_db()
    assert not sara.has_usable_password()


def test_an_invitation_that_is_taken_back_is_the_end_of_it(client: Client, cast: Cast) -> None:
    """Also for whoever asks for a code or says to have forgotten the password."""
    new = User.objects.create_user("new@askvik.example", full_name="New", role=Role.RECRUITER)
    invite(new, by=cast.ada, at=timezone.now())
    link = link_in(cast.sara.open_portal(by=cast.nina, at=timezone.now()).letter)
    Invitation.objects.withdraw(at=timezone.now())
    Letter.objects.all().delete()
    ask(client, cast.sara.email)
    client.post(reverse("account_reset_password"), {"email": new.email})
    assert not Letter.objects.exists()
    assert reverse("account_request_login_code") not in client.get(link).content.decode()


def test_whoever_comes_back_has_not_been_here_yet(client: Client, cast: Cast, sara: User) -> None:
    User.objects.filter(pk=sara.pk).update(last_login=timezone.now())
    contact = Contact.objects.get(pk=cast.sara.pk)
    contact.close_portal(by=cast.nina, at=timezone.now())
    contact.open_portal(by=cast.nina, at=timezone.now())
    Invitation.objects.withdraw(at=timezone.now())
    Letter.objects.all().delete()
    ask(client, contact.email)
    assert not Letter.objects.exists()


def test_an_address_written_otherwise_has_no_tries_of_its_own(cast: Cast) -> None:
    long_s = cast.nina.email.replace("s", "ſ")
    assert tries(long_s, PASSWORD).status_code == 302  # PostgreSQL finds her by it
    for number in range(5):
        tries(cast.nina.email, "not her password", f"192.0.2.{number}")
    assert "Too many failed" in in_words(tries(long_s, PASSWORD, "192.0.2.99"))
    cache.clear()


def test_a_port_of_the_host_has_no_tries_of_its_own(cast: Cast) -> None:
    typed = {"login": cast.nina.email, "password": "not her password"}
    for number in range(6):
        door = Client(REMOTE_ADDR=f"192.0.2.{number}", HTTP_HOST=f"testserver:{8000 + number}")
        answer = door.post(reverse("account_login"), typed)
    assert "Too many failed" in in_words(answer)


def test_signed_out_everywhere_is_also_who_came_before_the_secret_changed(
    client: Client, cast: Cast, settings: Any
) -> None:
    client.post(reverse("account_login"), {"login": cast.nina.email, "password": PASSWORD})
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret" * 5
    assert client.get(reverse("today")).status_code == 200
    sign_out_everywhere(cast.nina)
    assert client.get(reverse("today")).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_whoever_comes_while_the_access_ends_waits_and_stays_outside(cast: Cast) -> None:
    """Both lock the account first; otherwise each would wait for the other."""
    nina = User.objects.get(pk=cast.nina.pk)
    at = timezone.now()
    invitation, _address = Invitation.objects.invite(nina, by=cast.ada, at=at)
    outcome: list[str] = []

    def come() -> None:
        try:
            with transaction.atomic():
                invitation.accept(at=at + timedelta(minutes=1))
                User.objects.filter(pk=nina.pk).update(last_login=at)
            outcome.append("in")
        except InvitationIsOver:
            outcome.append("over")
        finally:
            connection.close()

    coming = threading.Thread(target=come)
    with transaction.atomic():
        User.objects.filter(pk=nina.pk).update(phone="")  # as the first step of end_access
        coming.start()
        coming.join(0.3)
        end_access(nina, by=cast.ada, at=at)
    coming.join(20)
    assert outcome == ["over"]


def test_whoever_reads_the_old_mailbox_is_out_with_it(
    client: Client, cast: Cast, sara: User
) -> None:
    ask(client, sara.email)
    client.post(reverse(CONFIRM), {"code": code_in(Letter.objects.get()), "action": "verify"})
    assert client.get(reverse("portal")).status_code == 200
    cast.sara.refresh_from_db()
    cast.sara.email = "new@nordvik.example"
    cast.sara.keep(["email"], at=timezone.now())
    assert client.get(reverse("portal")).status_code == 302
