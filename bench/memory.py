"""How much memory processes and their children take, looked at while they work."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

EVERY = 0.25  # seconds


class MemoryWatch:
    """Peaks in megabytes, by process: shared pages count for each in part, so sums are true."""

    def __init__(self, processes: list[int]) -> None:
        self.peaks = dict.fromkeys(processes, 0.0)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def peak(self) -> float:
        return max(self.peaks.values(), default=0.0)

    def _look(self) -> None:
        while not self._ended.wait(EVERY):
            for number in self.peaks:
                now = sum(megabytes(one) for one in (number, *descendants(number)))
                self.peaks[number] = max(self.peaks[number], now)


def descendants(number: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{number}/task").glob("*"):
        with suppress(OSError, ValueError):
            for child in (task / "children").read_text().split():
                found += [int(child), *descendants(int(child))]
    return found


def megabytes(number: int) -> float:
    """Its share of what it has mapped; nothing where it has ended or cannot be looked at."""
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
        status = Path(f"/proc/{number}/statm").read_text().split()
        return int(status[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2
    return 0.0
