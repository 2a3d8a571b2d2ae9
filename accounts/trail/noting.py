"""What PostgreSQL cannot see by itself, written into the trail: sign-ins, readings, exports."""

from __future__ import annotations

import json
from datetime import datetime
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.http import HttpRequest

from accounts.models import Action, TrailEntry, User

# The transaction has its number before the entry has its id: what lets the sealing know which
# entries can still appear (accounts/trail/sealing.py).
INSERT = f"""
    INSERT INTO {TrailEntry._meta.db_table} (at, by_id, address, action, source, what, row, facts)
    SELECT %s, %s, %s::inet, %s, %s, %s, %s, %s::jsonb
    FROM (SELECT pg_current_xact_id() AS number OFFSET 0) AS transaction
    WHERE transaction.number IS NOT NULL
"""  # noqa: S608


def note(
    action: Action,
    *,
    by: User | None,
    at: datetime,
    about: models.Model | None = None,
    address: str = "",
    source: str = "",
    **facts: Any,
) -> None:
    """One entry about something that is no change of a row.

    ``about``: what was read, exported or meant; ``source``: the view, chore or command. Facts are
    ids, numbers, dates, booleans and choices; never a name, an address or a text.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            [
                at,
                by.pk if by else None,
                address or None,
                Action(action).value,
                source,
                about._meta.label_lower if about else "",
                about.pk if about else None,
                json.dumps(facts, cls=DjangoJSONEncoder),
            ],
        )


def request_address(request: HttpRequest) -> str:
    """Where a request came from; empty where that cannot be told.

    What proxies say is believed of as many of them as ``TRUSTED_PROXIES`` says there are.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if proxies := settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        said = hops[-min(proxies, len(hops))] or said
    try:
        return str(ip_address(said.strip()))
    except ValueError:
        return ""
