"""What the sweep of reports is measured on: alike assignments, and nothing else that is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bench.reports import Measured, Sweep, as_table
from bench.weeks import fill
from processes.reports.facts import facts
from recruitcrm.chores import CHORES

FRIDAY = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_copies_tell_the_same_story_and_only_their_reports_can_be_due() -> None:
    first, copy = fill(2, at=FRIDAY)
    told = facts(first, first.opened_at, FRIDAY)
    assert (len(told.shortlist), told.step("contacted").total) == (4, 30)
    assert replace(facts(copy, copy.opened_at, FRIDAY), title=told.title) == told
    due = {chore.name: chore.due(FRIDAY).count() for chore in CHORES}
    assert {name for name, count in due.items() if count} <= {"leaves", "digests"}


def test_the_share_of_bare_weasyprint_counts_drafting_and_letters_in() -> None:
    row = Sweep(
        1, bare=4.0, drafted=20.0, rendered=5.0, whole=3.2, megabytes=154, cpu=400, bare_cpu=300
    )
    assert (row.share, row.cpu_share) == (0.8, 0.75)
    assert "| 1 | 4.00 | 20.0 | 5.00 | 3.20 | 80% | 400 | 300 | 75% | 154 |" in as_table(
        Measured(500, 3, 33.0, 90.0, [row])
    )
