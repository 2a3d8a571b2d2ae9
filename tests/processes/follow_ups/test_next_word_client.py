"""K3: a day that was promised to a client is kept."""

from __future__ import annotations

from typing import Any

from processes.models import Assignment
from processes.timeline import record
from tests.cast import Cast
from tests.processes.follow_ups.words import call_contact, is_overdue, owed, stockholm

DUE = stockholm(19, 17)


def promised(cast: Cast) -> Assignment:
    payroll = cast.payroll()
    call_contact(payroll, cast.sara, stockholm(16, 11), next_on="2026-11-19")
    return payroll


def test_an_early_word_keeps_the_promise(cast: Cast) -> None:
    payroll = promised(cast)
    assert (owed("next_word_client").due_at, owed("next_word_client").contact) == (DUE, cast.sara)
    called = call_contact(payroll, cast.sara, stockholm(18, 10))
    assert owed("next_word_client").settled_by == called


def test_on_the_promised_day_it_is_on_time(cast: Cast) -> None:
    payroll = promised(cast)
    assert not is_overdue(owed("next_word_client"), DUE)
    call_contact(payroll, cast.sara, DUE)
    assert owed("next_word_client").settled_at == DUE


def test_a_word_twice_changes_nothing(cast: Cast) -> None:
    payroll = promised(cast)
    first = call_contact(payroll, cast.sara, stockholm(18, 10))
    call_contact(payroll, cast.sara, stockholm(18, 11))
    assert owed("next_word_client").settled_by == first


def test_the_day_after_it_is_late(cast: Cast) -> None:
    payroll = promised(cast)
    assert is_overdue(owed("next_word_client"), stockholm(20, 8))
    call_contact(payroll, cast.sara, stockholm(20, 9))
    assert owed("next_word_client").settled_at == stockholm(20, 9)


def test_a_word_to_a_colleague_does_not_keep_it(cast: Cast) -> None:
    payroll = promised(cast)
    call_contact(payroll, cast.hugo, stockholm(18, 10))
    assert owed("next_word_client").is_open


def test_what_was_promised_to_the_company_any_of_its_people_may_hear(cast: Cast) -> None:
    payroll = cast.payroll()
    said: dict[str, Any] = {"by": cast.nina, "assignment": payroll, "next_on": "2026-11-19"}
    record("called", at=stockholm(16, 11), reached=True, **said)
    assert owed("next_word_client").contact is None
    call_contact(payroll, cast.hugo, stockholm(18, 10))
    assert not owed("next_word_client").is_open
