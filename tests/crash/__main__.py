"""`python -m tests.crash [SCENARIO …]`: plays them on sites of their own, and prints the table."""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from typing import Any

from recruitcrm.embedded import die_with_parent
from tests.crash.mail_server import Manners
from tests.crash.site import ROOT, Site
from tests.crash.table import COLUMNS, table

NAMES = (
    "kills",
    "forgetful_redis",
    "killed_postgresql",
    "bad_post",
    "paused",
    "old_worker",
)
SHORT = "a_little_of_everything"
RESULT = "verdict: "


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("scenarios", nargs="*", help=f"of {', '.join((*NAMES, SHORT))}")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument(
        "--at-once", type=int, default=1, help="so many scenarios beside each other"
    )
    parser.add_argument(
        "--keep", action="store_true", help="leave the folders of those that failed"
    )
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):  # what has been started is ended, then too
        signal.signal(number, lambda *_: sys.exit(1))
    names = asked.scenarios or list(NAMES)
    if unknown := set(names) - {*NAMES, SHORT}:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    if asked.one:
        return play_here(names[0], asked.seed, keep=asked.keep)
    return play_all(names, asked.seed, at_once=asked.at_once, keep=asked.keep)


def play_all(names: list[str], seed: int, *, at_once: int, keep: bool) -> int:
    """Each scenario in a process of its own, for each has a database of its own."""
    say(f"seed {seed}  (the same accidents again: --seed {seed})")
    waiting, verdicts = list(names), {}
    running: dict[str, Played] = {}
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                name = waiting.pop(0)
                running[name] = Played(name, seed, keep=keep)
            for name, played in list(running.items()):
                if played.process.poll() is not None:
                    verdicts[name] = played.verdict()
                    del running[name]
            time.sleep(0.2)
    finally:
        for played in running.values():  # they end what they have started
            played.process.terminate()
            played.process.wait()
    told = [verdicts[name] for name in names]
    sys.stdout.write(table(told))
    return int(any(verdict["failures"] for verdict in told))


class Played:
    """A scenario that is being played by another process."""

    def __init__(self, name: str, seed: int, *, keep: bool) -> None:
        self.name, self.seed = name, seed
        # A pipe that nobody reads might fill up.
        self.said = tempfile.TemporaryFile("w+")  # noqa: SIM115 (open as long as it runs)
        command = [sys.executable, "-m", "tests.crash", "--one", name, "--seed", str(seed)]
        self.process = subprocess.Popen(
            [*command, *(["--keep"] if keep else [])],
            cwd=ROOT,
            stdout=self.said,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        say(f"{name} begins")

    def verdict(self) -> dict[str, Any]:
        with self.said:
            self.said.seek(0)
            verdict = read_verdict(self.name, self.seed, self.said.read())
        counts = ", ".join(f"{verdict[name]:.0f} {name}" for name in COLUMNS if name in verdict)
        say(f"{self.name} is over: {counts}")
        return verdict


def read_verdict(name: str, seed: int, said: str) -> dict[str, Any]:
    for line in said.splitlines():
        if line.startswith(RESULT):
            verdict: dict[str, Any] = json.loads(line.removeprefix(RESULT))
            return verdict
    return {"scenario": name, "seed": seed, "seconds": 0.0, "failures": [f"It broke off.\n{said}"]}


def play_here(name: str, seed: int, *, keep: bool) -> int:
    """One scenario, in this process; whatever happens, what it started has ended afterwards."""
    site, passed, began = Site(), False, time.monotonic()
    try:
        manners = Manners(seed=seed)
        site.start(manners)
        os.environ.update(site.environment, DJANGO_SETTINGS_MODULE="recruitcrm.settings")

        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", interactive=False, verbosity=0)

        from tests.crash.playing import play

        verdict = play(name, seed, site, manners)
        verdict.seconds = time.monotonic() - began
        passed = verdict.passed
        if not passed:
            verdict.failures.append(site.last_words())
        say(RESULT + json.dumps(verdict.as_json()), indent="")
    finally:
        site.end(keep=keep and not passed)
    return 0 if passed else 1


def say(text: str, *, indent: str = "  ") -> None:
    sys.stdout.write(f"{indent}{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
