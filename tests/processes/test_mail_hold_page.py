"""Holding all mail in the browser, deciding on what waits, and letting it go again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mailings.models import Cancelled, Heartbeat, Letter, MailHold
from mailings.models.heartbeat import TICKER
from tests.cast import Cast
from tests.processes.test_mailbox import write

HOLD = reverse("mail_hold")


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.ada)
    return client


def page(client: Client, address: str = HOLD) -> str:
    return client.get(address).content.decode()


def cancel(client: Client, *letters: Letter) -> Any:
    ticked = {"letters": [letter.pk for letter in letters]}
    return client.post(reverse("mail_hold_cancellation"), ticked)


def test_a_hold_says_who_and_why_everywhere_people_look(admin):
    admin.post(HOLD, {"why": "the backup of Tuesday was restored"})
    assert MailHold.objects.current() is not None
    assert "the backup of Tuesday was restored" in page(admin)
    assert "the backup of Tuesday was restored" in page(admin, reverse("mailbox"))
    assert "All mail is held" in page(admin, reverse("today"))
    assert "the backup of Tuesday was restored" in page(admin, reverse("today"))


def test_a_hold_needs_a_reason(admin):
    response = admin.post(HOLD, {"why": " "})
    assert response.status_code == 422
    assert not MailHold.objects.exists()


def test_letters_that_may_have_gone_already_can_be_cancelled(admin):
    old, new = write("old"), write("new")
    MailHold.objects.begin(by="Eva", at=timezone.now())
    Letter.objects.filter(pk=new.pk).update(created_at=timezone.now() + timedelta(minutes=1))
    assert page(admin).count(">before the hold<") == 1
    cancel(admin, old)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.cancelled_because, new.cancelled_at) == (Cancelled.BY_HAND, None)


def test_without_a_tick_nothing_is_cancelled(admin):
    write()
    response = cancel(admin)
    assert response.status_code == 422
    assert "Tick the letters" in response.content.decode()
    assert Letter.objects.waiting().count() == 1


def test_one_that_is_being_handed_over_keeps_the_others_as_they_are(admin):
    one, other = write("one"), write("other")
    now = timezone.now()
    Letter.objects.filter(pk=other.pk).update(handed_over_at=now, try_after=now + timedelta(1))
    response = cancel(admin, one, other)
    assert response.status_code == 422
    assert "nothing was changed" in response.content.decode()
    assert f'value="{one.pk}" id="letter-{one.pk}" checked' in response.content.decode()
    assert Letter.objects.waiting().count() == 2


def test_one_that_has_gone_meanwhile_is_refused(admin):
    letter = write()
    Letter.objects.update(sent_at=timezone.now())
    assert cancel(admin, letter).status_code == 422


def test_letters_go_again(admin):
    MailHold.objects.begin(by="Eva", at=timezone.now())
    admin.post(reverse("mail_hold_end"))
    assert MailHold.objects.current() is None
    assert "All mail is held" not in page(admin, reverse("today"))


def test_today_says_when_nothing_happens_by_itself(admin):
    assert "Nothing has happened by itself" not in page(admin, reverse("today"))
    Heartbeat.objects.create(name=TICKER, at=timezone.now() - timedelta(minutes=9))
    assert "Nothing has happened by itself" not in page(admin, reverse("today"))
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=12, seconds=5))
    assert "Nothing has happened by itself for 12 minutes" in page(admin, reverse("today"))
