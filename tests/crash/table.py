"""The table that `make crash` prints, and below it what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

COLUMNS = ("due", "arrived", "lost", "doubled", "unavoidable", "wrong", "seconds")
HEADINGS = (
    "letters due",
    "arrived",
    "lost",
    "doubled",
    "…in the window",
    "wrong content",
    "seconds",
)


def table(verdicts: Sequence[dict[str, Any]]) -> str:
    """A row for each scenario, and one for all; `doubled` counts copies too many."""
    rows = [[row["scenario"], *(number(row.get(name, 0)) for name in COLUMNS)] for row in verdicts]
    total = [sum(float(row.get(name, 0)) for row in verdicts) for name in COLUMNS]
    rows = [["scenario", *HEADINGS], *rows, ["all", *map(number, total)]]
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    lines.insert(1, "-" * len(lines[0]))
    for row in verdicts:
        happened = ", ".join(f"{count} {what}" for what, count in row.get("accidents", {}).items())
        lines.append(f"{row['scenario']}: {happened or 'no accident'}")
    for row in verdicts:
        lines += [f"{row['scenario']} FAILED: {failure}" for failure in row["failures"]]
    return "\n".join(["", *lines, ""])


def number(value: float) -> str:
    return f"{value:.0f}"
