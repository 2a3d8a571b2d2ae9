"""Asked at every start: the portal's role can see nothing but the wall, and the wall stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import structlog
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection

from portal.wall import building, role

log = structlog.get_logger(__name__)
HINT = "See “The role in whose name the portal reads” in docs/how-to/production.md."


@register(Tags.database)
def nothing_passes_the_wall(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> Iterable[CheckMessage]:
    """With ``manage.py check --database default``, and before the tables are migrated."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    return [Error(fault, hint=HINT, id="portal.E001") for fault in role.faults()]


def refuse_without_wall() -> None:
    """Before the web server serves anybody. Raises ``ImproperlyConfigured``.

    A wall that is older than the code shows less, or nothing, and waits for ``migrate``; so does
    a database that is away, which is asked by whoever reads.
    """
    try:
        if found := role.faults():
            raise ImproperlyConfigured(" ".join([*found, HINT]))
        if not building.is_standing():
            log.error("portal_wall_is_not_built", hint="run manage.py migrate")
    except OperationalError:
        log.warning("portal_wall_is_not_checked", why="the database is away")
    finally:
        connection.close()  # gunicorn forks behind this
