"""A site to measure on: servers of its own, workers and a ticker, gone afterwards."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from recruitcrm.embedded import PostgreSQL, Redis, die_with_parent

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 3600.0  # seconds


@contextmanager
def a_site() -> Iterator[dict[str, str]]:
    """Servers of its own; what a process needs to find them."""
    folder = Path(tempfile.mkdtemp(prefix="rbench-"))
    folder.chmod(0o711)  # as root, PostgreSQL's user passes through
    try:
        with PostgreSQL(folder / "p") as database, Redis(folder / "r") as bell:
            yield {
                "DATABASE_URL": database.url,  # type: ignore[attr-defined]
                "REDIS_URL": bell.url,  # type: ignore[attr-defined]
                "VAR_DIR": str(folder / "var"),
                "EMAIL_URL": "",
                "DEMO": "no",
                "DJANGO_SETTINGS_MODULE": "recruitcrm.settings",
            }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def at_work(workers: int) -> Iterator[list[int]]:
    """A ticker and so many workers, warm; their process numbers, the ticker's not among them."""
    from rq import Worker

    from recruitcrm.queue import the_queue

    commands = [["work"]] * workers + [["ticker"]]
    crew = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, str(ROOT / "manage.py"), *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )
        for command in commands
    ]
    try:
        queue = the_queue()
        wait_until(lambda: len(Worker.all(queue=queue)) == workers, what="the workers are there")
        yield [process.pid for process in crew[:workers]]
    finally:
        for process in crew:
            process.terminate()
        for process in crew:
            process.wait(timeout=60)
        queue.connection.flushall()


def wait_until(happened: Callable[[], Any], *, what: str) -> None:
    began = time.monotonic()
    while not happened():
        if time.monotonic() - began > PATIENCE:
            raise TimeoutError(f"Not within {PATIENCE:.0f} seconds: {what}.")
        time.sleep(0.1)
    say(f"{what}, {time.monotonic() - began:.1f} s")


def say(text: str) -> None:
    sys.stderr.write(f"  {text}\n")
