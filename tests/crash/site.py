"""A site of its own for a scenario: PostgreSQL, Redis, a mail server, and what runs on them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from recruitcrm.embedded import PostgreSQL, Redis, die_with_parent, processes_in
from recruitcrm.supervisor import MARK, end_marked, marked
from tests.crash.mail_server import PORT, Manners

ROOT = Path(__file__).resolve().parents[2]
STARTED_WITHIN = 60.0  # seconds


class Site:
    """Everything lies in one folder and is gone at the end, whatever happened before."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rcrash-"))
        self.folder.chmod(0o711)  # as root, PostgreSQL's user passes through
        # With the durability of production: what was committed survives kill -9.
        self.postgresql = PostgreSQL(self.folder / "p")
        self.redis = Redis(self.folder / "r")
        self.mails = self.folder / "mails"
        self.logs = self.folder / "log"
        self.mail: subprocess.Popen[bytes] | None = None
        self.port = 0

    def start(self, manners: Manners) -> None:
        for folder in (self.mails, self.logs):
            folder.mkdir()
        self.postgresql.start()
        self.redis.start()
        manners.write(self.mails)
        server = [sys.executable, "-m", "tests.crash.mail_server", str(self.mails)]
        self.mail = self.run("mail", server)
        deadline = time.monotonic() + STARTED_WITHIN
        while not (self.mails / PORT).exists():
            if time.monotonic() > deadline:
                raise RuntimeError("The mail server did not start.")
            time.sleep(0.05)
        self.port = int((self.mails / PORT).read_text())

    def end(self, *, keep: bool = False) -> None:
        """End all that was ever started here, and remove the folder unless it is to be read."""
        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(asked, signal.SIG_IGN)
        for number in marked(str(self.folder)):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGCONT)  # one that is paused would not hear
        end_marked(str(self.folder))
        self.redis.stop(at_once=True)
        self.postgresql.stop(at_once=True)
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def environment(self) -> dict[str, str]:
        """What a process of ours needs; its mark lets us find it again."""
        return {
            **{name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ},
            MARK: str(self.folder),
            "DATABASE_URL": self.postgresql.url,
            "REDIS_URL": self.redis.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.port}",
            "MAIL_LEASE": "65",  # seconds; what is broken off by a kill waits for its end
            "PDF_SECONDS": "60",  # so that a busy machine is not taken for a poisoned report
            "BASE_URL": "https://crm.askvik.example",
            "VAR_DIR": str(self.folder / "var"),
            "DEMO": "no",
            "PYTHONUNBUFFERED": "1",
        }

    def run(self, name: str, command: list[str], *, code: Path = ROOT) -> subprocess.Popen[bytes]:
        """A process that is killed with us, if we are."""
        with (self.logs / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=code,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
                preexec_fn=die_with_parent(signal.SIGKILL),
            )

    def kill_postgresql(self) -> None:
        """All of its processes at once, as when its machine loses power."""
        numbers = set(processes_in(self.postgresql.data))
        if self.postgresql.process:
            self.postgresql.process.kill()
        for number in numbers:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self.postgresql.stop()

    def kill_redis(self, *, forgetting: bool) -> None:
        if self.redis.process:
            self.redis.process.kill()
            self.redis.process.wait()
        self.redis.stop()
        if forgetting:
            shutil.rmtree(self.redis.data, ignore_errors=True)

    def last_words(self, lines: int = 15) -> str:
        """The ends of all logs, for whoever has to find out what went wrong."""
        told = []
        for log in sorted(self.logs.glob("*.log")):
            end = log.read_text(errors="replace").splitlines()[-lines:]
            told += [f"--- {log.name}", *end]
        return "\n".join(told)
