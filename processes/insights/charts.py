"""The figures as charts: where their pieces lie, in percent, so that words keep their size.

Pure arithmetic; the templates draw it as SVG. Few words make a pale piece with a star.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from processes.insights.figures import Record

CEILING, FLOOR = 14.0, 86.0  # between the numbers above the columns and the months below
WIDEST = 0.62  # of its place, for a column
STAR = "*"


@dataclass(frozen=True)
class Piece:
    """A part of a bar or column: where it begins and how long it is, in percent."""

    place: float
    length: float
    tone: str


@dataclass(frozen=True)
class Bar:
    """A lying bar of pieces; its whole length is 100."""

    record: Record
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Column:
    """A standing column; ``middle``, ``left``, ``width`` and ``top`` are percents of the chart."""

    label: str
    number: str
    title: str
    left: float
    width: float
    pieces: tuple[Piece, ...]
    is_pale: bool

    @property
    def middle(self) -> float:
        return round(self.left + self.width / 2, 2)

    @property
    def top(self) -> float:
        """Where the number stands: a little above the highest piece."""
        highest = min((piece.place for piece in self.pieces), default=FLOOR)
        return round(highest - 3, 2)


@dataclass(frozen=True)
class Amount:
    """What a column stands for: its parts by tone from the floor up, and the words with it."""

    label: str
    number: str
    title: str
    parts: tuple[tuple[float, str], ...]
    is_few: bool = False


def bars(records: Sequence[Record]) -> list[Bar]:
    """Each record as a bar of its shares kept, moved and late."""
    return [Bar(record, tuple(shares(record))) for record in records]


def shares(record: Record) -> list[Piece]:
    pieces, place = [], 0.0
    for number, tone in parts(record):
        if number:
            length = 100 * number / record.owed
            pieces.append(Piece(round(place, 2), round(length, 2), tone))
            place += length
    return pieces


def parts(record: Record) -> tuple[tuple[int, str], ...]:
    return ((record.kept, "kept"), (record.moved, "moved"), (record.late, "late"))


def columns(amounts: Sequence[Amount], ceiling: float = 0) -> list[Column]:
    """Side by side; the highest reaches the top, or ``ceiling`` does where it is given."""
    top = ceiling or max((sum(size for size, _tone in a.parts) for a in amounts), default=0)
    room = 100 / len(amounts) if amounts else 100.0
    drawn = []
    for place, amount in enumerate(amounts):
        pieces, ground = [], FLOOR
        for size, tone in amount.parts:
            if size and top:
                height = (FLOOR - CEILING) * size / top
                ground -= height
                pieces.append(Piece(round(ground, 2), round(height, 2), tone))
        drawn.append(
            Column(
                amount.label,
                amount.number + (STAR if amount.is_few else ""),
                amount.title,
                round(room * (place + (1 - WIDEST) / 2), 2),
                round(room * WIDEST, 2),
                tuple(pieces),
                amount.is_few,
            )
        )
    return drawn
