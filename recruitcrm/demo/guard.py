"""The demo and real work stay apart: neither begins in the database of the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection

from accounts.models import User
from candidates.models import Candidate
from clients.models import Client
from recruitcrm.demo import PASSWORD, SIGN_INS

OPEN_TO_EVERYBODY = (
    "People of the demo agency can sign in here with the password that everybody knows. "
    "Begin with an empty database, and run manage.py first_admin."
)


def why_no_demo() -> str:
    """What stands against loading the demo agency here; empty where nothing does."""
    if settings.PRODUCTION:
        return "This is a production server; the demo agency stays out of it."
    if User.objects.exists() or Client.objects.exists() or Candidate.objects.exists():
        return "This database holds somebody's data already."
    return ""


def is_open_to_everybody() -> bool:
    """Whether anybody here has a password that stands in the source of the demo."""
    known = User.objects.filter(is_active=True, email__in=[row[0] for row in SIGN_INS])
    return any(user.check_password(PASSWORD) for user in known)


@register(Tags.database)
def no_demo_in_production(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> Iterable[CheckMessage]:
    """With ``manage.py check --database default``; before the first migration nobody is there."""
    if not settings.PRODUCTION or DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    if User._meta.db_table not in connection.introspection.table_names():
        return []
    return [Error(OPEN_TO_EVERYBODY, id="recruitcrm.E001")] if is_open_to_everybody() else []


def refuse_demo_in_production() -> None:
    """Before the web server serves anybody. Raises ``ImproperlyConfigured``.

    Before gunicorn forks, the connection has to be closed.
    """
    if not settings.PRODUCTION:
        return
    try:
        if is_open_to_everybody():
            raise ImproperlyConfigured(OPEN_TO_EVERYBODY)
    except DatabaseError:
        return  # away, or not migrated yet: nobody signs in either
