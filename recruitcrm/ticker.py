"""The ticker: once a second one of its copies, the leader, rings for whatever is due."""

from __future__ import annotations

import time
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from django.db import connection
from django.utils import timezone
from rq import Queue

from mailings.models import Heartbeat
from mailings.models.heartbeat import TICKER
from recruitcrm.chores import tick
from recruitcrm.queue import is_full, ring_on, the_queue

log = structlog.get_logger(__name__)
LEADERSHIP = 0x7469636B  # the number of the advisory lock: "tick"
# A leader asks something each second. One whose machine sleeps or has vanished looks alive to
# PostgreSQL for hours; silent for so long, it loses its session, and with it the lock.
SILENT_AT_MOST = "30s"


class Ticker:
    """Survives PostgreSQL and Redis going away: whatever fails is tried again a second later."""

    def __init__(self) -> None:
        self.queue: Queue = the_queue()
        self.session: Any = None  # the connection on which the lock is held

    def run(self) -> None:
        well = True
        while True:
            try:
                self.tick_if_leading(timezone.now())
                if not well:
                    log.info("ticker_recovered")
                well = True
            except Exception as error:
                if well:
                    log.exception("tick_failed", error=type(error).__name__)
                well = False
                connection.close()
            time.sleep(1)

    def tick_if_leading(self, at: datetime) -> dict[str, int] | None:
        """One tick, or None when another copy leads."""
        if not self.leads():
            return None
        rung = {} if is_full(self.queue) else tick(at, ring=partial(ring_on, self.queue))
        Heartbeat.objects.beat(TICKER, at=at)
        return rung

    def leads(self) -> bool:
        """Whether this copy holds the lock, which PostgreSQL ties to the connection."""
        connection.ensure_connection()
        if self.session is not connection.connection:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [LEADERSHIP])
                (got_it,) = cursor.fetchone()
                if got_it:
                    for limit in ("idle_session_timeout", "idle_in_transaction_session_timeout"):
                        cursor.execute(f"SET {limit} = %s", [SILENT_AT_MOST])
            self.session = connection.connection if got_it else None
        return self.session is not None
