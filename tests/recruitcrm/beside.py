"""Processes of ours that run beside a test, on its servers, and end with it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection

from tests.mail_server import MailServer

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(environment: dict[str, str], mail_server: MailServer) -> Iterator[Start]:
    """Starts `manage.py …` beside the test, and ends it with the test."""
    started: list[subprocess.Popen[bytes]] = []
    port = mail_server.controller.port

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env={**environment, "EMAIL_URL": f"smtp://127.0.0.1:{port}"},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
    end_what_they_were_at()


def end_what_they_were_at() -> None:
    """PostgreSQL may still be at a statement of whoever was killed; tables are emptied next."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def eventually(holds: Callable[[], object], within: float = 30) -> bool:
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
