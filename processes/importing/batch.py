"""The batch: seven tables in the order in which they refer to each other, row by row.

Every row has a savepoint: a bad one is reported and the others go in. What was imported before is
recognised by the other system's id; the same row again changes nothing, a changed one updates.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from processes.importing import assignment
from processes.importing.alone import wait_for_others
from processes.importing.linking import Known
from processes.importing.one_row import REFUSALS, Taken, refusal, take_in_row
from processes.importing.presets import ZOHO
from processes.importing.reading import Sheet, Unreadable
from processes.importing.report import FileReport, ImportReport, Refusal
from processes.importing.row import BadCell, Row, writes_day_first
from processes.importing.tables import (
    INTERVIEWS,
    PLACEMENTS,
    TABLES,
    Table,
    best_table,
    preset_of,
)
from processes.importing.workbooks import read_tables

SOURCE = ZOHO.name
Found = tuple[Table, list[Row], FileReport]


@dataclass
class Batch:
    """One import: by whom and when, what is known from earlier ones, and what came of it."""

    by: User
    at: datetime
    source: str = SOURCE
    report: ImportReport = field(default_factory=ImportReport)

    def take_in(self, files: Iterable[tuple[str, bytes]], *, dry_run: bool = False) -> ImportReport:
        """Takes all files in, or finds out what would happen: the same work, then undone."""
        self.report.dry_run = dry_run
        with transaction.atomic():
            wait_for_others()
            known = Known(self.source, by=self.by, at=self.at, agency=Agency.current())
            found = [self._rows(table, sheet, known) for table, sheet in self._sheets(files)]
            listen(found, known)
            for table, rows, report in found:
                self._take_in_rows(table, rows, report, known)
            for row, reason in assignment.close_finished(known):
                refused = Refusal(row.file, row.line, row.label("status"), reason)
                self.report.of(row.file).refused.append(refused)
            if dry_run:
                transaction.set_rollback(True)
        return self.report

    def _sheets(self, files: Iterable[tuple[str, bytes]]) -> list[tuple[Table, Sheet]]:
        """The tables among the files, in the order in which they refer to each other."""
        found = []
        for file, content in files:
            try:
                sheets = read_tables(file, content)
            except Unreadable as problem:
                self.report.unreadable[file] = str(problem)
                continue
            for sheet in sheets:
                if table := best_table(sheet.header, sheet.file):
                    found.append((table, sheet))
                else:
                    self.report.unreadable[file] = _("Its columns are those of none of the tables.")
        return sorted(found, key=lambda pair: TABLES.index(pair[0]))

    def _rows(self, table: Table, sheet: Sheet, known: Known) -> Found:
        preset = preset_of(sheet.header)
        columns = table.columns_of(sheet.header, preset.names_of(table.name) if preset else None)
        kept = set(columns.values())
        report = FileReport(
            sheet.file,
            table.label,
            encoding=sheet.encoding,
            separator=sheet.separator,
            left_out=[label for place, label in enumerate(sheet.header) if place not in kept],
        )
        self.report.files.append(report)
        labels = {column: sheet.header[place] for column, place in columns.items()}
        cells_of_file = (cell for _line, cells in sheet.lines for cell in cells)
        day_first = writes_day_first(cells_of_file, otherwise=known.agency.country != "US")
        rows = []
        for line, cells in sheet.lines:
            if any(cells[len(sheet.header) :]):
                reason = _("There are more cells than columns.")
                report.refused.append(Refusal(sheet.file, line, "", reason))
                continue
            filled = {
                column: cells[place] for column, place in columns.items() if place < len(cells)
            }
            rows.append(Row(sheet.file, line, filled, labels, day_first))
        return table, rows, report

    def _take_in_rows(
        self, table: Table, rows: list[Row], report: FileReport, known: Known
    ) -> None:
        for row in rows:
            try:
                with transaction.atomic():
                    taken = take_in_row(table.name, row, known)
            except REFUSALS as problem:
                report.refused.append(refusal(row, problem))
            else:
                report.count(word_for(taken))


def word_for(taken: Taken) -> str:
    """New, updated or unchanged, as seen from the other system."""
    if not taken.is_known:
        return "new"
    return "unchanged" if taken.object is None else "updated"


def listen(found: list[Found], known: Known) -> None:
    """What was submitted without a date was so before the interview and the offer it led to."""
    for table, rows, _report in found:
        for row in rows if table in (INTERVIEWS, PLACEMENTS) else []:
            column = "starts" if table is INTERVIEWS else "agreed"
            with suppress(BadCell):
                known.hear(row, row.moment(column, known.agency.working_hours().zone))
