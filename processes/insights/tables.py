"""The figures as tables: what stands under a chart, and the same as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.spreadsheets import BYTE_ORDER_MARK, without_formula
from processes.insights.figures import ANSWERS, Answers, Record

Cell = str | int | float | None
NOTHING = "–"


@dataclass(frozen=True)
class Line:
    """A row: its name, its cells, and whether they stand on small numbers."""

    name: str
    cells: tuple[Cell, ...]
    is_few: bool = False
    url: str = ""

    @property
    def shown(self) -> list[str]:
        return [shown(cell) for cell in self.cells]


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)
    few: str = ""

    def as_csv(self) -> str:
        """With a byte order mark; no cell is taken for a formula."""
        paper = io.StringIO()
        paper.write(BYTE_ORDER_MARK)
        writer = csv.writer(paper)
        writer.writerow([*map(harmless, self.columns), pgettext("insights", "Small numbers")])
        for line in self.lines:
            few = (self.few or _("fewer than ten")) if line.is_few else ""
            writer.writerow([*map(harmless, (line.name, *line.cells)), few])
        return paper.getvalue()


def harmless(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return without_formula(cell)
    return round(cell, 2) if isinstance(cell, float) else "" if cell is None else cell


def shown(cell: Cell) -> str:
    """For the eye: one decimal, in the reader's way of writing."""
    if cell is None:
        return NOTHING
    if isinstance(cell, str):
        return cell
    return (
        one_decimal(cell) if isinstance(cell, float) else number_format(cell, force_grouping=True)
    )


def one_decimal(number: float) -> str:
    """Rounded; Django's own formatting cuts."""
    return number_format(round(number, 1), 1, force_grouping=True)


def kept_table(
    name: str, heading: str, records: list[Record], urls: dict[object, str] | None = None
) -> Table:
    """How words were kept; ``urls`` lead on, by the record's key."""
    columns = (
        heading,
        pgettext("words", "Owed"),
        pgettext("words", "On time"),
        pgettext("words", "Moved"),
        pgettext("words", "Late"),
        _("On time, %"),
    )
    lines = [
        Line(
            row.name,
            (row.owed, row.kept, row.moved, row.late, row.share),
            row.is_few,
            (urls or {}).get(row.key, ""),
        )
        for row in records
    ]
    return Table(name, columns, lines)


def months_table(records: list[Record]) -> Table:
    """The months by their names."""
    named = [Record(r.key, month_name(r), r.kept, r.moved, r.late) for r in records]
    return kept_table("months", _("Month"), named)


def month_name(record: Record) -> str:
    return date_format(record.key, "YEAR_MONTH_FORMAT")


def answers_table(
    months: list[Record], found: dict[str, list[Answers]], whole: dict[str, Answers]
) -> Table:
    """Medians in days and the share of applicants answered, by month; the whole at the end."""
    columns = (
        _("Month"),
        _("Applicants"),
        pgettext("applicants", "Answered"),
        _("Answered, %"),
        _("Answer to applicants, days"),
        _("Personal feedback, days"),
        _("Clients' answer, days"),
    )
    rows = [
        *(
            (month_name(month), [found[kind][n] for kind in ANSWERS])
            for n, month in enumerate(months)
        ),
        (_("Whole period"), [whole[kind] for kind in ANSWERS]),
    ]
    lines = []
    for name, (applicants, feedback, clients) in rows:
        cells = (applicants.asked, applicants.answered, applicants.share)
        medians = (applicants.days, feedback.days, clients.days)
        is_few = any(row.is_few or row.few_asked for row in (applicants, feedback, clients))
        lines.append(Line(name, (*cells, *medians), is_few))
    return Table("answers", columns, lines)
