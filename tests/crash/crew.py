"""Workers and tickers of a site: started, replaced when they die, and who of them is at what."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.site import ROOT, Site


@dataclass
class Hand:
    """One worker or ticker, and the one that takes its place after it was killed."""

    name: str
    command: list[str]
    code: Path = ROOT
    process: subprocess.Popen[bytes] | None = None
    back_at: float = 0.0  # by time.monotonic()

    @property
    def pid(self) -> int | None:
        """None while it is dead."""
        return self.process.pid if self.process and self.process.poll() is None else None


@dataclass
class Crew:
    site: Site
    luck: random.Random
    hands: list[Hand] = field(default_factory=list)
    replaced: int = 0

    def hire(
        self,
        *,
        workers: int = 0,
        tickers: int = 0,
        name: str = "",
        code: Path = ROOT,
        before: Sequence[str] = (),
    ) -> None:
        """`before`: what stands before their command, such as a program that limits them."""
        for kind, arguments, count in (
            ("worker", ["work"], workers),
            ("ticker", ["ticker"], tickers),
        ):
            for number in range(count):
                command = [*before, sys.executable, "manage.py", *arguments]
                self.hands.append(Hand(f"{name}{kind}-{number + 1}", command, code))
        self.see_to_it()

    def see_to_it(self) -> None:
        """Start whoever is dead and whose time to come back has come, as a supervisor would."""
        for hand in self.hands:
            if hand.pid is not None:
                continue
            if hand.process is None:
                self._start(hand)
            elif not hand.back_at:
                hand.back_at = time.monotonic() + self.luck.uniform(0, 2)
            elif hand.back_at <= time.monotonic():
                self.replaced += 1
                self._start(hand)

    def _start(self, hand: Hand) -> None:
        hand.process = self.site.run(hand.name, hand.command, code=hand.code)
        hand.back_at = 0.0

    def workers(self) -> list[Hand]:
        return [hand for hand in self.hands if "worker" in hand.name and hand.pid]

    def tickers(self) -> list[Hand]:
        return [hand for hand in self.hands if "ticker" in hand.name and hand.pid]

    def horses(self) -> list[int]:
        """Work-horses: the processes that workers have forked, each for one job."""
        return [horse for hand in self.workers() for horse in children(hand.pid)]

    def end(self) -> None:
        """Ask everybody to end after what they are at; whoever does not is killed."""
        for hand in self.hands:
            if hand.process and hand.pid:
                hand.process.terminate()
        deadline = time.monotonic() + 20
        for hand in self.hands:
            if hand.process:
                try:
                    hand.process.wait(max(0.1, deadline - time.monotonic()))
                except subprocess.TimeoutExpired:
                    hand.process.kill()
                    hand.process.wait()


def children(pid: int | None) -> list[int]:
    with suppress(OSError):
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def descendants(pid: int) -> list[int]:
    found = children(pid)
    return found + [further for child in found for further in descendants(child)]


def lines_to(port: int, pid: int) -> set[int]:
    """Our ends of the TCP lines that the process has open to a port of this machine."""
    sockets = set()
    with suppress(OSError):
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                sockets.add(os.readlink(entry))
    found = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        columns = line.split()
        mine, theirs = (int(columns[n].rpartition(":")[2], 16) for n in (1, 2))
        if theirs == port and f"socket:[{columns[9]}]" in sockets:
            found.add(mine)
    return found
