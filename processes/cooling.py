"""When interest has fallen so far that somebody must ring (K5): pure arithmetic."""

from __future__ import annotations

FALL = 2  # so many steps at once
LOW = 2  # of five; whoever falls this low is about to leave


def fell(before: int | None, now: int | None) -> bool:
    """By two or more, or to two or less."""
    if before is None or now is None or now >= before:
        return False
    return before - now >= FALL or now <= LOW


def fallen_from(before: int | None, now: int | None, known: int | None = None) -> int | None:
    """From where interest has fallen, None where it has not, or has recovered.

    ``known`` is from where it had fallen already: a small step up is no recovery.
    """
    highest = max((value for value in (before, known) if value is not None), default=None)
    return highest if fell(highest, now) else None
