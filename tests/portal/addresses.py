"""Every address that a client's contact can open, by asking the resolver."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.access import opened_to
from accounts.models import Role, User
from clients.calendar_address import address_of
from processes.models import Assignment, Presentation, Report, ScheduleVersion, SharedDocument

# What a number in an address stands for, by the word before it.
ROWS: dict[str, type[Model]] = {
    "assignments": Assignment,
    "documents": SharedDocument,
    "passkeys": Authenticator,
    "presentations": Presentation,
    "reports": Report,
    "schedules": ScheduleVersion,
}


def routes(patterns: list[URLPattern | URLResolver], path: str = "") -> Iterator[str]:
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, here)
        elif Role.CLIENT in (opened_to(pattern.callback) or ()) or pattern.name == "calendar_feed":
            yield here


def portal_addresses(reader: User) -> list[str]:
    """With every row of its kind in the place of a number, whosever it is."""
    found = []
    token = address_of(reader.contact).rpartition("/")[2].removesuffix(".ics")
    for route in routes(get_resolver().url_patterns):
        route = route.replace("<str:token>", token)
        word = re.search(r"(\w+)/<int:pk>", route)
        if word is None:
            assert "<" not in route, f"say what stands for the parts of {route}"
            found.append(f"/{route}")
            continue
        keys = ROWS[word.group(1)]._base_manager.order_by("pk").values_list("pk", flat=True)
        found += [f"/{route.replace('<int:pk>', str(pk))}" for pk in keys]
    return found
