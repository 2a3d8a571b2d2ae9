"""Whether a process of ours can work: asked by the supervisor, a load balancer and compose."""

from __future__ import annotations

import os
from urllib.parse import urlsplit
from urllib.request import Request

import django_rq
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import RedisError

from accounts.access import ANYONE, open_to


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


@open_to(ANYONE)
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """503 without the database. Without Redis the pages work, so that is said but is no failure."""
    well = database_answers()
    told = {"database": well, "redis": redis_answers()}
    return JsonResponse(told, status=200 if well else 503)


def asks_itself() -> Request:
    """The question to the web server of this machine, under the name people use."""
    port = os.environ.get("PORT", "8000")
    host = urlsplit(settings.BASE_URL).netloc
    return Request(f"http://127.0.0.1:{port}/health/", headers={"Host": host})
