from __future__ import annotations

import pytest

from processes.models import Event, FollowUp
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_an_order_owes_the_first_calls_the_schedule_and_a_weekly_call() -> None:
    cast = Cast()
    payroll = cast.payroll()
    owed = {(follow_up.kind, follow_up.contact) for follow_up in payroll.follow_ups.all()}
    assert owed == {
        ("first_call_orderer", cast.hugo),
        ("first_call_decider", cast.sara),
        ("schedule", None),
        ("weekly_call", None),
    }
    assert payroll.must_haves.count() == 3
    assert Event.objects.filter(kind="assignment_opened").count() == 1


def test_whoever_orders_and_decides_gets_one_first_call() -> None:
    cast = Cast()
    cast.data_engineer()
    assert FollowUp.objects.filter(kind__startswith="first_call").count() == 1
