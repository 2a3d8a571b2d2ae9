"""An admin invites a colleague, who chooses a password and is in."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from mailings.models import Letter
from tests.cast import Cast

pytestmark = pytest.mark.django_db

TYPED = {
    "full_name": "Karin Sjö",
    "email": "Karin@Askvik.example",
    "role": "recruiter",
    "phone": "070-123 45 67",
    "language": "sv",
    "country": "SE",
    "time_zone": "Europe/Stockholm",
    "work_starts": "08:00",
    "work_ends": "17:00",
}


def test_a_colleague_is_invited_and_chooses_a_password(client: Client) -> None:
    client.force_login(Cast().ada)
    client.post(reverse("person_new"), TYPED)
    karin = User.objects.get(email="karin@askvik.example")
    assert karin.phone == "+46 70 123 45 67"
    letter = Letter.objects.get(recipient_id=karin.pk, kind="account")
    link = re.search(r"https?://[^/\s]+(\S+)", letter.text)
    assert link
    newcomer = Client()
    page = newcomer.get(link[1], follow=True)
    password = "a word that is kept, always"
    newcomer.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})
    assert newcomer.login(email=karin.email, password=password)


def test_an_address_that_somebody_has_is_refused_at_the_field(client: Client) -> None:
    cast = Cast()
    client.force_login(cast.ada)
    answer = client.post(reverse("person_new"), TYPED | {"email": cast.nina.email.upper()})
    assert answer.status_code == 422
    assert "email" in answer.context["form"].errors
    assert "Karin Sjö" in answer.content.decode()
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [("phone", "12"), ("phone", "call me"), ("work_ends", "07:00"), ("role", "client")],
)
def test_what_cannot_be_is_refused_at_its_field(client: Client, field: str, typed: str) -> None:
    client.force_login(Cast().ada)
    answer = client.post(reverse("person_new"), TYPED | {field: typed})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not User.objects.filter(full_name="Karin Sjö").exists()


def test_an_admin_cannot_lock_the_last_door_behind_herself(client: Client) -> None:
    ada = Cast().ada
    client.force_login(ada)
    mine = TYPED | {"full_name": ada.full_name, "email": ada.email, "role": "recruiter"}
    answer = client.post(reverse("person_edit", args=[ada.pk]), mine)
    assert set(answer.context["form"].errors) == {"role", "is_active"}
    ada.refresh_from_db()
    assert (ada.role, ada.is_active) == (Role.ADMIN, True)


def test_a_letter_is_kept_from_somebody_who_left(client: Client) -> None:
    client.force_login(Cast().ada)
    client.post(reverse("person_new"), TYPED)
    letter = Letter.objects.get(kind="account")
    karin = User.objects.get(email=letter.to)
    assert karin.accepts_letter(letter)
    karin.is_active = False
    assert not karin.accepts_letter(letter)
