"""The link of an invitation: looking changes nothing, the button works once and for seven days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.ending import end_access
from accounts.letters import invite
from accounts.models import Invitation, TrailEntry, User
from mailings.models import Letter
from tests.accounts.test_invite import link_in
from tests.cast import Cast

WEEK = timedelta(days=7)


@pytest.fixture
def letter(cast: Cast) -> Letter:
    """Nina's letter to Sara, to whom the portal is open and who has no password."""
    seat = cast.sits_in_portal(cast.sara)
    seat.set_unusable_password()
    seat.language = "sv"
    seat.save()
    return invite(seat, by=cast.nina, at=timezone.now()).letter


def test_looking_at_it_however_often_changes_nothing(client: Client, letter: Letter) -> None:
    link = link_in(letter)
    before = list(Invitation.objects.values())
    for ask in (client.get, client.head, client.get):
        answer = ask(link, headers={"Sec-Purpose": "prefetch"})
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Language"] == "sv"
    assert "Nina Lind" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert list(Invitation.objects.values()) == before
    assert not TrailEntry.objects.filter(action="invitation_used").exists()


def test_the_button_lets_its_person_in_once(client: Client, cast: Cast, letter: Letter) -> None:
    page = client.post(link_in(letter), follow=True)
    assert page.redirect_chain == [(reverse("welcome"), 302)]
    assert client.get(reverse("portal")).status_code == 200
    noted = TrailEntry.objects.get(action="invitation_used")
    assert (noted.by, noted.row) == (cast.sara.user, Invitation.objects.get().pk)
    again = Client().post(link_in(letter))
    assert again.status_code == 410
    assert reverse("account_request_login_code") in again.content.decode()
    # Her own browser is led to her pages by the same link.
    assert client.get(link_in(letter)).headers["Location"] == reverse("portal")


def test_a_contact_may_choose_a_password_and_needs_none(client: Client, letter: Letter) -> None:
    client.post(link_in(letter))
    page = client.get(reverse("welcome")).content.decode()
    assert reverse("mfa_add_webauthn") in page
    typed = dict.fromkeys(("new_password1", "new_password2"), "a word that is kept, always")
    assert client.post(reverse("welcome"), typed).headers["Location"] == reverse("portal")
    assert Client().login(email=letter.to, password="a word that is kept, always")


@pytest.mark.parametrize(
    ("later", "status"),
    [
        (WEEK - timedelta(minutes=1), 302),
        (WEEK, 410),
        (WEEK + timedelta(days=300), 410),
    ],
)
def test_it_works_for_seven_days(letter: Letter, later: timedelta, status: int) -> None:
    at = timezone.now() - later
    Invitation.objects.update(at=at, expires_at=at + WEEK)
    answer = Client().post(link_in(letter))
    assert answer.status_code == status
    assert Invitation.objects.filter(used_at=None).exists() is (status == 410)


@pytest.mark.parametrize("why", ["newer", "withdrawn", "closed"])
def test_one_that_is_over_says_what_to_do(cast: Cast, letter: Letter, why: str) -> None:
    seat = cast.sara.user
    assert seat is not None
    if why == "newer":
        invite(seat, by=cast.nina, at=timezone.now())
    elif why == "withdrawn":  # of somebody who has been here
        User.objects.filter(pk=seat.pk).update(last_login=timezone.now())
        Invitation.objects.withdraw(at=timezone.now())
    else:
        end_access(seat, by=cast.nina, at=timezone.now())
    User.objects.filter(pk=seat.pk).update(language="en")
    browser = Client()
    for answer in (browser.get(link_in(letter)), browser.post(link_in(letter))):
        page = answer.content.decode()
        assert answer.status_code == 410
        words = {"newer": "A newer invitation", "withdrawn": "mail you a code"}
        assert words.get(why, "Ask your recruiter for a new one") in page
    assert "_auth_user_id" not in browser.session


def test_a_forged_one_is_the_same_as_one_that_never_was(client: Client, letter: Letter) -> None:
    link = link_in(letter)
    pk, secret = link.strip("/").split("/")[1:]
    forged = [f"/invitation/{pk}/{secret[:-1]}/", f"/invitation/{int(pk) + 1}/{secret}/"]
    forged.append(f"/invitation/{pk}/{Invitation.objects.get().digest}/")
    pages = set()
    for address in forged:
        answer = client.post(address)
        assert answer.status_code == 404
        pages.add(answer.content.decode().partition("<main")[2])
    assert len(pages) == 1
    assert "mail you a code" in pages.pop()
    assert Invitation.objects.get().used_at is None


def test_the_database_does_not_hold_what_opens_it(letter: Letter) -> None:
    secret = link_in(letter).strip("/").split("/")[-1]
    held = str(list(Invitation.objects.values())) + str(list(TrailEntry.objects.values()))
    assert len(secret) >= 43
    assert secret not in held
    assert letter.kind == "account"


def test_whoever_has_a_second_factor_shows_it_too(cast: Cast) -> None:
    TOTP.activate(cast.nina, generate_totp_secret())
    browser = Client()
    answer = browser.post(link_in(invite(cast.nina, by=cast.ada, at=timezone.now()).letter))
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in browser.session


def test_pressed_in_somebody_elses_browser_it_changes_who_is_in(
    client: Client, cast: Cast, letter: Letter
) -> None:
    client.force_login(cast.peter.user or cast.sits_in_portal(cast.peter))
    client.post(link_in(letter))
    assert cast.sara.user
    assert client.session["_auth_user_id"] == str(cast.sara.user.pk)
