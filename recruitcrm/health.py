"""Whether a process of ours can work: asked by the supervisor, a load balancer and compose."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request

import django_rq
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Min
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import RedisError

from accounts.access import ANYONE, open_to
from mailings.models import Heartbeat, Letter, MailHold
from mailings.models.heartbeat import SILENT, TICKER
from processes.models import Report
from recruitcrm.queue import the_queue

# Due for longer than this, something is behind: a tick comes every second.
BEHIND = {
    "oldest_due_report": timedelta(minutes=30),
    "oldest_waiting_letter": timedelta(minutes=30),
}


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def redis_answers() -> bool:
    try:
        return bool(django_rq.get_connection().ping())
    except RedisError:
        return False


def queue_length() -> int | None:
    """Jobs that wait for a worker; None when Redis does not answer."""
    try:
        return the_queue().count
    except RedisError:
        return None


def ages(at: datetime) -> dict[str, float | None]:
    """In seconds: since the last beat, and for how long the oldest report and letter are due."""
    waiting = Letter.objects.free_to_go().filter(send_at__lte=at)
    reports = Report.objects.overdue(at)
    moments = {
        "heartbeat": Heartbeat.objects.last_of(TICKER),
        "oldest_due_report": reports.aggregate(first=Min("send_at"))["first"],
        "oldest_waiting_letter": waiting.aggregate(first=Min("send_at"))["first"],
    }
    return {
        name: round((at - moment).total_seconds(), 1) if moment else None
        for name, moment in moments.items()
    }


def troubles(told: dict[str, Any]) -> list[str]:
    """What a person should look at: parts that are away, silent or behind."""
    away = [name for name in ("database", "redis") if not told[name]]
    if not told["database"]:
        return away
    beat = told["heartbeat"]
    silent = ["heartbeat"] if beat is None or beat > SILENT.total_seconds() else []
    behind = [name for name, limit in BEHIND.items() if (told[name] or 0) > limit.total_seconds()]
    return [*away, *silent, *behind, *(["mail_held"] if told["mail_held"] else [])]


@open_to(ANYONE)
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For a load balancer and for a monitor: counts and ages in seconds, no names.

    503 without the database, and only then: the rest says `trouble`, but the pages work.
    """
    well = database_answers()
    told: dict[str, Any] = {"database": well, "redis": redis_answers()}
    told["queue"] = queue_length() if told["redis"] else None
    if well:
        told |= ages(timezone.now())
        told["mail_held"] = MailHold.objects.current() is not None
    return JsonResponse(told | {"trouble": troubles(told)}, status=200 if well else 503)


def asks_itself() -> Request:
    """The question to the web server of this machine, under the name people use."""
    port = os.environ.get("PORT", "8000")
    host = urlsplit(settings.BASE_URL).netloc
    return Request(f"http://127.0.0.1:{port}/health/", headers={"Host": host})
