"""Who reads a digest while somebody is away, and when the lead hears of what runs late."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from accounts.models import Leave, User
from mailings.models import Letter
from processes.chores import due_digests, send_digest
from processes.models import FollowUpPolicy
from recruitcrm.chores import do_all
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import DATES, stockholm

WEDNESDAY, THURSDAY, FRIDAY = (stockholm(day, 7, 30) for day in (18, 19, 20))
NEXT_MONDAY = stockholm(23, 7, 30)


@pytest.fixture
def order(cast: Cast) -> None:
    due_digests(MONDAY)
    cast.payroll(MONDAY, **DATES)


def away(user: User, deputy: User, starts: int = 18, ends: int = 19) -> None:
    days = {"starts_on": date(2026, 11, starts), "ends_on": date(2026, 11, ends)}
    Leave.objects.plan(user=user, deputy=deputy, at=MONDAY, **days)


def digest(user: User, at: datetime) -> str:
    """What somebody reads then; nothing where they get none."""
    send_digest(user.digest.pk, at)
    letter = Letter.objects.filter(kind="digest", recipient_id=user.pk).order_by("-pk").first()
    return letter.text if letter else ""


def test_whoever_is_away_gets_none_and_the_deputy_reads_it(cast: Cast, order: None) -> None:
    away(cast.nina, cast.rasmus)
    do_all(WEDNESDAY)
    letters = Letter.objects.filter(kind="digest")
    assert [letter.to for letter in letters] == [cast.rasmus.email]
    assert "Sara Berg" in letters[0].text


def test_what_the_absent_one_was_told_the_deputy_is_told_too(cast: Cast, order: None) -> None:
    away(cast.nina, cast.rasmus, starts=19)
    assert "Sara Berg" in digest(cast.nina, WEDNESDAY)
    do_all(THURSDAY)
    assert "Sara Berg" in Letter.objects.get(kind="digest", to=cast.rasmus.email).text


def test_once_back_the_digest_is_theirs_again(cast: Cast, order: None) -> None:
    away(cast.nina, cast.rasmus)
    for at in (WEDNESDAY, THURSDAY, FRIDAY):
        do_all(at)
    letter = Letter.objects.get(kind="digest", to=cast.nina.email)
    assert letter.key.endswith("2026-11-20")


def test_for_a_lead_who_is_away_the_deputy_hears(cast: Cast, order: None) -> None:
    away(cast.lea, cast.rasmus)
    assert not digest(cast.lea, THURSDAY)
    assert "Nina Lind" in digest(cast.rasmus, THURSDAY)


def test_the_lead_hears_after_as_many_days_as_the_policy_says(cast: Cast, order: None) -> None:
    for kind in ("first_call_decider", "first_call_orderer", "schedule"):
        FollowUpPolicy.objects.create(kind=kind, days=1, steps=[2])
    assert not digest(cast.lea, THURSDAY)
    assert digest(cast.lea, FRIDAY)


def test_for_a_client_of_whom_the_lead_need_not_hear_nobody_is_told(
    cast: Cast, order: None
) -> None:
    for kind in ("first_call_decider", "first_call_orderer", "schedule", "weekly_call"):
        FollowUpPolicy.objects.create(kind=kind, client=cast.nordvik, days=1, steps=[])
    assert not digest(cast.lea, NEXT_MONDAY)
    assert digest(cast.nina, NEXT_MONDAY)
