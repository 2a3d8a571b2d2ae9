"""A recruiter opens the portal for a contact, and closes it again."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, Role, TrailEntry, User
from clients.models import Contact
from mailings.delivery import deliver
from mailings.models import Letter
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _mail_goes_out(settings: Any) -> None:
    settings.MAIL_GOES_OUT = True


def invite(nina: Browser, contact: Contact, **typed: str) -> str:
    answer = nina.post(reverse("contact_portal", args=[contact.pk]), typed, follow=True)
    return answer.content.decode()


def link_of(letter: Letter) -> str:
    found = re.search(r"https?://[^/\s]+(/invitation/\S+)", letter.text)
    assert found
    return found[1]


def come_in(letter: Letter) -> Browser:
    """Opens the letter's link in a browser of its own and presses the button."""
    browser = Browser()
    assert browser.post(link_of(letter)).status_code == 302
    return browser


def test_an_invited_contact_gets_a_letter_and_an_account_for_the_portal_alone(
    nina: Browser, cast: Cast
) -> None:
    page = invite(nina, cast.sara)
    cast.sara.refresh_from_db()
    assert cast.sara.user is not None
    assert (cast.sara.user.role, cast.sara.user.email) == (Role.CLIENT, cast.sara.email)
    assert not cast.sara.user.has_usable_password()
    assert Letter.objects.get().to == cast.sara.email
    assert "invited to the portal, has not come yet" in page
    noted = TrailEntry.objects.get(action="invited")
    assert (noted.by, noted.row) == (cast.nina, cast.sara.user.pk)
    assert come_in(Letter.objects.get()).get("/portal/").status_code == 200
    assert "sees the portal" in nina.get(cast.nordvik.get_absolute_url()).content.decode()


def test_inviting_twice_sends_another_link_and_the_first_one_opens_nothing(
    nina: Browser, cast: Cast
) -> None:
    invite(nina, cast.sara)
    invite(nina, cast.sara)
    assert User.objects.filter(role=Role.CLIENT).count() == 1
    first, second = Letter.objects.order_by("pk")
    assert Browser().post(link_of(first)).status_code == 410
    assert come_in(second).get("/portal/").status_code == 200


@pytest.mark.parametrize("address", ["", "nina.lind@askvik.example"])
def test_nobody_is_invited_without_an_address_or_with_somebody_elses(
    nina: Browser, cast: Cast, address: str
) -> None:
    Contact.objects.filter(pk=cast.sara.pk).update(email=address)
    page = invite(nina, cast.sara, is_theirs="on")
    cast.sara.refresh_from_db()
    assert cast.sara.user is None
    assert not Letter.objects.exists()
    assert "nobody can be invited" in page or "signs in with this address" in page


def test_an_address_elsewhere_is_asked_about_once_more(nina: Browser, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.sara.pk).update(email="sara@gmail.com")
    answer = nina.post(reverse("contact_portal", args=[cast.sara.pk]))
    assert answer.status_code == 422
    assert "has an address at gmail.com" in answer.content.decode()
    assert not User.objects.filter(role=Role.CLIENT).exists()
    invite(nina, cast.sara, is_theirs="on")
    assert Letter.objects.get().to == "sara@gmail.com"


def test_the_portal_closes_at_once_in_every_open_browser(nina: Browser, cast: Cast) -> None:
    invite(nina, cast.sara)
    desk, phone = come_in(Letter.objects.get()), Browser()
    cast.sara.refresh_from_db()
    assert cast.sara.user is not None
    phone.force_login(cast.sara.user)
    assert [browser.get(reverse("portal")).status_code for browser in (desk, phone)] == [200, 200]
    nina.post(reverse("contact_portal_removal", args=[cast.sara.pk]))
    assert [browser.get(reverse("portal")).status_code for browser in (desk, phone)] == [302, 302]
    noted = TrailEntry.objects.get(action="access_ended")
    assert (noted.by, noted.facts) == (cast.nina, {"sessions": 1})
    invite(nina, cast.sara)
    cast.sara.refresh_from_db()
    assert cast.sara.sees_portal
    # What was open before does not wake up again.
    assert [browser.get(reverse("portal")).status_code for browser in (desk, phone)] == [302, 302]


