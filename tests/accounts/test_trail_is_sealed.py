"""A few seconds later what stands in the trail is sealed, and no writer waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg2
import pytest
from django.db import connection

from accounts.models import Action, Sealing, TrailEntry, TrailSeal
from accounts.trail import note, sealing
from accounts.trail.noting import INSERT
from accounts.trail.sealing import AGAIN_AFTER, due_seals, seal_entries
from accounts.trail.verifying import verify
from recruitcrm.chores import do_all

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def looked_before(transactional_db: None) -> None:
    """The first tick of all makes the row by which later ones look."""
    Sealing.objects.create(pk=1, next_at=AT)


@pytest.fixture
def somebody_else(looked_before: None) -> Iterator[Any]:
    """Another connection, inside a transaction."""
    connection.ensure_connection()
    other = psycopg2.connect(**connection.get_connection_params())
    yield other.cursor()
    other.close()


def read(cursor: Any) -> None:
    cursor.execute(INSERT, [AT, None, None, "read", "", "", None, "{}"])


def unsealed() -> int:
    return TrailEntry.objects.filter(seal=None).count()


def test_what_is_committed_is_sealed_and_then_there_is_nothing_to_do(looked_before) -> None:
    note(Action.READ, by=None, at=AT)
    assert do_all(AT)["seals"] == 1
    assert unsealed() == 0
    assert not due_seals(AT + timedelta(days=1)).exists()

    note(Action.READ, by=None, at=AT)
    assert not due_seals(AT).exists(), "it has just been done"
    assert do_all(AT + AGAIN_AFTER)["seals"] == 1
    assert unsealed() == 0


def test_inside_a_transaction_nothing_is_sealed(db: None) -> None:
    note(Action.READ, by=None, at=AT)
    assert not due_seals(AT).exists()
    seal_entries(Sealing.objects.get().pk, AT)
    assert not TrailSeal.objects.exists()


def test_a_slow_transaction_is_waited_for_by_its_own_entries_alone(somebody_else) -> None:
    somebody_else.execute("BEGIN")
    read(somebody_else)
    note(Action.READ, by=None, at=AT)
    do_all(AT)
    assert TrailSeal.objects.filter(entry=TrailEntry.objects.latest("pk")).exists()
    below = Sealing.objects.get().below

    somebody_else.execute("COMMIT")
    assert below < TrailEntry.objects.latest("pk").pk, "its entry might still come"
    do_all(AT + AGAIN_AFTER)
    assert unsealed() == 0
    verify()
    do_all(AT + 2 * AGAIN_AFTER)
    assert not due_seals(AT + timedelta(days=1)).exists()
    assert verify().waiting == 0


def test_what_was_rolled_back_is_not_waited_for(somebody_else) -> None:
    somebody_else.execute("BEGIN")
    read(somebody_else)
    note(Action.READ, by=None, at=AT)
    do_all(AT)
    somebody_else.execute("ROLLBACK")
    do_all(AT + AGAIN_AFTER)
    assert not due_seals(AT + timedelta(days=1)).exists()
    assert Sealing.objects.get().below == TrailEntry.objects.latest("pk").pk


def test_only_one_seals_at_a_time(somebody_else) -> None:
    note(Action.READ, by=None, at=AT)
    (row,) = due_seals(AT)
    somebody_else.execute("SELECT pg_advisory_lock(%s)", [sealing.LOCK])
    seal_entries(row.pk, AT)
    assert not TrailSeal.objects.exists()
    somebody_else.execute("SELECT pg_advisory_unlock(%s)", [sealing.LOCK])
    seal_entries(row.pk, AT)
    assert unsealed() == 0


def test_after_a_restore_into_another_database_sealing_goes_on(looked_before) -> None:
    do_all(AT)
    Sealing.objects.update(seen_transaction=2**60)  # this one has not had so many
    note(Action.READ, by=None, at=AT)
    do_all(AT + AGAIN_AFTER)
    assert unsealed() == 0
    assert Sealing.objects.get().below == TrailEntry.objects.latest("pk").pk


def test_many_are_sealed_in_parts_and_heads_are_logged(looked_before, monkeypatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 4)
    monkeypatch.setattr(sealing, "HEAD_LOGGED_EVERY", 5)
    heads: list[str] = []
    monkeypatch.setattr(sealing.log, "info", lambda _what, *, head: heads.append(head))
    for _ in range(11):
        note(Action.READ, by=None, at=AT)
    do_all(AT)
    assert unsealed() == 0
    numbers = list(TrailSeal.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert heads[0] == f"5:{bytes(TrailSeal.objects.get(number=5).hash).hex()}"
    assert heads[1].startswith("10:")
    verify()
