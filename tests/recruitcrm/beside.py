"""Processes of ours that run beside a test, on its servers, and end with it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

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


def eventually(holds: Callable[[], object], within: float = 30) -> bool:
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
