"""How words were kept: what the database counts is what a hand counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from processes.insights.choice import Choice, kind_names, read_choice
from processes.insights.figures import (
    Record,
    by_client,
    by_kind,
    by_month,
    by_recruiter,
    in_all,
)
from processes.models import FollowUp
from tests.cast import Cast
from tests.processes.follow_ups.words import stockholm
from tests.processes.insights.story import AT, november, period, quiet, word

EVERYTHING = Choice(3)
Counted = tuple[int, int, int]


def numbers(record: Record) -> Counted:
    return record.kept, record.moved, record.late


def named(records: Iterable[Record]) -> dict[str, Counted]:
    return {record.name: numbers(record) for record in records}


def test_early_on_time_twice_put_off_and_late(cast: Cast) -> None:
    november(cast)
    whole = in_all(by_month(EVERYTHING, period()))
    assert (numbers(whole), whole.owed, whole.share) == ((3, 2, 3), 8, 38)
    assert whole.is_few


def test_by_kind_recruiter_and_client(cast: Cast) -> None:
    november(cast)
    assert named(by_kind(EVERYTHING, period())) == {
        "weekly call": (2, 2, 1),
        "schedule": (1, 0, 2),
    }
    by_person = {"Nina Lind": (3, 1, 2), "Rasmus Holm": (0, 1, 1)}
    assert named(by_recruiter(EVERYTHING, period())) == by_person
    assert named(by_client(EVERYTHING, period())) == {
        "Nordvik Energi": (3, 1, 2),
        "Lumen Retail": (0, 1, 1),
    }
    assert list(named(by_client(EVERYTHING, period(), 1))) == ["Nordvik Energi"]


def test_a_choice_narrows_it(cast: Cast) -> None:
    november(cast)
    for choice, expected in (
        (Choice(3, recruiter=cast.nina), (3, 1, 2)),
        (Choice(3, client=cast.lumen), (0, 1, 1)),
        (Choice(3, kind="schedule"), (1, 0, 2)),
        (Choice(3, recruiter=cast.nina, client=cast.lumen), (0, 0, 0)),
    ):
        assert numbers(in_all(by_month(choice, period()))) == expected, choice


def test_each_month_has_its_own(cast: Cast) -> None:
    payroll = quiet(cast.payroll())
    word(payroll, "schedule", stockholm(30, 10, month=9), given=stockholm(2, 10, month=10))
    word(payroll, "schedule", stockholm(2, 10, month=10), given=stockholm(30, 10, month=9))
    # Midnight is the agency's: 23:00 UTC on the 31st of October is November in Stockholm.
    turn = datetime(2026, 10, 31, 23, tzinfo=UTC)
    word(payroll, "weekly_call", turn - timedelta(minutes=1), given=stockholm(1, 10))
    word(payroll, "weekly_call", turn, given=turn)
    with timezone.override("America/New_York"):  # whoever looks, from wherever
        months = by_month(EVERYTHING, period())
    assert [month.key.month for month in months] == [9, 10, 11]
    assert [numbers(month) for month in months] == [(1, 0, 1), (0, 0, 1), (1, 0, 0)]


def test_what_was_due_or_given_before_the_period_is_left_out(cast: Cast) -> None:
    payroll = quiet(cast.payroll())
    word(payroll, "schedule", stockholm(31, 10, month=8), given=stockholm(2, 10, month=9))
    word(payroll, "weekly_call", stockholm(31, 10, month=8))
    word(payroll, "schedule", stockholm(2, 10, month=9), given=stockholm(28, 10, month=8))
    assert in_all(by_month(EVERYTHING, period(3))).owed == 0
    assert by_kind(EVERYTHING, period(3)) == []
    assert numbers(in_all(by_month(Choice(6), period(6)))) == (1, 0, 2)


def test_what_clients_owe_counts_only_when_it_is_asked_for(cast: Cast) -> None:
    payroll = quiet(cast.payroll())
    word(payroll, "client_feedback", stockholm(10, 10), given=stockholm(12, 10))
    assert in_all(by_month(EVERYTHING, period())).owed == 0
    assert numbers(in_all(by_month(Choice(3, kind="client_feedback"), period()))) == (0, 0, 1)


def test_clocks_of_silence_are_no_words_kept(cast: Cast) -> None:
    payroll = quiet(cast.payroll())
    for clock in ("client_silence", "candidate_silence", "keep_in_touch"):
        word(payroll, clock, stockholm(10, 10), given=stockholm(9, 10))
        word(payroll, clock, stockholm(11, 10))
    assert by_kind(EVERYTHING, period()) == []
    wish = read_choice({"kind": "client_silence"}, cast.nina, [])
    assert (wish.kind, len(wish.refusals)) == ("", 1)
    assert "client_silence" not in kind_names()


@pytest.mark.parametrize("passed", [0, 1])
def test_an_open_word_is_late_once_its_due_time_has_passed(cast: Cast, passed: int) -> None:
    payroll = quiet(cast.payroll())
    word(payroll, "schedule", AT - timedelta(seconds=passed))
    assert in_all(by_month(EVERYTHING, period())).late == passed
    assert FollowUp.objects.overdue(AT).count() == passed


def test_a_date_pulled_forward_is_no_moving(cast: Cast) -> None:
    payroll = quiet(cast.payroll())
    sooner = word(payroll, "schedule", stockholm(12, 10), given=stockholm(10, 10))
    FollowUp.objects.filter(pk=sooner.pk).update(due_at=stockholm(11, 10))
    assert numbers(in_all(by_month(EVERYTHING, period()))) == (1, 0, 0)


def test_the_months_of_a_period_cross_the_new_year() -> None:
    starts = period(3, datetime(2027, 1, 31, 22, 59, tzinfo=UTC)).months
    assert [(start.year, start.month) for start in starts] == [(2026, 11), (2026, 12), (2027, 1)]
    starts = period(3, datetime(2027, 1, 31, 23, tzinfo=UTC)).months  # midnight in Stockholm
    assert [(start.year, start.month) for start in starts] == [(2026, 12), (2027, 1), (2027, 2)]
