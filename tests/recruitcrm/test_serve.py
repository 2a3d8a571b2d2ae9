"""`manage.py serve` for real: it starts everything, ends everything, and survives being killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recruitcrm.embedded import processes_in
from recruitcrm.supervisor import marked

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 180  # seconds; the machine may be busy with other tests


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Run:
    """One `manage.py serve` in a folder of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(folder),
                "VAR_DIR": str(folder),
                "PORT": str(port),
                "DEMO": "no",
                "WEB_WORKERS": "1",
                # Neither a developer's .env nor CI's servers are meant.
                **dict.fromkeys(("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "BASE_URL"), ""),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def until(self, words: str) -> None:
        assert self.process.stdout is not None
        deadline = time.monotonic() + READY_WITHIN
        while words not in self.said and time.monotonic() < deadline:
            line = self.process.stdout.readline()
            if not line and self.process.poll() is not None:
                break
            self.said += line
        assert words in self.said

    def to_the_end(self) -> str:
        self.said += self.process.communicate(timeout=READY_WITHIN)[0]
        return self.said

    def leftovers(self) -> list[int]:
        return [
            *marked(str(self.folder)),
            *processes_in(self.folder / "postgres" / "data"),
            *processes_in(self.folder / "redis" / "data"),
        ]


@pytest.fixture
def serve(scratch: Path) -> Iterator[Callable[..., Run]]:
    folder = scratch / "s"
    folder.mkdir(mode=0o711, exist_ok=True)
    runs: list[Run] = []

    def start(port: int | None = None) -> Run:
        runs.append(Run(folder, port or free_port()))
        return runs[-1]

    yield start
    for run in runs:
        run.process.send_signal(signal.SIGINT)
        run.process.communicate(timeout=READY_WITHIN)


def asked(run: Run, path: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{run.port}{path}", timeout=30) as response:
        return int(response.status)


def test_it_starts_everything_and_ctrl_c_ends_everything(serve):
    run = serve()
    run.until("ready in")
    assert f"http://127.0.0.1:{run.port}/" in run.said
    assert asked(run, "/account/login/") == 200
    run.process.send_signal(signal.SIGINT)
    run.to_the_end()
    assert run.process.returncode == 0
    assert run.leftovers() == []


def test_a_killed_run_does_not_stop_the_next_one_and_a_second_run_is_refused(serve):
    first = serve()
    first.until("ready in")
    first.process.kill()
    first.process.wait()
    second = serve(first.port)
    second.until("ready in")
    third = serve()
    assert "already runs" in third.to_the_end()
    assert third.process.returncode == 1
    assert asked(second, "/health/") == 200


def test_a_web_server_that_dies_is_started_again(serve):
    run = serve()
    run.until("ready in")
    web = [
        number
        for number in marked(str(run.folder))
        if b"gunicorn" in Path(f"/proc/{number}/cmdline").read_bytes()
    ]
    os.kill(min(web), signal.SIGKILL)
    run.until("starting it again")
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        try:
            assert asked(run, "/health/") == 200
            break
        except OSError:
            time.sleep(0.1)
    else:
        pytest.fail("the web server did not come back")


def test_a_taken_port_is_named_together_with_the_way_out(serve):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = serve(port)
        said = run.to_the_end()
    assert run.process.returncode == 1
    assert f"Port {port}" in said
    assert f"make run PORT={port + 1}" in said
