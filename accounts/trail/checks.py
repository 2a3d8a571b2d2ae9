"""Asked at every start of the web server: are changes recorded, and is the trail locked?"""

from __future__ import annotations

import structlog
from django.db import DatabaseError, OperationalError, connection

from accounts.trail import triggers

log = structlog.get_logger(__name__)


def tell_if_unrecorded() -> None:
    """Says so in the log, and lets people work: what is missing is made by `migrate`."""
    try:
        if wrong := triggers.differences():
            log.error("trail_is_not_recorded", differs=wrong, hint="run manage.py migrate")
    except OperationalError:
        log.warning("trail_is_not_checked", why="the database is away")
    except DatabaseError:
        log.error("trail_is_not_recorded", hint="run manage.py migrate")
    finally:
        connection.close()  # gunicorn forks behind this
