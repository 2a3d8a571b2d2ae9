"""An admin's pages of people: who came, who has not, and what is done for whoever is locked out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.letters import invite
from accounts.models import Invitation, Leave, TrailEntry, User
from mailings.models import Letter
from tests.accounts.test_invite import TYPED, link_in
from tests.cast import Cast


@pytest.fixture
def ada(client: Client, cast: Cast, settings: Any) -> Client:
    settings.MAIL_GOES_OUT = True
    client.force_login(cast.ada)
    return client


@pytest.fixture
def karin(cast: Cast) -> User:
    """Invited and not here yet."""
    karin = User.objects.create_user("karin@askvik.example", full_name="Karin Sjö")
    invite(karin, by=cast.ada, at=timezone.now())
    return karin


def act(browser: Client, what: str, person: User) -> str:
    return browser.post(reverse(what, args=[person.pk]), follow=True).content.decode()


def test_the_list_says_who_came_who_has_not_and_who_is_away(
    ada: Client, cast: Cast, karin: User
) -> None:
    today = timezone.localdate()
    Leave.objects.plan(
        user=cast.nina,
        deputy=cast.rasmus,
        starts_on=today - timedelta(days=1),
        ends_on=date(2099, 1, 1),
        at=timezone.now(),
    )
    TOTP.activate(cast.nina, generate_totp_secret())
    User.objects.filter(pk=cast.lea.pk).update(is_active=False)
    page = ada.get(reverse("people")).content.decode()
    assert "last signed in" in page
    assert "has not come, link works until" in page
    assert "Rasmus Holm stands in" in page
    assert page.count("text-done") == 1
    assert page.index("May not sign in any more") < page.index("Lea Dahl")
    Invitation.objects.update(expires_at=timezone.now(), at=timezone.now() - timedelta(days=7))
    assert "the link works no longer" in ada.get(reverse("people")).content.decode()


@pytest.mark.parametrize("more", [0, 12])
def test_many_people_ask_no_more(
    ada: Client, cast: Cast, more: int, django_assert_max_num_queries
) -> None:
    for number in range(more):
        person = User.objects.create_user(f"p{number}@askvik.example", full_name=f"P {number}")
        invite(person, by=cast.ada, at=timezone.now())
    with django_assert_max_num_queries(9):
        assert ada.get(reverse("people")).status_code == 200


def test_whoever_has_not_come_is_invited_again(ada: Client, karin: User) -> None:
    page = act(ada, "person_invitation", karin)
    assert "Karin Sjö has been invited" in page
    first, second = Letter.objects.filter(kind="account").order_by("pk")
    assert Client().post(link_in(first)).status_code == 410
    assert Client().post(link_in(second)).status_code == 302
    assert "needs no invitation" in act(ada, "person_invitation", karin)
    assert Letter.objects.filter(kind="account").count() == 2


def test_where_no_mail_goes_out_the_link_is_shown_once(
    ada: Client, karin: User, settings: Any
) -> None:
    settings.MAIL_GOES_OUT = False
    page = act(ada, "person_invitation", karin)
    assert link_in(Letter.objects.latest("pk")) in page
    assert link_in(Letter.objects.latest("pk")) not in ada.get(reverse("people")).content.decode()


def test_an_invitation_is_taken_back(ada: Client, karin: User) -> None:
    assert "is withdrawn" in act(ada, "person_invitation_withdrawal", karin)
    assert "no invitation that could" in act(ada, "person_invitation_withdrawal", karin)
    assert Client().post(link_in(Letter.objects.get())).status_code == 410


def test_a_letter_to_a_mistyped_address_opens_nothing_once_it_is_mended(
    ada: Client, karin: User
) -> None:
    old = Letter.objects.get()
    mended = TYPED | {"email": "karin.sjo@askvik.example", "is_active": "on"}
    assert ada.post(reverse("person_edit", args=[karin.pk]), mended).status_code == 302
    assert Client().post(link_in(old)).status_code == 410
    new = Letter.objects.latest("pk")
    assert new.to == "karin.sjo@askvik.example"
    assert Client().post(link_in(new)).status_code == 302


def test_whoever_lost_the_telephone_gets_in_by_the_password_again(ada: Client, cast: Cast) -> None:
    TOTP.activate(cast.nina, generate_totp_secret())
    page = act(ada, "person_factor_removal", cast.nina)
    assert "signs in with the password alone" in page
    assert not Authenticator.objects.exists()
    noted = TrailEntry.objects.get(action="factor_removed")
    assert (noted.by, noted.row) == (cast.ada, cast.nina.pk)
    letter = Letter.objects.get()
    assert (letter.to, letter.kind) == (cast.nina.email, "account")
    assert "Ada Askvik" in letter.text


def test_ones_own_second_factor_is_not_reset_here(ada: Client, cast: Cast) -> None:
    TOTP.activate(cast.ada, generate_totp_secret())
    assert "Your own you change" in act(ada, "person_factor_removal", cast.ada)
    assert Authenticator.objects.count() == 1


def test_signed_out_everywhere_but_here(cast: Cast) -> None:
    desk, other = Client(), Client()
    typed = {"login": cast.ada.email, "password": "a word kept on time"}
    for browser in (desk, other):
        browser.post(reverse("account_login"), typed)
    act(desk, "person_signing_out", cast.ada)
    assert desk.get(reverse("people")).status_code == 200
    assert other.get(reverse("people")).status_code == 302


@pytest.mark.parametrize(
    "what", ["person_invitation", "person_factor_removal", "person_signing_out", "person_edit"]
)
def test_of_a_clients_contact_there_is_nothing_here(ada: Client, cast: Cast, what: str) -> None:
    seat = cast.sits_in_portal(cast.sara)
    assert ada.post(reverse(what, args=[seat.pk])).status_code == 404


def test_an_admin_who_is_one_no_more_changes_nobody(ada: Client, cast: Cast) -> None:
    """What two admins do at once to each other: the second one waits, and is none any more."""
    bea = User.objects.create_user("bea@askvik.example", full_name="Bea Ek", role="admin")
    theirs = Client()
    theirs.force_login(bea)
    ada.post(reverse("person_edit", args=[bea.pk]), TYPED | {"email": bea.email, "role": "lead"})
    answer = theirs.post(reverse("person_edit", args=[cast.ada.pk]), TYPED)
    assert answer.status_code in (302, 403)
    cast.ada.refresh_from_db()
    assert (cast.ada.role, cast.ada.is_active) == ("admin", True)
