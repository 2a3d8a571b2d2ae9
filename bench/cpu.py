"""How long processors worked: what a busy machine does not change, unlike the clock."""

from __future__ import annotations

import os
import resource


def of_ended_children() -> float:
    """Seconds of all children that ended and were waited for, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def so_far(number: int) -> float:
    """The seconds of a process that is still at work, its ended children counted in."""
    with open(f"/proc/{number}/stat", encoding="ascii", errors="replace") as told:
        fields = told.read().rpartition(")")[2].split()
    ticks = sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")