@pytest.mark.parametrize("ends", ["contact_portal_removal", "contact_portal_withdrawal"])
def test_an_invitation_that_nobody_has_used_is_taken_back_with_its_letter(
    nina: Browser, cast: Cast, ends: str
) -> None:
    invite(nina, cast.sara)
    nina.post(reverse(ends, args=[cast.sara.pk]))
    letter = Letter.objects.get()
    assert Browser().post(link_of(letter)).status_code == 410
    deliver(letter.pk, at=timezone.now())
    letter.refresh_from_db()
    assert letter.cancelled_because == "not_accepted"


def test_a_used_invitation_cannot_be_withdrawn(nina: Browser, cast: Cast) -> None:
    invite(nina, cast.sara)
    come_in(Letter.objects.get())
    nina.post(reverse("contact_portal_withdrawal", args=[cast.sara.pk]))
    assert Invitation.objects.get().withdrawn_at is None


def test_the_page_says_how_it_stands(nina: Browser, cast: Cast) -> None:
    address = reverse("contact_portal", args=[cast.sara.pk])
    assert "never invited" in nina.get(address).content.decode()
    invite(nina, cast.sara)
    page = nina.get(address).content.decode()
    assert "invited, has not come yet" in page
    assert "by Nina Lind" in page
    assert "The letter is waiting to go out." in page
    at = timezone.now() - timedelta(days=8)
    Invitation.objects.update(at=at, expires_at=at + timedelta(days=7))
    assert "the invitation no longer works" in nina.get(address).content.decode()
    invite(nina, cast.sara)
    come_in(Letter.objects.latest("pk"))
    assert "Last seen" in nina.get(address).content.decode()


def edit(nina: Browser, contact: Contact, **changed: str):
    typed = {"first_name": "Sara", "last_name": "Berg", "role": "hiring_manager", "language": "sv"}
    return nina.post(reverse("contact_edit", args=[contact.pk]), typed | changed)


def test_a_new_address_is_the_one_to_sign_in_with_and_the_old_letter_opens_nothing(
    nina: Browser, cast: Cast
) -> None:
    invite(nina, cast.sara)
    edit(nina, cast.sara, email="Sara.Ek@nordvik.example", last_name="Ek")
    user = User.objects.get(role=Role.CLIENT)
    assert (user.email, user.full_name, user.language) == (
        "sara.ek@nordvik.example",
        "Sara Ek",
        "sv",
    )
    assert Browser().post(link_of(Letter.objects.get())).status_code == 410


def test_a_new_address_elsewhere_is_asked_about_before_codes_go_there(
    nina: Browser, cast: Cast
) -> None:
    assert edit(nina, cast.sara, email="sara@gmail.com").status_code == 302  # sees no portal yet
    cast.sara.refresh_from_db()
    invite(nina, cast.sara, is_theirs="on")
    answer = edit(nina, cast.sara, email="s.berg@hotmail.com")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "has an address at hotmail.com" in page and 'value="s.berg@hotmail.com"' in page
    user = User.objects.get(role=Role.CLIENT)
    assert user.email == "sara@gmail.com"
    assert edit(nina, cast.sara, email="s.berg@hotmail.com", is_theirs="on").status_code == 302
    user.refresh_from_db()
    assert user.email == "s.berg@hotmail.com"
    assert edit(nina, cast.sara, email="s.berg@hotmail.com", title="CFO").status_code == 302


@pytest.mark.parametrize("email", ["", "nina.lind@askvik.example"])
def test_whoever_sees_the_portal_keeps_an_address_of_their_own(
    nina: Browser, cast: Cast, email: str
) -> None:
    invite(nina, cast.sara)
    answer = edit(nina, cast.sara, email=email)
    assert answer.status_code == 422
    assert "email" in answer.context["form"].errors
    cast.sara.refresh_from_db()
    assert cast.sara.user is not None
    assert cast.sara.email == cast.sara.user.email == "sara.berg@nordvik.example"
