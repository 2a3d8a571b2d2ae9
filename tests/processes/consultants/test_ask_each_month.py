"""The monthly question: early, on time, twice, late; one tap by a link answers it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mailings.models import Letter
from processes.consultants.chores import do_question, due_questions
from processes.models import Availability, Terms
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
TERMS = Terms(date(2026, 12, 1), 4, "Gävle")
DUE = NOW + timedelta(days=31)  # Monday 21 December, 10:00 in Stockholm
DAY = timedelta(days=1)


@pytest.fixture
def mine(cast: Cast) -> Availability:
    """Amira is free, and agreed to be asked each month."""
    Availability.objects.note(cast.amira, TERMS, by=cast.nina, at=NOW)
    Availability.objects.agree(cast.amira, by=cast.nina, at=NOW)
    return Availability.objects.get()


def tick(at: datetime) -> int:
    """The chore as the ticker does it; how many letters lie in the outbox then."""
    for pk in due_questions(at).values_list("pk", flat=True):
        Availability.objects.filter(pk=pk).update(next_at=at + timedelta(seconds=30))
        do_question(pk, at)
    return Letter.objects.filter(kind="availability_asked").count()


def test_early_nobody_is_asked(mine: Availability) -> None:
    assert tick(NOW + 29 * DAY) == 0


def test_on_time_one_letter_goes(mine: Availability) -> None:
    assert tick(DUE) == 1
    letter = Letter.objects.get(kind="availability_asked")
    assert "4 days a week" in letter.text
    mine.refresh_from_db()
    assert (mine.asked_at, mine.unanswered) == (DUE, 1)


def test_twice_is_once(mine: Availability) -> None:
    tick(DUE)
    do_question(mine.pk, DUE)
    do_question(mine.pk, DUE + timedelta(minutes=1))
    assert tick(DUE + 5 * DAY) == 1


def test_late_it_waits_for_working_hours(mine: Availability) -> None:
    night = datetime(2027, 1, 10, 2, tzinfo=NOW.tzinfo)  # a Sunday
    assert tick(night) == 0
    mine.refresh_from_db()
    assert mine.next_at is not None
    assert tick(mine.next_at) == 1
    assert mine.next_at.isoweekday() == 1


def test_whoever_has_just_said_it_is_left_in_peace(cast: Cast, mine: Availability) -> None:
    mine.confirm(by=cast.nina, at=DUE - DAY)
    assert tick(DUE) == 0


def test_after_three_letters_without_an_answer_somebody_rings(mine: Availability) -> None:
    for month in range(6):
        tick(DUE + month * 35 * DAY)
    assert Letter.objects.filter(kind="availability_asked").count() == 3
    mine.refresh_from_db()
    assert mine.has_fallen_silent
    assert mine.next_at is None


def test_only_who_agreed_is_asked(cast: Cast) -> None:
    Availability.objects.note(cast.amira, TERMS, by=cast.nina, at=NOW)
    assert tick(DUE) == 0


def test_a_letter_that_was_overtaken_does_not_go(cast: Cast, mine: Availability) -> None:
    tick(DUE)
    letter = Letter.objects.get(kind="availability_asked")
    assert mine.still_wants_letter(letter, at=DUE)
    Availability.objects.leave_alone(cast.amira)
    mine.refresh_from_db()
    assert not mine.still_wants_letter(letter, at=DUE)


@pytest.fixture
def link(mine: Availability, monkeypatch: pytest.MonkeyPatch) -> str:
    tick(DUE)
    monkeypatch.setattr(timezone, "now", lambda: DUE + DAY)
    found = re.search(r"https?://[^/\s]+(/availability/\S+)", Letter.objects.latest("pk").text)
    assert found
    return found[1]


def test_looking_changes_nothing(mine: Availability, link: str, client: Client) -> None:
    page = client.get(link)
    assert "Is it still so?" in page.content.decode()
    assert client.head(link).status_code == 200
    mine.refresh_from_db()
    assert mine.noted_at == NOW


@pytest.mark.parametrize(
    ("answer", "is_open", "is_asked", "noted_at"),
    [
        ("still", True, True, DUE + DAY),
        ("gone", False, False, DUE + DAY),
        ("stop", True, False, NOW),
    ],
)
def test_one_tap_is_enough(
    mine: Availability,
    link: str,
    client: Client,
    answer: str,
    is_open: bool,
    is_asked: bool,
    noted_at: datetime,
) -> None:
    assert client.post(link, {"answer": answer}).status_code == 200
    mine.refresh_from_db()
    assert (mine.is_open, mine.is_asked, mine.noted_at) == (is_open, is_asked, noted_at)
    assert client.post(link, {"answer": "still"}).status_code == 410


def test_what_has_changed_is_typed_there(mine: Availability, link: str, client: Client) -> None:
    typed = {"answer": "changed", "free_from": "2027-02-01", "currency": "SEK", "days_a_week": "9"}
    assert client.post(link, typed).status_code == 422
    assert client.post(link, {**typed, "days_a_week": "3"}).status_code == 200
    mine.refresh_from_db()
    assert (mine.free_from, mine.days_a_week, mine.noted_by) == (date(2027, 2, 1), 3, None)


def test_a_tap_on_nothing_keeps_the_link(mine: Availability, link: str, client: Client) -> None:
    assert client.post(link, {"answer": "whatever"}).status_code == 422
    assert client.post(link, {"answer": "still"}).status_code == 200
