"""Rows of small tables that come along with their assignment, in its statement.

As JSON, and read back as the models that they are: what a statement of its own costs is spared.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import GeneratedField, JSONField, Model, QuerySet
from django.db.models.functions import JSONObject

Row = TypeVar("Row", bound=Model)


def alongside(rows: QuerySet[Any], *more: str, **fields: Any) -> ArraySubquery:
    """These rows in their order, to annotate with; ``fields``: only what is said, as it is said.

    Else all columns of their table, and ``more``: names of annotations.
    """
    if not fields:
        kept = [
            field for field in rows.model._meta.concrete_fields if type(field) is not GeneratedField
        ]
        fields = {name: name for name in (*(field.attname for field in kept), *more)}
    return ArraySubquery(rows.values(row=JSONObject(**fields)))


def read_back(model: type[Row], stored: list[dict[str, Any]]) -> list[Row]:
    """The rows that came along, as they would be had they been asked for."""
    return [_read(model, one) for one in stored]


def _read(model: type[Row], stored: dict[str, Any]) -> Row:
    columns = {field.attname: field for field in model._meta.concrete_fields}
    names = [name for name in columns if name in stored]
    row = model.from_db(
        "default",
        names,
        [
            stored[name]
            if type(columns[name]) is JSONField
            else columns[name].to_python(stored[name])
            for name in names
        ],
    )
    for name in stored.keys() - columns.keys():
        setattr(row, name, stored[name])
    return row
