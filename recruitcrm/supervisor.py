"""What `make run` keeps alive: our own PostgreSQL and Redis, web server, worker and ticker."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import IO

from recruitcrm.embedded import Server, ServerRefused, die_with_parent, farewell_from_parent

MARK = "RECRUITCRM_RUN"  # in the environment of all we start, so that a later run knows them
ENDS_WITHIN = 10.0  # seconds a child gets to finish what it is at
TOO_SHORT = 5.0  # seconds; a child that lives no longer has failed to start
TRIES = 3
ENDING = "ending"
LONGEST_LOG = 10 * 1024 * 1024  # bytes


class CannotRun(Exception):
    """The run cannot go on; the text says why and what to do."""


class Ended(BaseException):
    """Somebody asked us to end."""


def say(text: str) -> None:
    with contextlib.suppress(OSError):  # the terminal may have been closed
        sys.stdout.write(f"  {text}\n")
        sys.stdout.flush()


def end_when_asked(lock: IO[str]) -> None:
    """Ctrl-C, a closed terminal and `kill` raise `Ended`, once; what comes later is not heard."""

    def raise_once(number: int, frame: FrameType | None) -> None:
        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(asked, signal.SIG_IGN)
        write_down(lock, ENDING)
        raise Ended

    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, raise_once)
    if "MAKELEVEL" in os.environ:  # when make is killed, so are we asked to end
        farewell_from_parent(signal.SIGTERM)


def write_down(lock: IO[str], words: str) -> None:
    """Tell whoever finds the lock taken what we are at."""
    lock.seek(0)
    lock.truncate()
    lock.write(words)
    lock.flush()


@contextlib.contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, and end what a killed run in it left behind."""
    try:
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        lock = (folder / "run.lock").open("a+")
    except PermissionError:
        raise CannotRun(
            f"{folder} belongs to another user. Start as that user, or move it away."
        ) from None
    with lock:
        take(lock)
        write_down(lock, f"process {os.getpid()}")
        end_when_asked(lock)
        os.environ[MARK] = str(folder)
        end_marked(str(folder))
        try:
            yield
        finally:
            end_marked(str(folder))


def take(lock: IO[str]) -> None:
    """Lock the file; a run that is just ending is waited for."""
    deadline = time.monotonic() + 2 * ENDS_WITHIN
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read()
        if holder != ENDING or time.monotonic() > deadline:
            raise CannotRun(
                f"This folder already runs ({holder or 'starting'}). End that run first."
            )
        time.sleep(0.1)


def marked(mark: str) -> list[int]:
    """Other processes that were started with this mark."""
    wanted = f"{MARK}={mark}"
    if sys.platform == "linux":
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                with contextlib.suppress(OSError):
                    if wanted.encode() in (entry / "environ").read_bytes().split(b"\0"):
                        found.append(int(entry.name))
        return found
    listing = subprocess.run(
        ["ps", "-axwwE", "-o", "pid=,command="], capture_output=True, text=True
    ).stdout
    lines = [line.split(None, 1) for line in listing.splitlines() if f" {wanted}" in line]
    return [int(line[0]) for line in lines if int(line[0]) != os.getpid()]


def end_marked(mark: str) -> None:
    for farewell in (signal.SIGTERM, signal.SIGKILL):
        for number in marked(mark):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(number, farewell)
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline:
            if not marked(mark):
                return
            time.sleep(0.05)


def see_that_port_is_free(host: str, port: int) -> None:
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[
            0
        ]
        with socket.socket(family, kind, number) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CannotRun(
            f"Port {port} on {host} cannot be used ({error.strerror}). "
            f"Choose another one:  make run PORT={port + 1}"
        ) from None


class Child:
    """One of our processes, in a process group of its own, with its log."""

    def __init__(self, name: str, command: list[str], logs: Path) -> None:
        self.name, self.command, self.log = name, command, logs / f"{name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at, self.short_lives = 0.0, 0

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            shutil.move(self.log, self.log.with_suffix(".old.log"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,  # Ctrl-C is ours to pass on
                preexec_fn=die_with_parent(signal.SIGTERM),
            )
        self.started_at = time.monotonic()

    def see_to(self) -> None:
        """Start it again if it has ended; CannotRun if it keeps ending."""
        if self.process is None or self.process.poll() is None:
            return
        if time.monotonic() - self.started_at < TOO_SHORT:
            self.short_lives += 1
        else:
            self.short_lives = 0
        if self.short_lives == TRIES:
            last = self.log.read_text(errors="replace").splitlines()[-15:]
            raise CannotRun(
                "\n".join([f"The {self.name} process does not start ({self.log}):", *last])
            )
        say(f"the {self.name} process ended ({self.process.returncode}); starting it again")
        self.end_group()  # its own children would keep the port
        self.start()

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def see_it_end(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.end_group()
            self.process.wait()

    def end_group(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def start_server(server: Server) -> None:
    try:
        server.start()
    except ServerRefused as refusal:
        raise CannotRun(str(refusal)) from None


@contextlib.contextmanager
def running(servers: list[Server]) -> Iterator[None]:
    """Our own servers run inside this block, and end with it in the opposite order."""
    with contextlib.ExitStack() as stack:
        for server in servers:
            say(f"starting {server.title}")
            stack.callback(server.stop)
            start_server(server)
        yield


def keep_alive(children: list[Child], servers: list[Server], ready: Callable[[], None]) -> None:
    """Start the children, call `ready` when the web server answers, stay until `Ended`."""
    announced = False
    try:
        for child in children:
            child.start()
        while True:
            for server in servers:
                if server.process is not None and server.process.poll() is not None:
                    say(f"{server.title} ended; starting it again")
                    server.stop()
                    start_server(server)
            for child in children:
                child.see_to()
            if not announced and answers():
                ready()
                announced = True
            time.sleep(0.5 if announced else 0.1)
    finally:
        for child in reversed(children):
            child.ask_to_end()
        deadline = time.monotonic() + ENDS_WITHIN
        for child in reversed(children):
            child.see_it_end(deadline)


def answers() -> bool:
    """Whether the web server says that it is well."""
    from recruitcrm.health import asks_itself

    try:
        with urllib.request.urlopen(asks_itself(), timeout=5) as response:  # noqa: S310
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError):
        return False
