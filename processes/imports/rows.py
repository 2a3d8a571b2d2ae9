"""The rows of an import, in the order in which they refer to each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import Agency
from processes.importing.linking import Known
from processes.importing.row import BadCell, Row, writes_day_first
from processes.importing.tables import BY_NAME, TABLES
from processes.models import Import, ImportRow, ImportSheet, OnMatch, RowBecame


@dataclass(frozen=True)
class Line:
    """A row as it is kept, and as it is read: by our columns."""

    kept: ImportRow
    table: str
    row: Row
    is_too_long: bool

    @property
    def is_undecided(self) -> bool:
        """Somebody is perhaps here already, and nobody has said whether it is them."""
        return self.kept.became == RowBecame.PERHAPS and not self.kept.choice


def mapped(taken: Import) -> list[ImportSheet]:
    """Sheets that hold a table of ours, those first that others refer to."""
    order = [table.name for table in TABLES]
    sheets = [sheet for sheet in taken.sheets.all() if sheet.table in BY_NAME]
    return sorted(sheets, key=lambda sheet: (order.index(sheet.table), sheet.number))


def lines_of(taken: Import, agency: Agency) -> list[Line]:
    return [line for sheet in mapped(taken) for line in lines_of_sheet(sheet, agency)]


def lines_of_sheet(
    sheet: ImportSheet, agency: Agency, rows: QuerySet[ImportRow] | None = None
) -> Iterator[Line]:
    known = list(sheet.rows.order_by("line", "pk") if rows is None else rows)
    labels = {column: sheet.header[place] for column, place in sheet.mapping.items()}
    day_first = writes_day_first(
        (cell for row in known for cell in row.cells), otherwise=agency.country != "US"
    )
    for row in known:
        filled = {
            column: row.cells[place]
            for column, place in sheet.mapping.items()
            if place < len(row.cells)
        }
        said = Row(str(sheet), row.line, filled, labels, day_first)
        yield Line(row, sheet.table, said, any(row.cells[len(sheet.header) :]))


def known_of(taken: Import, lines: list[Line], agency: Agency, at: datetime) -> Known:
    """What the import knows before its first row: what it heard, and who is undecided."""
    known = Known(
        taken.source_name or "file",
        by=taken.by,
        at=at,
        agency=agency,
        overwrite=taken.on_match == OnMatch.OVERWRITE,
    )
    zone = agency.working_hours().zone
    for line in lines:
        if line.is_undecided:
            with suppress(BadCell):
                known.undecided.add((line.table, known.key_of(line.table, line.row)))
        if column := {"interviews": "starts", "placements": "agreed"}.get(line.table):
            with suppress(BadCell):
                known.hear(line.row, line.row.moment(column, zone))
    return known


def see_again(line: Line, known: Known) -> None:
    """What an earlier shift has found out about it counts in this one, too."""
    if line.kept.became in (RowBecame.LEFT_OUT, RowBecame.PERHAPS):
        return  # its id may stand once more
    with suppress(BadCell):
        known.see(line.table, known.key_of(line.table, line.row), line.row)
    if line.kept.became in (RowBecame.NEW, RowBecame.UPDATED):
        known.became(line.table, line.row)
