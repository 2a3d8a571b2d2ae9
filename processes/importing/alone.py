"""One import at a time: two of the same tables would both find their rows new."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error, connection

LOCK = 7_070_001  # of PostgreSQL's advisory locks


def wait_for_others() -> None:
    """Until this transaction ends no other import takes in anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@contextmanager
def alone() -> Iterator[bool]:
    """Whether nobody else imports at this moment; if so, nobody will inside. It goes with us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        (got_it,) = cursor.fetchone()
    try:
        yield got_it
    finally:
        if got_it and connection.connection is not None:
            # Where the connection is of no use any more, the lock ends with it.
            with suppress(Error), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
