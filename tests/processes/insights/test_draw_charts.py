"""Where the pieces of a chart lie, in percent."""

from __future__ import annotations

from processes.insights.charts import CEILING, FLOOR, Amount, Piece, bars, columns
from processes.insights.figures import Record


def test_the_pieces_of_a_bar_lie_one_behind_the_other() -> None:
    (bar,) = bars([Record(1, "Nina Lind", kept=5, moved=3, late=2)])
    assert bar.pieces == (Piece(0, 50, "kept"), Piece(50, 30, "moved"), Piece(80, 20, "late"))
    (none_moved,) = bars([Record(1, "Nina Lind", kept=3, late=1)])
    assert none_moved.pieces == (Piece(0, 75, "kept"), Piece(75, 25, "late"))


def test_the_pieces_of_a_column_stand_on_each_other() -> None:
    full, half = columns(
        [
            Amount("Oct", "50", "October", ((18, "kept"), (18, "late"))),
            Amount("Nov", "100", "November", ((18, "kept"),), is_few=True),
        ]
    )
    assert full.pieces == (Piece(50, 36, "kept"), Piece(CEILING, 36, "late"))
    assert half.pieces == (Piece(50, 36, "kept"),)
    assert (full.middle, half.middle) == (25, 75)
    assert (full.number, half.number, half.is_pale) == ("50", "100*", True)
    assert full.top < CEILING < half.top < 50


def test_a_given_ceiling_is_the_top() -> None:
    (column,) = columns([Amount("Nov", "50", "November", ((50, "kept"),))], 100)
    assert column.pieces == (Piece(50, 36, "kept"),)


def test_nothing_stands_on_the_floor() -> None:
    (column,) = columns([Amount("Nov", "–", "November", ((0, "kept"),))])
    assert column.pieces == ()
    assert column.top < FLOOR
    assert columns([]) == []
    assert bars([Record(1, "Nina Lind")])[0].pieces == ()
