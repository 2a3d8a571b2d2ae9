"""Whatever is answered, a page or an error or a file, carries the headers of a strict house."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import path

from accounts.access import ANYONE, open_to
from recruitcrm import urls

pytestmark = pytest.mark.django_db


@open_to(ANYONE)
def breaks(request):
    raise ValueError("on our side")


urlpatterns = [*urls.urlpatterns, path("breaks/", breaks)]

ANSWERS = [
    ("/account/login/", {}, 200),
    ("/", {}, 302),  # to the sign-in page
    ("/nowhere/", {}, 404),
    ("/account/login/?next=%00", {}, 400),
    ("/account/login/", {"HTTP_HOST": "evil.example"}, 400),
    ("/breaks/", {}, 500),
    ("/static/built/app.css", {}, 200),
    ("/health/", {}, 200),
]
SIGNED_IN = [("/", 200), ("/portal/", 403), ("/candidates/987654/", 404), ("/log/call/", None)]


@pytest.fixture
def browser(settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def has_strict_headers(answer) -> None:
    headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "'unsafe-eval'" not in policy
    assert re.search(r"default-src '(self|none)'", policy)
    assert "frame-ancestors 'none'" in policy or "frame-ancestors 'self'" in policy
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts is None or "'unsafe-inline'" not in scripts[1]


@pytest.mark.parametrize(("address", "extra", "status"), ANSWERS)
def test_everybodys_answer_has_strict_headers(browser, address, extra, status):
    answer = browser.get(address, **extra)
    assert answer.status_code == status
    has_strict_headers(answer)


@pytest.mark.parametrize(("address", "status"), SIGNED_IN)
def test_so_has_a_signed_in_persons_and_it_stays_in_no_cache(browser, cast, address, status):
    browser.force_login(cast.nina)
    answer = browser.get(address)
    assert status is None or answer.status_code == status
    has_strict_headers(answer)
    assert "no-store" in answer.headers["Cache-Control"]


def test_every_page_gets_a_nonce_of_its_own(browser):
    pages = [browser.get("/account/login/") for _ in range(2)]
    nonces = [
        re.findall(r"script-src [^;]*'nonce-([^']+)'", page.headers["Content-Security-Policy"])[0]
        for page in pages
    ]
    assert nonces[0] != nonces[1]
    assert f'nonce="{nonces[0]}"' in pages[0].content.decode()


def test_a_file_of_ours_may_be_kept_by_anybody(browser, cast):
    browser.force_login(cast.nina)
    assert "no-store" not in browser.get("/static/built/app.css").headers["Cache-Control"]
