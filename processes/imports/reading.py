"""The worker reads the files of an import: every line becomes a row, every column gets a guess."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from processes.importing.labels import plain
from processes.importing.reading import Sheet, Unreadable
from processes.importing.tables import BY_NAME, best_table, preset_of
from processes.importing.workbooks import read_tables
from processes.models import Import, ImportMapping, ImportRow, ImportSheet, ImportState
from processes.models.data_import import KEPT

MOST_ROWS = 20_000  # of one import: what is tried out in one transaction


def read(taken: Import, at: datetime) -> None:
    """All files that have not been read, or are to be read in another way."""
    with transaction.atomic():
        for sheet in list(taken.sheets.filter(read_at=None).select_for_update()):
            read_file(sheet, at)
        if not taken.source_name:
            taken.source_name = name_of_source(taken)
        taken.state, taken.next_at = ImportState.MAPPING, at + KEPT
        taken.rows_to_do = ImportRow.objects.filter(sheet__of=taken).count()
        taken.save(update_fields=["state", "next_at", "source_name", "rows_to_do"])


def read_file(sheet: ImportSheet, at: datetime) -> None:
    """Its tables; what cannot be read says why and holds up nothing else."""
    ImportRow.objects.filter(sheet=sheet).delete()
    sheet.read_at, sheet.problem = at, ""
    try:
        with sheet.stored.open() as stored:
            tables = read_tables(
                sheet.file, stored.read(), encoding=sheet.encoding, separator=sheet.separator
            )
        lines = ImportRow.objects.filter(sheet__of=sheet.of).count()
        if lines + sum(len(table.lines) for table in tables) > MOST_ROWS:
            raise Unreadable(
                _("These are more than %(most)d rows. Import them in parts.") % {"most": MOST_ROWS}
            )
    except (Unreadable, FileNotFoundError) as problem:
        sheet.problem = str(problem)[:300]
        sheet.table, sheet.header, sheet.mapping = "", [], {}
        sheet.save()
        return
    fill(sheet, tables[0])
    number = sheet.of.sheets.order_by("-number")[0].number
    for further, table in enumerate(tables[1:], number + 1):
        other = ImportSheet(
            of=sheet.of, number=further, file=sheet.file, stored=sheet.stored.name, read_at=at
        )
        fill(other, table)


def fill(sheet: ImportSheet, table: Sheet) -> None:
    sheet.title, sheet.encoding, sheet.separator = table.title, table.encoding, table.separator
    if sheet.header != list(table.header):
        sheet.header = list(table.header)
        guess(sheet)
    sheet.save()
    ImportRow.objects.bulk_create(
        [ImportRow(sheet=sheet, line=line, cells=cells) for line, cells in table.lines],
        batch_size=2000,
    )


def guess(sheet: ImportSheet) -> None:
    """What it holds, and which column is which: as last time, else by the names of columns."""
    if known := ImportMapping.objects.filter(signature=signature(sheet.header)).first():
        sheet.table, sheet.mapping = known.table, known.mapping
        sheet.of.source_name = sheet.of.source_name or known.source_name
        return
    table = best_table(sheet.header, sheet.file)
    sheet.table = table.name if table else ""
    sheet.mapping = guessed(sheet.table, sheet.header)


def guessed(table: str, header: list[str]) -> dict[str, int]:
    if table not in BY_NAME:
        return {}
    preset = preset_of(header)
    return BY_NAME[table].columns_of(header, preset.names_of(table) if preset else None)


def signature(header: list[str]) -> str:
    """The same for files with the same columns in the same order."""
    return hashlib.sha256("\n".join(map(plain, header)).encode()).hexdigest()


def name_of_source(taken: Import) -> str:
    """The system whose export it is; else the name of the first file."""
    sheets = list(taken.sheets.all())
    for sheet in sheets:
        if preset := preset_of(sheet.header) if sheet.header else None:
            return preset.name
    return PurePath(sheets[0].file).stem[:40] if sheets else ""
