"""What an import made goes again, with all that hangs on it, unless somebody has worked with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.trail.words import noun
from processes.imports.made import Hanging, Key, hanging_on, look_for_others
from processes.imports.staying import stay
from processes.models import (
    Event,
    FollowUp,
    Import,
    ImportedRecord,
    ImportRow,
    RowReturned,
)


def remove_together(
    rows: Sequence[ImportRow],
    model: type[models.Model],
    hanging: dict[int, Hanging],
    taken: Import,
) -> set[int]:
    """Removes what nobody has worked with since; the keys, none where anything refers to one."""
    free = {pk: one for pk, one in hanging.items() if not one.others}
    everything: dict[type[models.Model], set[int]] = defaultdict(set)
    for one in free.values():
        for each, pks in one.rows.items():
            everything[each] |= pks
    try:
        with transaction.atomic():
            for each, pks in everything.items():
                wipe(each, pks)
            forget_links(taken, [row for row in rows if row.object_id in free])
            look_whether_anything_refers()
    except IntegrityError:
        return set()
    return set(free)


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
            forget_links(taken, [row])
            look_whether_anything_refers()
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


def look_whether_anything_refers() -> None:
    """Now, not at the end of all. Raises ``IntegrityError``."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def forget_links(taken: Import, rows: Sequence[ImportRow]) -> None:
    """The other system's rows are new again, should they come once more; all of one table."""
    links = ImportedRecord.objects.filter(source=taken.source_name)
    if rows:
        pks = [row.object_id or 0 for row in rows]
        links.filter(content_type=rows[0].content_type, object_id__in=pks).delete()
