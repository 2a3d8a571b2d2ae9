"""Tells PostgreSQL who acts, so that its triggers can write it into the trail.

Said once around a request or a job, by the driver's own cursor: it is no query of the page. Should
the connection break and be opened again meanwhile, it is said again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper

SAY = (
    "SELECT set_config('recruitcrm.actor', %s, false), "
    "set_config('recruitcrm.address', %s, false), set_config('recruitcrm.source', %s, false)"
)
LONGEST = 64  # letters of a source


class Acting(NamedTuple):
    """Texts as PostgreSQL is told them; empty where there is nobody, or nothing to say."""

    by: str = ""
    address: str = ""
    source: str = ""


NOBODY = Acting()
_now: ContextVar[Acting] = ContextVar("acting", default=NOBODY)


@contextmanager
def acting(*, by: int | None = None, address: str = "", source: str = "") -> Iterator[None]:
    """Whatever is changed inside is changed by this person, from this address, through this."""
    before = _now.get()
    token = _now.set(Acting(str(by or ""), address, source[:LONGEST]))
    try:
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        _say(connection, _now.get())
        yield
    finally:
        _now.reset(token)
        _say_again(before)


def _say(to: BaseDatabaseWrapper, who: Acting) -> None:
    with to.wrap_database_errors, to.connection.cursor() as cursor:
        cursor.execute(SAY, who)


def _say_again(who: Acting) -> None:
    """Afterwards; a connection that cannot be told is closed rather than used for somebody else."""
    if connection.connection is None:
        return
    try:
        _say(connection, who)
    except Error:
        if not connection.in_atomic_block:  # else what was said inside is undone with it
            with suppress(Error):
                connection.close()


def say_to_new(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """A connection that is opened in the middle learns who acts.

    It is called by Django's `connection_created`: nothing else knows when that happens.
    """
    if (who := _now.get()) != NOBODY:
        _say(connection, who)
