"""The migrated, empty database of the tests: made once for these migrations, then copied."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from recruitcrm.embedded import PostgreSQL

PROJECT = Path(__file__).parents[1]
KEPT = PROJECT / "var" / "tests"
NAME = "test_recruitcrm"  # as Django calls it


def put_into(server: PostgreSQL) -> None:
    """Gives a server that was never started the data of one that has been migrated."""
    with _alone():
        ready = KEPT / f"database-{mark()}"
        if not ready.exists():
            _make(ready, server)
        server.home.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", str(ready), str(server.data)], check=True)


def mark() -> str:
    """What the prepared database depends on: other migrations, other packages, another one."""
    said = hashlib.sha256(sys.version.encode())
    about = sorted(PROJECT.glob("*/migrations/0*.py"))
    for path in [*about, PROJECT / "requirements" / "development.txt"]:
        said.update(str(path.relative_to(PROJECT)).encode())
        said.update(path.read_bytes())
    return said.hexdigest()[:16]


def _make(ready: Path, like: PostgreSQL) -> None:
    """A server is started beside the one that needs it, migrated, and stopped in good order."""
    maker = PostgreSQL(like.home.with_name("m"), for_tests=True)
    maker.farewell = signal.SIGINT  # in good order: its files are copied
    maker.start()
    try:
        about = {"user": "recruitcrm", "host": str(maker.socket)}
        connection = psycopg2.connect(dbname="postgres", **about)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {NAME}")
        connection.close()
        address = f"postgres://recruitcrm@/{NAME}?host={maker.socket}"
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v", "0"],
            cwd=PROJECT,
            env={**os.environ, "DATABASE_URL": address, "TESTING": "yes"},
            check=True,
        )
    finally:
        maker.stop()
    for older in KEPT.glob("database-*"):
        shutil.rmtree(older)
    half = ready.with_name("half")
    shutil.rmtree(half, ignore_errors=True)
    subprocess.run(["cp", "-a", str(maker.data), str(half)], check=True)
    half.rename(ready)
    shutil.rmtree(maker.home)


@contextmanager
def _alone() -> Iterator[None]:
    """Of several workers that come at once, the first makes it and the others wait for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
