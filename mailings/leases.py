"""Leases: whoever claims a row has it to itself for a while, and loses it by being late.

A claim raises the row's attempt number, which is the holder's token. Directly before an effect
that cannot be undone the holder compares it again, so one who was away too long does nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models, transaction


class Leased(models.Model):
    """A row that waits: `try_after` is lease and back-off, `ring_after` quietens the bell."""

    try_after = models.DateTimeField()
    ring_after = models.DateTimeField()
    attempt = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Leased)


def claim(rows: models.QuerySet[Row], pk: int, *, at: datetime, lease: timedelta) -> Row | None:
    """The row with a new token, ours until `at` + `lease`; None while somebody else holds it.

    `rows` are those that still wait. Commits before it returns, unless called in a transaction.
    """
    with transaction.atomic():
        free = rows.filter(pk=pk, try_after__lte=at)
        row = free.select_for_update(skip_locked=True, of=("self",)).first()
        if row is None:
            return None
        row.attempt += 1
        row.try_after = at + lease
        row.save(update_fields=["attempt", "try_after"])
    return row


def still_held(rows: models.QuerySet[Row], row: Row) -> models.QuerySet[Row]:
    """The row, if it still waits and nobody has claimed it since; for an update or a lock."""
    return rows.filter(pk=row.pk, attempt=row.attempt)
