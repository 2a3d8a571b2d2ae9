"""Somebody moves a line at the very moment at which the schedule goes out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from mailings.models import Letter
from processes.models import Assignment, PlannedActivity
from processes.models.which_schedule_versions import SaysNotWhy
from processes.schedules.lines import Why
from processes.schedules.sending import send, take_further
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)
LATER = date(2026, 12, 1)
AWAY = Why("Two were away.")


@pytest.fixture
def cast() -> Cast:
    return Cast()


def while_we_hold_it(
    ours: Callable[[], object], theirs: Callable[[], object], *, they_wait: bool = True
) -> list[Exception]:
    """Ours first, theirs while our transaction is open; what they raised."""
    wrong: list[Exception] = []

    def run() -> None:
        try:
            theirs()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        ours()
        other = threading.Thread(target=run)
        other.start()
        other.join(0.3 if they_wait else 10)
        assert other.is_alive() is they_wait
    other.join(10)
    return wrong


def line(payroll: Assignment) -> PlannedActivity:
    return Assignment.objects.get(pk=payroll.pk).activities.get(milestone="interviews")


def test_who_moves_a_line_while_it_is_sent_is_asked_why(cast: Cast) -> None:
    payroll = cast.payroll()
    wrong = while_we_hold_it(
        lambda: send(payroll, by=cast.nina, at=NOW),
        lambda: line(payroll).move_to(LATER, by=cast.rasmus, at=NOW),
    )
    assert [type(error) for error in wrong] == [SaysNotWhy]
    assert payroll.schedule_versions.get().said.lines == payroll.activities.lines()


def test_what_is_sent_while_a_line_moves_says_its_new_day(cast: Cast) -> None:
    payroll = cast.payroll()
    wrong = while_we_hold_it(
        lambda: line(payroll).move_to(LATER, by=cast.nina, at=NOW),
        lambda: send(Assignment.objects.get(pk=payroll.pk), by=cast.rasmus, at=NOW),
    )
    assert wrong == []
    assert payroll.schedule_versions.get().said.lines == payroll.activities.lines()
    assert line(payroll).due_on == LATER


def test_clicked_twice_it_is_one_version(cast: Cast) -> None:
    payroll = cast.payroll()
    wrong = while_we_hold_it(
        lambda: send(payroll, by=cast.nina, at=NOW),
        lambda: send(Assignment.objects.get(pk=payroll.pk), by=cast.nina, at=NOW),
    )
    assert wrong == []
    do_all(NOW)
    assert payroll.schedule_versions.count() == 1
    assert Letter.objects.filter(kind="schedule").count() == 2


def test_a_change_in_the_hour_of_freezing_is_in_it_or_in_the_next(cast: Cast) -> None:
    payroll = cast.payroll()
    send(payroll, by=cast.nina, at=MONDAY)
    do_all(MONDAY)
    line(payroll).move_to(LATER, by=cast.nina, at=NOW, why=AWAY)
    second = payroll.schedule_versions.get(number=2)
    due = NOW + timedelta(hours=1)
    wrong = while_we_hold_it(
        lambda: line(payroll).move_to(LATER + timedelta(days=1), by=cast.nina, at=due, why=AWAY),
        lambda: take_further(second.pk, at=due),
        they_wait=False,  # a worker goes on to the next
    )
    assert wrong == []
    second.refresh_from_db()
    assert second.frozen_at is None  # it waits for an hour more
    assert second.send_at == due + timedelta(hours=1)
    do_all(second.send_at)
    (change,) = payroll.schedule_versions.get(number=2).said.changes
    assert change.line.on == LATER + timedelta(days=1)
    assert Letter.objects.filter(kind="schedule").count() == 4
