"""Two people settle the same word at the same moment: one does, the other finds it settled."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from processes.models import FollowUp, SettledMeanwhile
from processes.timeline import record
from tests.cast import Cast
from tests.processes.follow_ups.words import call_contact, owed, stockholm

pytestmark = pytest.mark.django_db(transaction=True)


def in_another_session(do: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            do()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_one_call_settles_and_both_are_kept() -> None:
    cast = Cast()
    payroll = cast.payroll()

    def call_too() -> None:
        call_contact(payroll, cast.sara, stockholm(16, 12))

    with transaction.atomic():
        first = call_contact(payroll, cast.sara, stockholm(16, 11))
        other = in_another_session(call_too)
        other.join(0.3)
        assert other.is_alive()  # it waits for us
    other.join(10)
    assert not other.is_alive()
    assert payroll.events.filter(kind="called").count() == 2
    assert owed("first_call_decider").settled_by == first
    assert FollowUp.objects.waiting().filter(kind="weekly_call").count() == 1


def test_two_that_open_the_same_leave_one_open_and_lose_no_event() -> None:
    cast = Cast()
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=stockholm(16, 9))

    def client_answers(hour: int) -> None:
        record("client_answered", by=cast.nina, at=stockholm(16, hour), candidacy=candidacy)

    with transaction.atomic():
        client_answers(11)
        other = in_another_session(lambda: client_answers(12))
        other.join(0.3)
    other.join(10)
    assert not other.is_alive()
    assert candidacy.events.filter(kind="client_answered").count() == 2
    assert owed("personal_feedback").opened_at == stockholm(16, 11)


def test_putting_off_what_somebody_settled_meanwhile_is_refused() -> None:
    cast = Cast()
    payroll = cast.payroll()
    seen = owed("first_call_decider")
    call_contact(payroll, cast.sara, stockholm(16, 11))
    with pytest.raises(SettledMeanwhile):
        seen.put_off(stockholm(18, 9), by=cast.nina, at=stockholm(16, 12))
    assert not payroll.events.filter(kind="follow_up_put_off").exists()
