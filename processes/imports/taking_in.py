"""Takes an import in, a little at a time: each part is one transaction, and a kill loses one part.

Rows that are taken in say so themselves; whatever is left goes on with the next job.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Agency
from processes.importing import assignment
from processes.importing.linking import Known
from processes.importing.one_row import REFUSALS, Taken
from processes.imports.counting import count
from processes.imports.reading import signature
from processes.imports.rows import Line, known_of, lines_of, see_again
from processes.imports.together import take_together
from processes.imports.trying_out import refuse, take_line
from processes.models import (
    Assignment,
    Import,
    ImportMapping,
    ImportRow,
    ImportState,
    RowBecame,
)
from processes.models.data_import import KEPT

TOGETHER = 50  # rows of one transaction
SHIFT = timedelta(seconds=20)  # then other jobs have their turn
SAID = ("became", "column", "reason", "said", "before", "taken_at", "content_type", "object_id")


def take_in(taken: Import, at: datetime) -> None:
    """What is left to take in, for one shift; afterwards it is due again, or done."""
    agency = Agency.current()
    lines = lines_of(taken, agency)
    known = known_of(taken, lines, agency, at)
    if taken.trail_from is None:
        Import.objects.filter(pk=taken.pk).update(trail_from=Now())
    for line in lines:
        if line.kept.taken_at:
            see_again(line, known)
    began = time.monotonic()  # on a slow machine reading takes long, and each shift does something
    for start in range(taken.progress, len(lines), TOGETHER):
        if start > taken.progress and time.monotonic() - began > SHIFT.total_seconds():
            Import.objects.filter(pk=taken.pk).update(next_at=at)
            return
        some = lines[start : start + TOGETHER]
        left = [line for line in some if is_left(line)]
        with transaction.atomic():
            take_some(left, known)
            ImportRow.objects.keep([line.kept for line in left], *SAID)
            Import.objects.filter(pk=taken.pk).update(progress=start + len(some))
    finish(taken, lines, known)


def is_left(line: Line) -> bool:
    """What was refused when it was tried out is tried once more: it may have been put right."""
    return line.kept.taken_at is None and not line.is_undecided


def take_some(lines: Sequence[Line], known: Known) -> None:
    together = take_together(lines, known)
    for line in lines:
        if taken := together.get(line.kept.pk):
            line.kept.column = line.kept.reason = ""
            note(line.kept, taken, known)
        else:
            take_one(line, known)


def take_one(line: Line, known: Known) -> None:
    row = line.kept
    row.column = row.reason = ""
    if row.choice == ImportRow.LEAVE:
        row.became = RowBecame.LEFT_OUT
        return
    try:
        with transaction.atomic():
            note(row, take_line(line, known), known)
    except REFUSALS as problem:
        refuse(row, line, problem)


def note(row: ImportRow, became: Taken, known: Known) -> None:
    """What is needed to take the row back: which one it became, and what stood there before."""
    row.became, row.taken_at = became.became, known.at
    row.said = became.written.after
    row.before = {"fields": became.written.before, "digest": became.digest}
    row.object = became.object


@transaction.atomic
def finish(taken: Import, lines: list[Line], known: Known) -> None:
    """Closes what the other system had closed, counts, and remembers the columns."""
    by_row = {id(line.row): line.kept for line in lines}
    known.finished = [
        (line.row, line.kept.object, outcome)
        for line in lines
        if line.table == "assignments"
        and isinstance(line.kept.object, Assignment)
        and (outcome := assignment.outcome_of(line.row))
    ]
    for row, reason in assignment.close_finished(known):
        kept = by_row[id(row)]
        kept.column, kept.reason = row.label("status")[:200], reason
        kept.save(update_fields=["column", "reason"])
    for sheet in taken.sheets.all():
        if sheet.header and sheet.table:
            mappings = ImportMapping.objects
            mappings.remember(sheet, signature(sheet.header), by=taken.by, at=known.at)
    Import.objects.filter(pk=taken.pk).update(
        state=ImportState.TAKEN_IN,
        counts=count(taken),
        taken_in_at=known.at,
        next_at=known.at + KEPT,
        trail_to=Now(),
    )
