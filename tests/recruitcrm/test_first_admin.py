"""The first one comes in by a link from the command line; no password is anywhere before that."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.ending import end_access
from accounts.models import Role, User
from recruitcrm.demo import PASSWORD, SIGN_INS
from recruitcrm.demo.guard import refuse_demo_in_production
from tests.cast import Cast
from tests.recruitcrm.test_deployment import PRODUCTION, ROOT

pytestmark = pytest.mark.django_db
LATA = ("lata@agency.example", "Lata", "Rao")


def first_admin(*words: str) -> str:
    """The path of the link that is printed."""
    said = io.StringIO()
    call_command("first_admin", *words, stdout=said, stderr=io.StringIO())
    [address] = said.getvalue().split()
    return address.partition("://")[2].partition("/")[2].join(("/", ""))


def test_the_link_lets_the_admin_in_once(client: Client) -> None:
    link = first_admin(*LATA)
    lata = User.objects.get()
    assert (lata.full_name, lata.role, lata.has_usable_password()) == (
        "Lata Rao",
        Role.ADMIN,
        False,
    )
    assert "first admin" in client.get(link).content.decode()
    client.post(link)
    client.post(reverse("welcome"), dict.fromkeys(("new_password1", "new_password2"), "kept, so!"))
    assert client.get(reverse("people")).status_code == 200
    assert Client().post(link).status_code == 410


def test_a_link_that_was_lost_is_printed_again_until_somebody_has_come(client: Client) -> None:
    lost, link = first_admin(*LATA), first_admin(*LATA)
    assert client.post(lost).status_code == 410
    assert client.post(link).status_code == 302
    with pytest.raises(CommandError, match="can sign in already"):
        first_admin(*LATA)
    with pytest.raises(CommandError, match="can sign in already"):
        first_admin("mo@agency.example", "Mo")
    assert User.objects.count() == 1


def test_again_lets_in_whoever_has_lost_every_way(cast: Cast) -> None:
    cast.ada.last_login = timezone.now()
    cast.ada.save()
    with pytest.raises(CommandError, match="--again"):
        first_admin(cast.ada.email, "Ada Askvik")
    assert Client().post(first_admin(cast.ada.email, "Ada", "--again")).status_code == 302


def test_where_the_last_admin_was_closed_out_another_comes_in(cast: Cast) -> None:
    end_access(cast.ada, by=cast.ada, at=timezone.now())
    assert Client().post(first_admin(cast.ada.email, "Ada")).status_code == 302


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("no-address", "Lata"), "no e-mail address"),
        ((LATA[0], " "), "name"),
        ((LATA[0], "L" * 121), "too long"),
        (("nina.lind@askvik.example", "Nina"), "no admin"),
        (("sara.berg@client.example", "Sara", "--again"), "client's contact"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, words: tuple[str, ...], why: str) -> None:
    cast.sits_in_portal(cast.sara)
    with pytest.raises(CommandError, match=why):
        first_admin(*words)
    assert not User.objects.filter(invitations__isnull=False).exists()


def test_it_works_with_the_settings_of_production(environment: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "manage.py", "first_admin", *LATA],
        cwd=ROOT,
        env={**PRODUCTION, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith("https://crm.example.com/invitation/")
    assert len(ran.stdout.splitlines()) == 1
    assert "Lata Rao comes in by this link" in ran.stderr


@pytest.fixture
def demo_person(settings: Any) -> User:
    settings.PRODUCTION = True
    email, password, role, name = SIGN_INS[0]
    return User.objects.create_user(email, password, role=role, full_name=name)


def test_production_does_not_begin_where_the_demos_password_opens(demo_person: User) -> None:
    with pytest.raises(ImproperlyConfigured, match="first_admin"):
        refuse_demo_in_production()
    faults = run_checks(databases=["default"])
    assert "recruitcrm.E001" in [fault.id for fault in faults]


def test_with_a_password_of_their_own_it_does(demo_person: User, settings: Any) -> None:
    demo_person.set_password(f"{PASSWORD}, and their own")
    demo_person.save()
    refuse_demo_in_production()
    assert "recruitcrm.E001" not in [fault.id for fault in run_checks(databases=["default"])]
