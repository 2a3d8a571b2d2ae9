"""Two admins close each other's account at the same moment: one of them is left."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.test_invite import TYPED
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_admin_stays(cast: Cast) -> None:
    bea = User.objects.create_user("bea@askvik.example", full_name="Bea Ek", role="admin")
    pairs = [(cast.ada, bea), (bea, cast.ada)]
    browsers = [Client(), Client()]
    for browser, (admin, _other) in zip(browsers, pairs, strict=True):
        browser.force_login(admin)
    together = threading.Barrier(2)
    answers: list[int] = []

    def close(browser: Client, other: User) -> None:
        together.wait(20)
        address = reverse("person_edit", args=[other.pk])
        typed = TYPED | {"full_name": other.full_name, "email": other.email, "role": "recruiter"}
        answers.append(browser.post(address, typed).status_code)
        connection.close()

    threads = [
        threading.Thread(target=close, args=(browser, other))
        for browser, (_admin, other) in zip(browsers, pairs, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    left = User.objects.filter(role="admin", is_active=True)
    assert left.count() == 1
    assert 302 in answers
    assert all(status < 500 for status in answers)
