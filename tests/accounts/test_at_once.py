"""Two people do it at the same moment: a link lets in once, and one admin is left."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.letters import invite
from accounts.models import TrailEntry, User
from processes.models import Assignment, EventKind
from processes.timeline import record
from tests.accounts.test_invite import TYPED, link_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_leaves_does_something_at_the_same_moment(cast: Cast) -> None:
    """Their assignment goes first and they go last, as whatever they do locks it."""
    assignment = cast.payroll()
    browser = Client()
    browser.force_login(cast.ada)
    left = {"full_name": cast.nina.full_name, "email": cast.nina.email, "to": cast.rasmus.pk}
    typed = {name: value for name, value in TYPED.items() if name != "is_active"} | left
    address = reverse("person_edit", args=[cast.nina.pk])
    answers: list[int] = []

    def close() -> None:
        answers.append(browser.post(address, typed).status_code)
        connection.close()

    closing = threading.Thread(target=close)
    with transaction.atomic():
        Assignment.objects.select_for_update(of=("self",), no_key=True).get(pk=assignment.pk)
        closing.start()
        closing.join(0.7)
        record(EventKind.NOTED, by=cast.nina, at=timezone.now(), assignment=assignment)
    closing.join(20)
    assert answers == [302]
    assert not User.objects.get(pk=cast.nina.pk).is_active
    assert Assignment.objects.get().owner == cast.rasmus


def at_once(*deeds: Callable[[], int]) -> list[int]:
    """Does each in a thread of its own; what they answered, smallest first."""
    together = threading.Barrier(len(deeds))
    answers: list[int] = []

    def run(deed: Callable[[], int]) -> None:
        together.wait(20)
        answers.append(deed())
        connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(answers)


def test_a_link_pressed_twice_lets_in_once_and_the_last_admin_stays(cast: Cast) -> None:
    bea = User.objects.create_user("bea@askvik.example", full_name="Bea Ek", role="admin")
    link = link_in(invite(bea, by=cast.ada, at=timezone.now()).letter)
    desk, phone = Client(), Client()
    assert at_once(lambda: desk.post(link).status_code, lambda: phone.post(link).status_code) == [
        302,
        410,
    ]
    assert TrailEntry.objects.filter(action="invitation_used").count() == 1

    def close(admin: User, other: User) -> Callable[[], int]:
        browser = Client()
        browser.force_login(admin)
        address = reverse("person_edit", args=[other.pk])
        typed = TYPED | {"full_name": other.full_name, "email": other.email, "role": "recruiter"}
        return lambda: browser.post(address, typed).status_code

    answers = at_once(close(cast.ada, bea), close(bea, cast.ada))
    assert User.objects.filter(role="admin", is_active=True).count() == 1
    assert answers[0] == 302
    assert answers[1] < 500
