"""A recruiter opens the portal for a contact, and closes it again."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Role, User
from clients.models import Contact
from mailings.models import Letter
from tests.cast import Cast


def invite(nina: Browser, contact: Contact) -> str:
    answer = nina.post(reverse("contact_portal", args=[contact.pk]), follow=True)
    return answer.content.decode()


def test_an_invited_contact_gets_a_letter_and_an_account_for_the_portal_alone(
    nina: Browser, cast: Cast
) -> None:
    page = invite(nina, cast.sara)
    cast.sara.refresh_from_db()
    assert cast.sara.user is not None
    assert (cast.sara.user.role, cast.sara.user.email) == (Role.CLIENT, cast.sara.email)
    assert not cast.sara.user.has_usable_password()
    assert Letter.objects.get().to == cast.sara.email
    assert "sees the portal" in page


def test_inviting_twice_sends_another_link_and_makes_no_second_account(
    nina: Browser, cast: Cast
) -> None:
    invite(nina, cast.sara)
    invite(nina, cast.sara)
    assert User.objects.filter(role=Role.CLIENT).count() == 1
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("address", ["", "nina.lind@askvik.example"])
def test_nobody_is_invited_without_an_address_or_with_somebody_elses(
    nina: Browser, cast: Cast, address: str
) -> None:
    Contact.objects.filter(pk=cast.sara.pk).update(email=address)
    page = invite(nina, cast.sara)
    cast.sara.refresh_from_db()
    assert cast.sara.user is None
    assert not Letter.objects.exists()
    assert "invited" in page or "signs in with this address" in page


def test_the_portal_closes_at_once_in_every_open_browser(nina: Browser, cast: Cast) -> None:
    sara = Browser()
    sara.force_login(cast.sits_in_portal(cast.sara))
    assert sara.get(reverse("portal")).status_code == 200
    nina.post(reverse("contact_portal_removal", args=[cast.sara.pk]))
    assert sara.get(reverse("portal")).status_code == 302
    invite(nina, cast.sara)
    cast.sara.refresh_from_db()
    assert cast.sara.sees_portal


def edit(nina: Browser, contact: Contact, **changed: str):
    typed = {"first_name": "Sara", "last_name": "Berg", "role": "hiring_manager", "language": "sv"}
    return nina.post(reverse("contact_edit", args=[contact.pk]), typed | changed)


def test_a_new_address_is_the_one_to_sign_in_with(nina: Browser, cast: Cast) -> None:
    invite(nina, cast.sara)
    edit(nina, cast.sara, email="Sara.Ek@nordvik.example", last_name="Ek")
    user = User.objects.get(role=Role.CLIENT)
    assert (user.email, user.full_name, user.language) == (
        "sara.ek@nordvik.example",
        "Sara Ek",
        "sv",
    )


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
