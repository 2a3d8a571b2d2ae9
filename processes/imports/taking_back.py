"""Takes an import back, from its last row to its first, a little at a time.

What it made goes, unless somebody has worked with it since; what it changed gets its former values
back where they stand as the import left them. Nothing that somebody else did is lost.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.trail.words import noun
from candidates.models import Candidate
from clients.models import Client, Contact
from processes.imports.counting import count
from processes.imports.made import Hanging, Key, hanging_on, look_for_others, made_by
from processes.imports.rows import mapped
from processes.models import (
    Assignment,
    Event,
    EventKind,
    FollowUp,
    Import,
    ImportedRecord,
    ImportRow,
    ImportState,
    RowBecame,
    RowReturned,
)
from processes.models.data_import import KEPT
from processes.timeline import record

TOGETHER = 50
SHIFT = timedelta(seconds=20)  # then other jobs have their turn


def take_back(taken: Import, at: datetime) -> None:
    """What is left to take back, for one shift; afterwards it is due again, or done."""
    began = time.monotonic()
    made = made_by(taken)
    rows = list(ImportRow.objects.filter(sheet__of=taken, returned="").exclude(taken_at=None))
    order = {sheet.pk: number for number, sheet in enumerate(mapped(taken))}
    rows.sort(key=lambda row: (order.get(row.sheet_id, 0), row.line, row.pk), reverse=True)
    all_rows = ImportRow.objects.filter(sheet__of=taken).exclude(taken_at=None).count()
    Import.objects.filter(pk=taken.pk).update(rows_to_do=all_rows)
    for start in range(0, len(rows), TOGETHER):
        if time.monotonic() - began > SHIFT.total_seconds():
            Import.objects.filter(pk=taken.pk).update(next_at=at)
            return
        some = rows[start : start + TOGETHER]
        with transaction.atomic():
            for _kind, group in groupby(some, key=lambda row: row.content_type_id):
                return_rows(list(group), made, taken, at)
            ImportRow.objects.bulk_update(some, ["returned", "why"])
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


def remove(
    row: ImportRow,
    model: type[models.Model],
    hanging: Hanging,
    made: set[Key],
    taken: Import,
    at: datetime,
) -> None:
    pk = row.object_id or 0
    if hanging.others == {FollowUp._meta.label_lower}:
        hanging = owe_again(model, pk, hanging, made, taken, at)
    if hanging.others:
        words = ", ".join(sorted({noun(label) for label in hanging.others}))
        stay(row, _("Worked with since: %(what)s") % {"what": words}, taken, at)
        return
    try:
        with transaction.atomic():
            for each, pks in hanging.rows.items():
                wipe(each, pks)
            forget_link(taken, row)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError:
        stay(row, _("Something else refers to it."), taken, at)
    else:
        row.returned = RowReturned.GONE


def owe_again(
    model: type[models.Model],
    pk: int,
    hanging: Hanging,
    made: set[Key],
    taken: Import,
    at: datetime,
) -> Hanging:
    """Words of others that an event of the import had settled, dropped or moved are owed again."""
    events = [pk for pk in hanging.rows[Event] if (Event._meta.label_lower, pk) in made]
    for event in Event.objects.filter(pk__in=events, undone_at=None).order_by("-pk"):
        touched = Q(settled_by=event) | Q(dropped_by=event) | Q(moved_by=event)
        if FollowUp.objects.filter(touched).exclude(opened_by__in=events).exists():
            event.take_back(at=at)
    found = hanging_on(model, [pk])
    look_for_others(found, made, taken)
    return found[pk]


def wipe(model: type[models.Model], pks: Iterable[int]) -> None:
    """Just these rows: PostgreSQL looks at the end whether anything refers to them still."""
    rows: Any = model._base_manager.filter(pk__in=list(pks))
    rows._raw_delete(rows.db)


def forget_link(taken: Import, row: ImportRow) -> None:
    """The other system's row is new again, should it come once more."""
    ImportedRecord.objects.filter(
        source=taken.source_name,
        content_type=row.content_type,
        object_id=row.object_id or 0,
    ).delete()


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


def stay(row: ImportRow, why: str, taken: Import, at: datetime) -> None:
    row.returned, row.why = RowReturned.STAYS, why
    if row.object is not None:
        tell(row.object, "stays", taken, at)


def tell(mine: models.Model, what: str, taken: Import, at: datetime) -> None:
    """On the timeline of whom it is about."""
    about: dict[str, Any] = {}
    if isinstance(mine, Client):
        about["client"] = mine
    elif isinstance(mine, Contact):
        about["contact"] = mine
    elif isinstance(mine, Candidate):
        about["candidate"] = mine
    elif isinstance(mine, Assignment):
        about["assignment"] = mine
    else:
        candidacy = getattr(mine, "candidacy", mine)
        about["candidacy"] = candidacy
    record(EventKind.IMPORT_TAKEN_BACK, by=taken.taken_back_by, at=at, what=what, **about)
