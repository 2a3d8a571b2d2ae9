"""Due times: counted in the debtor's working time, by the policy of client, agency or table."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from processes.models import FollowUp, FollowUpPolicy
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, owed, stockholm


def test_a_weekend_does_not_count(cast: Cast) -> None:
    cast.payroll(at=stockholm(20, 15))
    assert owed("first_call_decider").due_at == stockholm(23, 15)
    assert owed("schedule").due_at == stockholm(24, 17)


def test_neither_does_a_public_holiday(cast: Cast) -> None:
    cast.payroll(at=stockholm(23, 10, month=12))
    assert owed("first_call_decider").due_at == stockholm(28, 10, month=12)


def test_what_happens_at_night_counts_from_the_morning(cast: Cast) -> None:
    cast.payroll(at=stockholm(16, 23))
    assert owed("first_call_decider").due_at == stockholm(17, 17)
    assert owed("schedule").due_at == stockholm(18, 17)


@pytest.mark.parametrize(
    ("ordered", "due"),
    [
        # Over Easter into summer time, over a weekend into winter time: ten o'clock stays ten.
        (datetime(2027, 3, 25, 9, tzinfo=UTC), datetime(2027, 3, 30, 8, tzinfo=UTC)),
        (datetime(2026, 10, 23, 8, tzinfo=UTC), datetime(2026, 10, 26, 9, tzinfo=UTC)),
    ],
)
def test_the_clocks_change_and_the_time_of_day_stays(
    cast: Cast, ordered: datetime, due: datetime
) -> None:
    cast.payroll(at=ordered)
    assert owed("first_call_decider").due_at == due


def test_what_a_client_owes_is_counted_in_its_own_country(cast: Cast) -> None:
    """The eleventh of November is a holiday in Poland and none in Sweden."""
    tuesday = stockholm(10, 9)
    cast.presented(cast.ewa, cast.data_engineer(at=tuesday), at=tuesday)
    assert owed("client_feedback").due_at == stockholm(13, 9)
    assert owed("personal_feedback").due_at == stockholm(12, 9)


def test_what_we_owe_is_counted_in_the_recruiters_hours(cast: Cast) -> None:
    cast.nina.work_starts, cast.nina.work_ends = time(10), time(14)
    cast.nina.save()
    cast.payroll(at=stockholm(16, 16))
    assert owed("first_call_decider").due_at == stockholm(17, 14)


def test_the_agency_may_promise_more(cast: Cast) -> None:
    FollowUpPolicy.objects.create(kind="application", days=2)
    cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    assert owed("application").due_at == stockholm(18, 9)


def test_the_clients_own_policy_goes_before_the_agencys(cast: Cast) -> None:
    FollowUpPolicy.objects.create(kind="client_feedback", client=cast.nordvik, hours=4)
    FollowUpPolicy.objects.create(kind="client_feedback", days=1)
    FollowUpPolicy.objects.create(kind="client_feedback", client=cast.lumen, days=9)
    cast.presented(cast.jonas, cast.payroll())
    cast.presented(cast.ewa, cast.data_engineer())
    assert owed("client_feedback", client=cast.nordvik).due_at == stockholm(16, 13)
    assert owed("client_feedback", client=cast.lumen).due_at == stockholm(27, 9)


def test_a_promised_sunday_means_the_next_working_day(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    call_candidate(candidacy, stockholm(16, 11), next_on="2026-11-22")
    assert owed("next_word").due_at == stockholm(23, 17)


def test_a_client_is_first_reminded_when_it_is_due_and_never_at_night(cast: Cast) -> None:
    payroll = cast.payroll()
    cast.presented(cast.jonas, payroll)
    cast.presented(cast.amira, payroll, at=stockholm(16, 22))
    moments = FollowUp.objects.filter(kind="client_feedback").order_by("due_at")
    assert [word.next_reminder_at for word in moments] == [stockholm(18, 9), stockholm(19, 8)]


def test_what_we_owe_is_no_letter_to_the_client(cast: Cast) -> None:
    cast.payroll()
    assert owed("first_call_decider").next_reminder_at is None
