"""C7: no client hears nothing from us for five working days."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from processes.models import FollowUp
from processes.timeline import record
from tests.cast import Cast
from tests.processes.follow_ups.words import call_contact, is_overdue, mail_contact, stockholm

DUE = stockholm(23, 9)


def waiting() -> FollowUp:
    return FollowUp.objects.waiting().get(kind="client_silence")


def settled_at(clock: FollowUp) -> datetime | None:
    clock.refresh_from_db()
    return clock.settled_at


def test_a_word_early_starts_the_clock_anew(cast: Cast) -> None:
    payroll = cast.payroll()
    clock = waiting()
    assert (clock.due_at, clock.rule.clock) == (DUE, True)
    mail_contact(payroll, cast.sara, stockholm(18, 10))
    assert settled_at(clock) == stockholm(18, 10)
    assert waiting().due_at == stockholm(25, 10)


def test_at_the_limit_it_is_on_time(cast: Cast) -> None:
    payroll = cast.payroll()
    clock = waiting()
    assert not is_overdue(clock, DUE)
    mail_contact(payroll, cast.sara, DUE)
    assert settled_at(clock) == DUE


def test_two_words_leave_one_clock(cast: Cast) -> None:
    payroll = cast.payroll()
    call_contact(payroll, cast.sara, stockholm(18, 10))
    call_contact(payroll, cast.hugo, stockholm(18, 11))
    assert waiting().due_at == stockholm(25, 11)


def test_beyond_it_is_late(cast: Cast) -> None:
    cast.payroll()
    assert is_overdue(waiting(), stockholm(23, 9, 1))


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("called", {"contact": True}),
        ("met", {"contact": True}),
        ("mailed", {"contact": True}),
        ("letter_sent", {"contact": True, "letter": "feedback_reminder"}),
        ("schedule_sent", {}),
        ("report_sent", {}),
        ("obstacle_told", {}),
    ],
)
def test_every_word_of_ours_breaks_the_silence(
    cast: Cast, kind: str, facts: dict[str, Any]
) -> None:
    payroll = cast.payroll()
    clock = waiting()
    said = {**facts, "contact": cast.sara if "contact" in facts else None}
    record(kind, by=cast.nina, at=stockholm(18, 9), assignment=payroll, reached=True, **said)
    assert settled_at(clock) == stockholm(18, 9)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("called", {"reached": False}),
        ("mailed", {"reached": True, "rang": "them"}),
        ("noted", {}),
    ],
)
def test_what_did_not_reach_them_does_not(cast: Cast, kind: str, said: dict[str, Any]) -> None:
    payroll = cast.payroll()
    record(kind, by=cast.nina, at=stockholm(18, 9), assignment=payroll, contact=cast.sara, **said)
    assert waiting().due_at == DUE


def test_a_word_to_a_candidate_is_none_to_the_client(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=stockholm(17, 9))
    record("called", by=cast.nina, at=stockholm(18, 9), candidacy=candidacy, reached=True)
    assert waiting().due_at == DUE
