"""Takes an import back, from its last row to its first, a little at a time.

What it made goes, unless somebody has worked with it since; what it changed gets its former values
back where they stand as the import left them. Nothing that somebody else did is lost.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from processes.imports.counting import count
from processes.imports.made import Key, hanging_on, look_for_others, made_by
from processes.imports.removing import remove, remove_together
from processes.imports.rows import mapped
from processes.imports.staying import stay, tell
from processes.models import Import, ImportedRecord, ImportRow, ImportState, RowBecame, RowReturned
from processes.models.data_import import KEPT

TOGETHER = 50
SHIFT = timedelta(seconds=20)  # then other jobs have their turn


def take_back(taken: Import, at: datetime) -> None:
    """What is left to take back, for one shift; afterwards it is due again, or done."""
    made = made_by(taken)
    rows = list(ImportRow.objects.filter(sheet__of=taken, returned="").exclude(taken_at=None))
    order = {sheet.pk: number for number, sheet in enumerate(mapped(taken))}
    rows.sort(key=lambda row: (order.get(row.sheet_id, 0), row.line, row.pk), reverse=True)
    all_rows = ImportRow.objects.filter(sheet__of=taken).exclude(taken_at=None).count()
    Import.objects.filter(pk=taken.pk).update(rows_to_do=all_rows)
    began = time.monotonic()
    for start in range(0, len(rows), TOGETHER):
        if start and time.monotonic() - began > SHIFT.total_seconds():
            Import.objects.filter(pk=taken.pk).update(next_at=at)
            return
        some = rows[start : start + TOGETHER]
        with transaction.atomic():
            for _kind, group in groupby(some, key=lambda row: row.content_type_id):
                return_rows(list(group), made, taken, at)
            ImportRow.objects.keep(some, "returned", "why")
            done = all_rows - len(rows) + start + len(some)
            Import.objects.filter(pk=taken.pk).update(progress=done)
    taken.state, taken.taken_back_at, taken.counts = ImportState.TAKEN_BACK, at, count(taken)
    taken.next_at = at + KEPT
    taken.save(update_fields=["state", "taken_back_at", "counts", "next_at"])


def return_rows(rows: list[ImportRow], made: set[Key], taken: Import, at: datetime) -> None:
    """Rows that became rows of one table of ours."""
    kind = rows[0].content_type
    if kind is None:  # unchanged: nothing was done
        for row in rows:
            row.returned = RowReturned.PUT_BACK if row.became == RowBecame.SAME else ""
        return
    model = apps.get_model(kind.app_label, kind.model)
    here = set(
        model._base_manager.filter(pk__in=[row.object_id for row in rows])
        .select_for_update(of=("self",))
        .values_list("pk", flat=True)
    )
    label = model._meta.label_lower
    own = {pk for pk in here if (label, pk) in made}
    hanging = hanging_on(model, own)
    look_for_others(hanging, made, taken)
    here -= remove_together(rows, model, hanging, taken)
    for row in rows:
        pk = row.object_id or 0
        if pk not in here:
            row.returned = RowReturned.GONE
        elif pk in own:
            remove(row, model, hanging[pk], made, taken, at)
            if row.returned == RowReturned.GONE:
                here.discard(pk)
        else:
            put_back(row, model, taken, at)


def put_back(row: ImportRow, model: type[models.Model], taken: Import, at: datetime) -> None:
    """Former values, field by field, where nobody has changed them since."""
    mine: Any = model._base_manager.get(pk=row.object_id)
    before = row.before.get("fields", {})
    back, kept = [], []
    for name, former in before.items():
        field: Any = mine._meta.get_field(name)
        if same(field, getattr(mine, field.attname), row.said.get(name)):
            setattr(mine, field.attname, field.to_python(former))
            back.append(name)
        else:
            kept.append(str(field.verbose_name))
    if back:
        try:
            with transaction.atomic():
                mine.save(update_fields=back)
        except IntegrityError:
            stay(row, _("Something else refers to it."), taken, at)
            return
    if kept:
        words = ", ".join(kept)
        row.why = _("Changed since, and left as it is: %(fields)s") % {"fields": words}
    if not before and row.became == RowBecame.UPDATED:
        stay(row, _("Steps on the timeline stay."), taken, at)
        return
    put_link_back(row, taken)
    row.returned = RowReturned.PUT_BACK if back or not before else RowReturned.STAYS
    if row.before.get("digest") is None:  # then the timeline says that they were imported
        tell(mine, "put_back" if back or not before else "stays", taken, at)


def same(field: Any, now: Any, said: Any) -> bool:
    """Whether a column stands as the import left it; what is kept as JSON is read back first."""
    return bool(now == field.to_python(said))


def put_link_back(row: ImportRow, taken: Import) -> None:
    links = ImportedRecord.objects.filter(
        source=taken.source_name, content_type=row.content_type, object_id=row.object_id or 0
    )
    digest = row.before.get("digest")
    if digest is None:
        links.delete()
    else:
        links.update(digest=digest)
