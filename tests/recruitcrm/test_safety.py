"""What an attacker tries first: to be led elsewhere, to forge our address, to run a script."""

from __future__ import annotations

import inspect
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from urllib.parse import urljoin, urlsplit

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from accounts.web_addresses import WebAddressField
from mailings.models import Letter
from tests.cast import PASSWORD, Cast
from tests.recruitcrm.test_deployment import PRODUCTION, ROOT, ask_settings

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "///evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/ /evil.example",
    "\thttps://evil.example/",
    "http://testserver@evil.example/",
]


def leads_elsewhere(location: str) -> bool:
    """As a browser reads it, which takes a backslash for a slash."""
    target = urlsplit(urljoin("http://testserver/here/", location.strip().replace("\\", "/")))
    return (target.scheme, target.netloc) != ("http", "testserver")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_elsewhere_by_signing_in_or_out(client: Client, address: str) -> None:
    nina = Cast().nina
    typed = {"login": nina.email, "password": PASSWORD, "next": address}
    answer = client.post(f"{reverse('account_login')}?next=/", typed)
    assert answer.status_code == 302
    assert not leads_elsewhere(answer.headers["Location"])
    again = client.get(reverse("account_login"), {"next": address})  # who is signed in already
    assert not leads_elsewhere(again.headers["Location"])
    out = client.post(reverse("account_logout"), {"next": address})
    assert not leads_elsewhere(out.headers["Location"])


@pytest.mark.django_db
@pytest.mark.parametrize("address", ELSEWHERE)
def test_nor_by_a_page_that_claims_where_one_came_from(client: Client, address: str) -> None:
    cast = Cast()
    card = cast.presented(cast.amira, cast.payroll())
    client.force_login(cast.nina)
    typed = {
        "person": f"candidacy:{card.pk}",
        "candidacy": card.pk,
        "way": "reached",
        "words": "Ok",
    }
    answer = client.post(
        reverse("candidacy_interest", args=[card.pk]),
        {"interest": 4, **typed},
        headers={"HX-Request": "true", "HX-Current-URL": address, "Referer": address},
    )
    assert answer.status_code < 400
    for header in ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url"):
        assert not leads_elsewhere(answer.headers.get(header, "/"))


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Original-Host", "Forwarded"])
def test_a_forged_host_stands_in_no_letter(client: Client, settings, header: str) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # as careless as an operator can be
    nina = Cast().nina
    forged = "host=evil.example" if header == "Forwarded" else "evil.example"
    client.post(reverse("account_reset_password"), {"email": nina.email}, headers={header: forged})
    letter = Letter.objects.get(kind="account")
    assert settings.BASE_URL in letter.html
    for part in (letter.subject, letter.html, letter.text, letter.message_id):
        assert "evil" not in part


def our_forms() -> Iterator[type[forms.BaseForm]]:
    for app in ("accounts", "clients", "candidates", "processes"):
        package = import_module(app)
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            if ".migrations" in found.name or ".management" in found.name:
                continue
            for _name, one in inspect.getmembers(import_module(found.name), inspect.isclass):
                if issubclass(one, forms.BaseForm) and one.__module__ == found.name:
                    yield one


def test_every_field_for_a_web_address_takes_http_and_https_only() -> None:
    fields = [
        (form, field)
        for form in our_forms()
        for field in getattr(form, "base_fields", {}).values()
        if isinstance(field, forms.URLField)
    ]
    assert len(fields) >= 3
    for form, field in fields:
        assert isinstance(field, WebAddressField), form


def test_djangos_own_check_before_going_live_says_nothing() -> None:
    said = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={"PATH": os.defpath, **PRODUCTION},
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stderr
    assert "no issues" in said.stdout


def test_cookies_of_production_belong_to_this_very_host() -> None:
    names = (
        *("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE"),
        *("CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE"),
    )
    asked = ", ".join(f"settings.{name}" for name in names)
    said = ask_settings(f"({asked}, getattr(settings, 'SESSION_COOKIE_DOMAIN', None))")
    assert said.stdout.strip() == (
        "('__Host-session', '__Host-csrf', True, True, True, 'Lax', None)"
    )
