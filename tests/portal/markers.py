"""A marker in every field that can hold text, of every row of every model, by introspection.

A marker names its column and row (``zq017r3z``), so that whoever finds one knows whence it came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Model

Column = models.Field[Any, Any]
MARKER = re.compile(r"zq(\d{3})r(\d+)z", re.IGNORECASE)
# Of the framework: what they hold is no text of the agency's, and the product needs it whole.
MACHINERY = {"contenttypes", "auth", "sessions", "django_rq", "database_cache"}
# What a frozen document says is read again by the product, which wrote it: the markers get into it
# with what it says. A schedule's reasons are read so too.
READ_AGAIN = {
    ("processes.Report", "facts"),
    ("processes.Report", "sections"),
    ("processes.Presentation", "facts"),
    ("processes.ScheduleVersion", "facts"),
    ("processes.ScheduleVersion", "whys"),
    ("processes.ReportSchedule", "sections"),
    ("processes.ExtensionAnswer", "sealed"),  # opened, it is answer and words
    ("accounts.TrailSeal", "hash"),
    ("candidates.Document", "finding"),  # a refused one has it, and no client reads that
    ("mailings.Attachment", "content_type"),  # PostgreSQL takes no other words
}
# JSON that the product reads in a shape of its own; M stands for the marker.
SHAPES = {
    ("processes.Report", "comments"): """'{"lead": "M"}'""",
    ("processes.Report", "decisions"): """'[{"text": "M", "on": "", "cost": "M"}]'""",
    ("processes.Report", "actions"): """'[{"text": "M", "owner": "M", "on": ""}]'""",
    ("processes.Assignment", "offers"): """'{"development": "M"}'""",
    ("processes.BriefVersion", "changes"): """'[{"what": "place", "before": "", "after": "M"}]'""",
    ("processes.PlannedActivity", "texts"): """'{"en": "M"}'""",
    ("processes.Event", "facts"): """facts || '{"canary": "M", "name": "M"}'""",
}


def models_marked() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.app_label not in MACHINERY
    ]


def columns() -> list[tuple[type[Model], Column]]:
    """Every column that can hold text of somebody's; choices and what is too short hold none."""
    return [
        (model, field)
        for model in models_marked()
        for field in model._meta.local_concrete_fields
        if holds_text(field) and (model._meta.label, field.column) not in READ_AGAIN
    ]


def holds_text(field: Column) -> bool:
    if field.primary_key or field.choices or isinstance(field, models.FileField):
        return False
    if isinstance(field, ArrayField):
        return holds_text(field.base_field)
    if isinstance(field, models.CharField | models.TextField):
        return field.max_length is None or field.max_length >= 12
    return isinstance(field, models.JSONField | models.BinaryField)


def mark(some: Iterable[type[Model]]) -> None:
    """Writes the markers of these, past the triggers that keep events and trail as they are."""
    chosen = set(some)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        by_model: dict[type[Model], list[str]] = {}
        for number, (model, field) in enumerate(columns()):
            if model in chosen:
                written = f'"{field.column}" = {value(number, model, field)}'
                by_model.setdefault(model, []).append(written)
        for model, parts in by_model.items():
            cursor.execute(f'UPDATE "{model._meta.db_table}" SET {", ".join(parts)}')
        cursor.execute("SET LOCAL session_replication_role = origin")


def value(number: int, model: type[Model], field: Column) -> str:
    """The marker of a column as SQL, in a form that the column takes."""
    pk = model._meta.pk.column
    marker = f"'zq{number:03d}r' || \"{pk}\" || 'z'"
    if isinstance(field, models.EmailField):
        return f"{marker} || '@zq.example'"
    if isinstance(field, models.URLField):
        return f"'https://' || {marker} || '.example/'"
    if isinstance(field, ArrayField):
        return f"ARRAY[{marker}]::text[]"
    if isinstance(field, models.JSONField):
        shape = SHAPES.get((model._meta.label, str(field.column)), """'{"canary": "M"}'""")
        head, mark, json = shape.rpartition(" || ")
        text = f"replace({json}, 'M', {marker})::jsonb"
        return f"{head}{mark}{text}"
    if isinstance(field, models.BinaryField):
        return f"({marker})::bytea"
    return marker


def unmarked() -> list[str]:
    """Columns of which no row at all has a marker."""
    return [
        f"{model._meta.label}.{field.column}"
        for model, field in columns()
        if not any(map(has_marker, model._base_manager.values_list(str(field.column), flat=True)))
    ]


def has_marker(value: object) -> bool:
    text = bytes(value).decode() if isinstance(value, memoryview) else repr(value)
    return bool(MARKER.search(text))


def found_in(text: str) -> Iterator[tuple[str, str, int]]:
    """Model, column and row of every marker in a text."""
    every = columns()
    for number, row in MARKER.findall(text):
        model, field = every[int(number)]
        yield model._meta.label, str(field.column), int(row)


def rows(some: Iterable[type[Model]]) -> set[tuple[str, int]]:
    return {(model._meta.label, pk) for model in some for pk in keys(model)}


def keys(model: type[Model]) -> Iterable[int]:
    return model._base_manager.values_list("pk", flat=True)
