"""Every page of the product on the data that is there: numbers of queries, milliseconds, weight."""

from __future__ import annotations

import gzip
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Count
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.access import CLIENT_CONTACTS, opened_to
from accounts.models import Role, User
from candidates.models import Candidate, Document
from clients.models import Client, Contact
from mailings.models import Letter
from processes.models import (
    Assignment,
    Candidacy,
    FollowUp,
    Meeting,
    Obstacle,
    PlannedActivity,
    Report,
)

# What a number in an address stands for, by the word before it: the fullest row there is.
FULLEST: dict[str, tuple[type[models.Model], str]] = {
    "assignments": (Assignment, "candidacies"),
    "candidacies": (Candidacy, "events"),
    "candidates": (Candidate, "events"),
    "clients": (Client, "events"),
    "contacts": (Contact, "events"),
    "documents": (Document, ""),
    "meetings": (Meeting, ""),
    "obstacles": (Obstacle, ""),
    "activities": (PlannedActivity, ""),
    "follow-ups": (FollowUp, ""),
    "reports": (Report, ""),
    "mailbox": (Letter, ""),
    "people": (User, ""),
}


@dataclass(frozen=True)
class Measured:
    """``kilobytes`` as they go over the line, compressed; times in milliseconds."""

    path: str
    name: str
    queries: int
    p50: float
    p95: float
    kilobytes: float


def measure(requests: int) -> Iterator[Measured]:
    """Each page that somebody can open with GET, opened by a recruiter, an admin or a contact."""
    browsers: dict[Role, Browser] = {}
    for role in (Role.RECRUITER, Role.ADMIN, Role.CLIENT):
        if user := busiest(role):
            browsers[role] = Browser()
            browsers[role].force_login(user)
    for route, pattern in sorted(addresses(), key=lambda pair: pair[0]):
        path = filled_in(route)
        browser = browsers.get(role_for(pattern))
        if path is None or browser is None:
            continue
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(path)
        number = len(queries)  # the next request empties the list
        if answer.status_code != 200:
            continue
        content = b"".join(answer) if answer.streaming else answer.content
        times = sorted(timed(browser, path) for _request in range(requests))
        yield Measured(
            path,
            pattern.name or "",
            number,
            statistics.median(times),
            times[min(round(len(times) * 0.95), len(times) - 1)],
            len(gzip.compress(content)) / 1024,
        )


def timed(browser: Browser, path: str) -> float:
    began = time.perf_counter()
    browser.get(path)
    return (time.perf_counter() - began) * 1000


def busiest(role: Role) -> User | None:
    people = User.objects.filter(role=role, is_active=True)
    people = people.annotate(words=Count("follow_ups"), roles=Count("contact__assignments"))
    user: User | None = people.order_by("-words", "-roles", "pk").first()
    return user


def role_for(pattern: URLPattern) -> Role:
    roles = opened_to(pattern.callback) or frozenset()
    if roles == CLIENT_CONTACTS:
        return Role.CLIENT
    return Role.RECRUITER if Role.RECRUITER in roles or not roles else Role.ADMIN


def addresses(
    patterns: list[Any] | None = None, before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield route, pattern


def filled_in(route: str) -> str | None:
    """The address with the number of the fullest row in it; None where there is no such row."""
    if route.startswith("^") or "account/" in route:
        return None
    parts = ("/" + route).split("/")
    for place, part in enumerate(parts):
        if part.startswith("<int:"):
            number = fullest(parts, place)
            if number is None:
                return None
            parts[place] = str(number)
    return "/".join(parts)


def fullest(parts: list[str], place: int) -> int | None:
    known = [word for word in reversed(parts[:place]) if word in FULLEST]
    if not known:
        return None
    model, full_of = FULLEST[known[0]]
    rows = model._default_manager.all()
    if model is Report:
        rows = rows.filter(sent_at__isnull=False)
    if parts[1] == "portal":
        in_portal = {"ordered_by__user": None, "decider__user": None}
        rows = rows.filter(sent_at__isnull=False) if model is Report else rows
        rows = rows.exclude(**in_portal) if model is Assignment else rows
    if full_of:
        rows = rows.annotate(full=Count(full_of)).order_by("-full", "pk")
    row = rows.first()
    return row.pk if row else None


def as_table(rows: list[Measured]) -> str:
    """Markdown, one line a page."""
    lines = ["| page | queries | p50 ms | p95 ms | KB |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| `{row.path}` | {row.queries} | {row.p50:.0f} | {row.p95:.0f} | {row.kilobytes:.1f} |"
        for row in rows
    ]
    return "\n".join(lines)
