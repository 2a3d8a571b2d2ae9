"""Seals what stands in the trail, a few seconds after it was written, by a chore.

Writers wait for nothing: whatever is committed and has no seal gets the next one. How far nothing
can appear any more is known from PostgreSQL's own numbers of transactions (docs/decisions/0036).
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import structlog
from django.db import connection, models, transaction
from django.db.models.lookups import IsNull

from accounts.models import Sealing, TrailEntry, TrailSeal
from accounts.trail.chain import BEGINNING, COLUMNS, Sealed, seal

log = structlog.get_logger(__name__)
LOCK = 0x5EA1  # PostgreSQL's advisory lock of whoever seals
AGAIN_AFTER = timedelta(seconds=10)
BATCH = 5000  # entries in memory
FURTHER_BATCHES_FOR = 30.0  # seconds; the rest waits for the next job
HEAD_LOGGED_EVERY = 1000  # seals: whoever keeps the logs keeps heads to compare with

ENTRIES, SEALS = TrailEntry._meta.db_table, TrailSeal._meta.db_table
UNSEALED = f"""
    SELECT {COLUMNS} FROM {ENTRIES} AS entry
    WHERE id > %s AND id <= %s
    AND NOT EXISTS (SELECT FROM {SEALS} AS seal WHERE seal.entry_id = entry.id)
    ORDER BY id LIMIT %s
"""  # noqa: S608
NEWEST = f"SELECT coalesce(max(id), 0) FROM {ENTRIES}"  # noqa: S608
TRANSACTIONS = """
    SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint,
        pg_current_xact_id_if_assigned() IS NOT NULL
    FROM pg_current_snapshot() AS now
"""


class OwnTransaction(models.Func):
    """The number of the transaction that asks, NULL while it has written nothing."""

    function = "pg_current_xact_id_if_assigned"
    arity = 0
    output_field = models.TextField()


def due_seals(at: datetime) -> models.QuerySet[Sealing]:
    """The one row, if there are entries to seal which nobody could take back any more."""
    Sealing.objects.bulk_create([Sealing(pk=1, next_at=at)], ignore_conflicts=True)
    newer = TrailEntry.objects.filter(pk__gt=models.OuterRef("below"))
    over = IsNull(OwnTransaction(), True)
    return Sealing.objects.filter(over, models.Exists(newer), next_at__lte=at)


@transaction.atomic
def seal_entries(pk: int, at: datetime) -> None:
    """Seals all there is, unless another machine does so, or this transaction has written already.

    All in one transaction: a job that is killed half way has sealed nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        (alone,) = cursor.fetchone()
        cursor.execute(NEWEST)  # first: what has a smaller id was begun before this is asked
        (newest,) = cursor.fetchone()
        cursor.execute(TRANSACTIONS)
        oldest_open, next_transaction, has_written = cursor.fetchone()
    if not alone or has_written:
        return
    mine = Sealing.objects.get(pk=pk)
    ends = time.monotonic() + FURTHER_BATCHES_FOR
    while _seal_some(mine.below, newest) == BATCH:
        if time.monotonic() > ends:
            break
    else:
        mine.look_further(newest, oldest_open, next_transaction)
        mine.next_at = at + AGAIN_AFTER
    mine.save(update_fields=["next_at", "below", "seen", "seen_transaction"])


def _seal_some(below: int, newest: int) -> int:
    """How many entries got a seal, up to a batch of them."""
    last = TrailSeal.objects.order_by("-number").first()
    number, head = (last.number, bytes(last.hash)) if last else (0, BEGINNING)
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED, [below, newest, BATCH])
        entries = [Sealed(*row) for row in cursor.fetchall()]
    seals = []
    for entry in entries:
        number, head = number + 1, seal(head, entry)
        seals.append(TrailSeal(number=number, entry_id=entry.id, hash=head))
        if number % HEAD_LOGGED_EVERY == 0:
            log.info("trail sealed", head=f"{number}:{head.hex()}")
    TrailSeal.objects.bulk_create(seals)
    return len(seals)
