"""Two machines and two people at the same moment: one message, one letter, nothing doubled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from mailings.models import Letter
from processes.holding.chores import do_prepare
from processes.holding.sending import hold, send
from processes.models import HoldingMessage, SettledMeanwhile
from tests.cast import Cast
from tests.processes.follow_ups.words import call_candidate, owed, stockholm
from tests.processes.holding.words import PREPARED, READ, goes, prepared

pytestmark = pytest.mark.django_db(transaction=True)


def in_another_session(do: Callable[[], object], refused: list[Exception]) -> threading.Thread:
    def run() -> None:
        try:
            do()
        except Exception as error:
            refused.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def together(first: Callable[[], object], second: Callable[[], object]) -> list[Exception]:
    """The second begins while the first has not committed; what it was refused with."""
    refused: list[Exception] = []
    with transaction.atomic():
        first()
        other = in_another_session(second, refused)
        other.join(0.3)
        assert other.is_alive()  # it waits for us
    other.join(10)
    assert not other.is_alive()
    return refused


def test_two_workers_prepare_one_message() -> None:
    cast = Cast()
    cast.presented(cast.jonas, cast.payroll())
    pk = owed("candidate_silence").pk
    assert together(lambda: do_prepare(pk, PREPARED), lambda: do_prepare(pk, PREPARED)) == []
    assert HoldingMessage.objects.count() == 1


def test_two_people_send_one_letter() -> None:
    cast = Cast()
    message = prepared(cast.presented(cast.jonas, cast.payroll()))
    (refusal,) = together(
        lambda: send(message, by=cast.nina, at=READ),
        lambda: send(HoldingMessage.objects.get(pk=message.pk), by=cast.rasmus, at=READ),
    )
    assert isinstance(refusal, SettledMeanwhile)
    assert Letter.objects.filter(kind="holding").count() == 1


def test_who_sends_while_somebody_logs_the_call_is_told() -> None:
    cast = Cast()
    jonas = cast.presented(cast.jonas, cast.payroll())
    message = prepared(jonas)
    (refusal,) = together(
        lambda: call_candidate(jonas, READ), lambda: send(message, by=cast.nina, at=READ)
    )
    assert isinstance(refusal, SettledMeanwhile)
    assert not Letter.objects.filter(kind="holding").exists()


def test_own_words_and_prepared_ones_are_one_letter() -> None:
    cast = Cast()
    message = prepared(cast.presented(cast.jonas, cast.payroll()))
    clock = owed("candidate_silence")
    own: dict[str, Any] = {"subject": "Own", "body": "Own", "next_on": message.next_on}
    (refusal,) = together(
        lambda: send(message, by=cast.nina, at=READ),
        lambda: hold(clock, **own, by=cast.rasmus, at=READ),
    )
    assert isinstance(refusal, SettledMeanwhile)
    assert Letter.objects.filter(kind="holding").count() == 1


def test_own_words_of_two_people_on_two_rows_are_one_letter() -> None:
    cast = Cast()
    candidacy = cast.payroll().add(cast.jonas, by=None, at=stockholm(16, 9), applied=True)
    rows = [owed("application"), owed("candidate_silence")]
    own: dict[str, Any] = {"subject": "Own", "body": "Own", "next_on": date(2026, 11, 27)}
    (refusal,) = together(
        lambda: hold(rows[0], **own, by=cast.nina, at=READ),
        lambda: hold(rows[1], **own, by=cast.rasmus, at=READ),
    )
    assert isinstance(refusal, SettledMeanwhile)
    assert HoldingMessage.objects.get(candidacy=candidacy).follow_up == rows[0]


def test_a_call_that_is_logged_while_the_letter_goes_waits_and_both_stand() -> None:
    cast = Cast()
    jonas = cast.presented(cast.jonas, cast.payroll())
    letter = send(prepared(jonas), by=cast.nina, at=READ)
    with transaction.atomic():
        call_candidate(jonas, stockholm(20, 10, 1))
        refused: list[Exception] = []
        other = in_another_session(lambda: goes(letter, stockholm(20, 10, 2)), refused)
        other.join(0.5)
    other.join(10)
    assert refused == [] and not other.is_alive()
    assert jonas.events.filter(kind="called").count() == 1
    assert owed("candidate_silence", settled_at=None).is_open
