"""`manage.py verify_trail` names the first row that is not what it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.models import Action, TrailEntry, TrailSeal
from accounts.trail import note
from accounts.trail.sealing import due_seals, seal_entries
from accounts.trail.verifying import Broken, Head, verify

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ENTRY, SEAL = "accounts_trailentry", "accounts_trailseal"


@contextmanager
def by_whoever_owns_the_database() -> Iterator[None]:
    """Locks off, what is done inside is undone afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        transaction.set_rollback(True)


def broken(*statements: str, kept: Head | None = None) -> str:
    with by_whoever_owns_the_database(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        with pytest.raises(Broken) as refusal:
            verify(kept)
    return str(refusal.value)


def seal_some(entries: int = 6) -> list[TrailSeal]:
    """The newest seals, of that many entries that say different things."""
    for row in range(entries):
        note(Action.READ, by=None, at=AT, source="document", number=row)
    due_seals(AT)
    seal_entries(1, AT)
    return list(TrailSeal.objects.order_by("number"))[-entries:]


@pytest.mark.django_db(transaction=True)
def test_each_way_to_tamper_is_found_where_it_was_done() -> None:
    _a, b, c, d, e, f = seal_some()
    whole = verify()
    assert (whole.head.number, whole.waiting) == (f.number, 0)

    changed = f"Entry {c.entry_id} or its seal {c.number} is not as it was."
    for change in (
        "source = 'docket'",
        "by_id = 7",
        "at = at + interval '1 microsecond'",
        "facts = '{}'",
        "address = '192.0.2.1'",
        "row = 0",
        "action = 'added'",
        "what = 'accounts.user'",
    ):
        assert broken(f"UPDATE {ENTRY} SET {change} WHERE id IN ({c.entry_id}, {e.entry_id})") == (
            changed
        )
    deleted = f"DELETE FROM {ENTRY} WHERE id = {c.entry_id}"
    assert broken(deleted) == f"Entry {c.entry_id} is missing: seal {c.number} is there."

    unsealed = f"DELETE FROM {SEAL} WHERE number = {c.number}"
    assert broken(deleted, unsealed) == (
        f"Seal {c.number} is missing: {d.number} follows on {b.number}."
    )
    moved_up = f"UPDATE {SEAL} SET number = number - 1 WHERE number > {c.number}"
    assert broken(deleted, unsealed, moved_up) == (
        f"Entry {d.entry_id} or its seal {c.number} is not as it was."
    )
    swap = (
        f"UPDATE {SEAL} SET entry_id = -1 WHERE number = {b.number}",
        f"UPDATE {SEAL} SET entry_id = {b.entry_id} WHERE number = {c.number}",
        f"UPDATE {SEAL} SET entry_id = {c.entry_id} WHERE number = {b.number}",
    )
    assert broken(*swap) == f"Entry {c.entry_id} or its seal {b.number} is not as it was."

    put_between = (
        f"INSERT INTO {ENTRY} (id, at, action, source, what) "
        f"VALUES (-5, '2026-01-01', 'read', '', '')"
    )
    assert broken(put_between) == f"Entry -5 has no seal, but all up to {f.entry_id} had one."
    assert verify() == whole, "nothing of this has stayed"


@pytest.fixture
def locked(transactional_db: None) -> Iterator[None]:
    """As it is everywhere but between two tests."""
    for turn in ("ENABLE", "DISABLE"):
        with connection.cursor() as cursor:
            for table in (ENTRY, SEAL):
                cursor.execute(f"ALTER TABLE {table} {turn} TRIGGER trail_is_not_emptied")
        if turn == "ENABLE":
            yield


@pytest.mark.usefixtures("locked")
def test_a_head_kept_elsewhere_shows_what_was_cut_off_or_rewritten() -> None:
    *_, d, e, f = seal_some()
    head = verify().head
    assert (head.number, head.hash) == (f.number, bytes(f.hash))
    assert Head.read(str(head)) == head

    cut = (
        f"DELETE FROM {SEAL} WHERE number > {d.number}",
        f"DELETE FROM {ENTRY} WHERE id > {d.entry_id}",
    )
    with by_whoever_owns_the_database(), connection.cursor() as cursor:
        for statement in cut:
            cursor.execute(statement)
        assert verify().head.number == d.number, "by itself the rest is a chain"
    assert "is missing" in broken(f"DELETE FROM {ENTRY} WHERE id > {d.entry_id}", kept=head)
    missing = f"Seal {e.number} is missing: the chain went on to {f.number}."
    assert broken(*cut, kept=head) == missing
    assert "has no seal" in broken(cut[0]), "without seals the entries tell"

    other = Head(e.number, bytes(32))
    assert "is not the one that was kept" in broken("SELECT 1", kept=other)
    assert verify(Head(e.number, bytes(e.hash))).head == head, "an earlier head is gone through"

    out = StringIO()
    call_command("verify_trail", head=str(head), stdout=out)
    assert f"{f.number} entries are sealed, 0 wait" in out.getvalue()
    assert str(head) in out.getvalue()
    for wrong in ("x", "5", "5:zz", "5:00", f"-1:{bytes(32).hex()}"):
        with pytest.raises(CommandError, match="1234:0a1b"):
            call_command("verify_trail", head=wrong)
    with pytest.raises(CommandError, match=f"Seal {f.number + 1} is missing"):
        call_command("verify_trail", head=f"{f.number + 4}:{bytes(32).hex()}")


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_waits_breaks_nothing() -> None:
    seal_some(2)
    note(Action.READ, by=None, at=AT)
    assert verify().waiting == 1
    newest = TrailEntry.objects.latest("pk")
    assert not TrailSeal.objects.filter(entry=newest).exists()
