"""An admin invites a colleague, who comes in by the link and chooses a password."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.letters import invite
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
NEW = ("new_password1", "new_password2")


def link_in(letter: Letter) -> str:
    link = re.search(r"https?://[^/\s]+(/invitation/\S+)", letter.text)
    assert link
    return link[1]


def test_a_colleague_is_invited_comes_in_and_chooses_a_password(client: Client) -> None:
    client.force_login(Cast().ada)
    client.post(reverse("person_new"), TYPED)
    karin = User.objects.get(email="karin@askvik.example")
    assert karin.phone == "+46 70 123 45 67"
    letter = Letter.objects.get(kind="account", to=karin.email)
    newcomer = Client()
    page = newcomer.post(link_in(letter), follow=True)
    assert page.redirect_chain == [(reverse("welcome"), 302)]
    weak = newcomer.post(reverse("welcome"), dict.fromkeys(NEW, "karin"))
    assert weak.status_code == 422
    password = "a word that is kept, always"
    answer = newcomer.post(reverse("welcome"), dict.fromkeys(NEW, password))
    assert answer.headers["Location"] == reverse("today")
    assert newcomer.get(reverse("today")).status_code == 200
    assert Client().login(email=karin.email, password=password)


def test_whoever_is_led_to_a_second_factor_chooses_a_password_first(client: Client) -> None:
    cast = Cast()
    cast.agency.requires_mfa = True
    cast.agency.save()
    karin = User.objects.create_user("karin@askvik.example", full_name="Karin Sjö")
    letter = invite(karin, by=cast.ada, at=timezone.now()).letter
    page = client.post(link_in(letter), follow=True)
    assert page.redirect_chain == [(reverse("welcome"), 302)]
    assert page.status_code == 200
    answer = client.post(reverse("welcome"), dict.fromkeys(NEW, "a word that is kept"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("mfa_index")


def test_the_welcome_page_lets_nobody_change_a_password_who_came_otherwise(client: Client) -> None:
    nina = Cast().nina
    client.force_login(nina)
    answer = client.post(reverse("welcome"), dict.fromkeys(NEW, "another word, kept"))
    assert answer.headers["Location"] == reverse("today")
    before = nina.password
    nina.refresh_from_db()
    assert nina.password == before


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
    invitation = User.objects.get(email=letter.to).invitations.get()
    assert invitation.accepts_letter(letter)
    invitation.user.is_active = False
    assert not invitation.accepts_letter(letter)
