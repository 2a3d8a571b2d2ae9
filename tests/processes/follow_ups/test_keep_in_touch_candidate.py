"""A3: whoever we placed hears from us every sixty working days, whatever they do next."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from processes.models import Candidacy, Event, FollowUp
from processes.timeline import record
from tests.cast import Cast, agrees
from tests.processes.follow_ups.words import call_candidate, call_contact, is_overdue, stockholm

PLACED, TALKED = stockholm(17, 10), stockholm(18, 10)
# Sixty Swedish working days later, with Christmas, New Year and Epiphany in between.
DUE, DUE_ANEW = datetime(2027, 2, 16, 9, tzinfo=UTC), datetime(2027, 2, 17, 9, tzinfo=UTC)


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    candidacy = agrees(cast.payroll().add(cast.jonas, by=cast.nina, at=stockholm(16, 10)))
    candidacy.move_to("placed", by=cast.nina, at=PLACED)
    return candidacy


def waiting() -> FollowUp:
    return FollowUp.objects.waiting().get(kind="keep_in_touch_candidate")


def is_owed() -> bool:
    return FollowUp.objects.waiting().filter(kind="keep_in_touch_candidate").exists()


def ring(cast: Cast, at: datetime, *, reached: bool = True) -> Event:
    """A call about nothing in particular."""
    return record("called", by=cast.nina, candidate=cast.jonas, at=at, reached=reached)


def test_a_talk_early_starts_the_clock_anew(cast: Cast, jonas: Candidacy) -> None:
    clock = waiting()
    assert (clock.due_at, clock.candidacy, clock.owner) == (DUE, jonas, cast.nina)
    assert (clock.rule.clock, clock.needs_word) == (True, False)
    called = ring(cast, TALKED)
    clock.refresh_from_db()
    assert clock.settled_by == called
    assert (waiting().due_at, waiting().candidacy) == (DUE_ANEW, jonas)


def test_at_the_due_moment_it_is_on_time(cast: Cast, jonas: Candidacy) -> None:
    clock = waiting()
    assert not is_overdue(clock, DUE)
    called = ring(cast, DUE)
    clock.refresh_from_db()
    assert (clock.settled_by, clock.settled_at) == (called, DUE)


def test_two_talks_leave_one_clock(cast: Cast, jonas: Candidacy) -> None:
    ring(cast, TALKED)
    ring(cast, stockholm(18, 11))
    assert waiting().opened_at == stockholm(18, 11)


def test_beyond_it_is_late_and_a_call_that_nobody_took_is_none(
    cast: Cast, jonas: Candidacy
) -> None:
    clock = waiting()
    assert is_overdue(clock, DUE.replace(minute=1))
    ring(cast, DUE.replace(minute=2), reached=False)
    assert waiting() == clock


def test_it_runs_on_after_the_assignment_is_closed(cast: Cast, jonas: Candidacy) -> None:
    said: dict[str, Any] = {"words": "Jonas starts.", "by": cast.nina}
    jonas.assignment.close("filled", **said, at=stockholm(17, 11))
    assert waiting().due_at == DUE
    ring(cast, TALKED)
    assert waiting().due_at == DUE_ANEW


def test_a_talk_about_the_next_role_counts_for_the_one_they_have(
    cast: Cast, jonas: Candidacy
) -> None:
    next_role = cast.data_engineer().add(cast.jonas, by=cast.rasmus, at=PLACED)
    call_candidate(next_role, TALKED)
    assert (waiting().candidacy, waiting().due_at) == (jonas, DUE_ANEW)
    next_role.finish("withdrawn", reason="stays", said_no="candidate", by=cast.rasmus, at=TALKED)
    assert is_owed()


def test_where_the_placement_came_to_nothing_it_ends(cast: Cast, jonas: Candidacy) -> None:
    jonas.finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=TALKED)
    assert not is_owed()


def test_whoever_was_not_placed_is_not_kept_in_touch_with(cast: Cast) -> None:
    payroll = cast.payroll()
    call_candidate(payroll.add(cast.jonas, by=cast.nina, at=stockholm(16, 10)), TALKED)
    call_contact(payroll, cast.sara, TALKED)
    assert not FollowUp.objects.filter(kind__startswith="keep_in_touch").exists()


def test_with_the_clients_own_candidate_only_the_client_keeps_in_touch(cast: Cast) -> None:
    candidacy = agrees(cast.payroll().add(cast.jonas, by=cast.nina, at=stockholm(16, 10)))
    candidacy.is_clients_own = True
    candidacy.save(update_fields=["is_clients_own"])
    candidacy.move_to("placed", by=cast.nina, at=PLACED)
    assert not is_owed()
