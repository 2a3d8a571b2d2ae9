"""One server in one folder: how it is locked, started, ended, and found after a killed run."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

NAME = "recruitcrm"  # the database, and the role that owns it
LONGEST_SOCKET_PATH = 100  # bytes; Linux allows 107, macOS 103
READY_WITHIN = 60.0  # seconds; a crash recovery may come first
STOPPED_WITHIN = 30.0  # seconds
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
PR_SET_PDEATHSIG = 1


class ServerRefused(Exception):
    """An embedded server cannot be started; the text says why and what to do."""


def socket_folder(home: Path) -> Path:
    """Where the server of `home` keeps its socket: below it, unless that path is too long."""
    folder = home / "socket"
    if len(os.fsencode(folder / ".s.PGSQL.5432")) < LONGEST_SOCKET_PATH:
        return folder
    return Path("/tmp") / f"{NAME}-{hashlib.sha256(os.fsencode(home)).hexdigest()[:12]}"  # noqa: S108


def farewell_from_parent(farewell: signal.Signals) -> None:
    """Where the kernel can: send us `farewell` when the process that started us is gone."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, int(farewell))


def die_with_parent(farewell: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: the child gets `farewell` when we are gone, however we went."""
    parent = os.getpid()

    def ask_the_kernel() -> None:
        farewell_from_parent(farewell)
        if os.getppid() != parent:
            os._exit(1)

    return ask_the_kernel


class Server(ABC):
    """One server in one folder: `lock`, `log`, `data/` and `socket/`; a second start is refused."""

    title: str
    farewell = signal.SIGTERM
    hurry = signal.SIGKILL

    def __init__(self, home: Path) -> None:
        self.home = home.absolute()
        self.socket = socket_folder(self.home)
        self.user = pwd.getpwuid(os.getuid())
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None

    @property
    def data(self) -> Path:
        return self.home.resolve() / "data"

    def start(self) -> None:
        """Lock the folder, end what a killed run left behind, start, and wait until it answers."""
        try:
            self._make_home()
            self._take_lock()
            self._end_left_over()
            self._make_data()
            self._make_private(self.socket)
        except PermissionError as error:
            self._release_lock()
            raise ServerRefused(
                f"{self.title}: {error.filename} belongs to another user. "
                f"Start as that user, or move {self.home} away."
            ) from error
        except BaseException:
            self._release_lock()
            raise
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self._command(),
                cwd=self.data,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,  # Ctrl-C in the terminal is the supervisor's to pass on
                preexec_fn=die_with_parent(self.farewell),
                **self._as_user(),  # type: ignore[call-overload]
            )
        self._wait_until_ready(self.process)

    def stop(self, *, at_once: bool = False) -> None:
        """End the server, cleanly unless `at_once`; harmless when it does not run."""
        process, self.process = self.process, None
        if process is not None and process.poll() is None:
            process.send_signal(self.hurry if at_once else self.farewell)
            try:
                process.wait(STOPPED_WITHIN)
            except subprocess.TimeoutExpired:
                process.send_signal(self.hurry)
                process.wait(STOPPED_WITHIN)
            if self.socket.parent != self.home:
                shutil.rmtree(self.socket, ignore_errors=True)
        self._release_lock()

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # What the two servers do differently.

    @abstractmethod
    def _command(self) -> list[str]:
        """How the server is started."""

    @abstractmethod
    def _is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether it answers yet."""

    def _make_data(self) -> None:
        self._make_private(self.data)

    # What they share.

    def _make_home(self) -> None:
        self.home.mkdir(mode=0o755, parents=True, exist_ok=True)

    def _take_lock(self) -> None:
        lock = (self.home / "lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise ServerRefused(
                f"{self.title} in {self.home} already runs for another `make run`. "
                "End that one first."
            ) from None
        self._lock = lock

    def _release_lock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _end_left_over(self) -> None:
        """End servers that outlived a killed run. We hold the lock, so nobody else needs them."""
        for farewell, patience in ((self.farewell, STOPPED_WITHIN), (signal.SIGKILL, 5.0)):
            left_over = list(processes_in(self.data))
            for number in left_over:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, farewell)
            deadline = time.monotonic() + patience
            while left_over and time.monotonic() < deadline:
                time.sleep(0.05)
                left_over = list(processes_in(self.data))
            if not left_over:
                return
        raise ServerRefused(f"{self.title} of a killed run does not end: processes {left_over}.")

    def _make_private(self, folder: Path) -> None:
        """Make a folder that only the server's user (and root) may enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        owner = folder.lstat().st_uid
        if folder.is_symlink() or owner not in {os.getuid(), self.user.pw_uid}:
            raise ServerRefused(f"{self.title}: {folder} belongs to somebody else; remove it.")
        if owner != self.user.pw_uid:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        folder.chmod(0o700)

    def _as_user(self) -> dict[str, object]:
        if os.getuid() == self.user.pw_uid:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}

    def _environment(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.home), "TZ": "UTC"}

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while not self._is_ready(process):
            if process.poll() is not None or time.monotonic() > deadline:
                self.stop(at_once=True)
                last_words = (self.home / "log").read_text(errors="replace").splitlines()[-8:]
                raise ServerRefused("\n".join([f"{self.title} did not start:", *last_words]))
            time.sleep(0.02)


def processes_in(folder: Path) -> Iterator[int]:
    """Processes that work in `folder`, as our servers do, and nobody else's."""
    if sys.platform == "linux":
        place = str(folder.resolve())
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if os.readlink(entry / "cwd") == place:
                        program = Path(os.readlink(entry / "exe")).name.removesuffix(" (deleted)")
                        if program in {"postgres", "redis-server"}:
                            yield int(entry.name)
                except OSError:  # ended meanwhile, or not ours to look at
                    continue
    else:
        listing = subprocess.run(["ps", "-axo", "pid=,command="], capture_output=True, text=True)
        for line in listing.stdout.splitlines():
            number, _, command = line.strip().partition(" ")
            program = Path(command.split(" ", 1)[0]).name
            if program in {"postgres", "redis-server"} and str(folder.parent) in command:
                yield int(number)


def wheel_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ServerRefused(
            f"The package {package} is not installed; run `make run` or name real servers."
        )
    return Path(spec.submodule_search_locations[0])
