"""Names as PostgreSQL compares them: lower case, without accents."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Concat, Lower


class Unaccented(Func):
    """Text without accents, through an immutable wrapper so that a column can be made of it."""

    function = "immutable_unaccent"
    output_field = models.TextField()


def plain(*columns: str) -> Lower:
    """The expression of a generated column that holds these columns as they are searched for."""
    parts: list[Any] = []
    for column in columns:
        parts += [models.F(column), Value(" ")]
    text: Any = Concat(*parts[:-1]) if len(columns) > 1 else models.F(columns[0])
    return Lower(Unaccented(text))


def containing(column: str, typed: str) -> models.Q:
    """Rows whose plain column holds every word that was typed, in any order."""
    found = models.Q()
    for word in typed.split():
        found &= models.Q(**{f"{column}__contains": Lower(Unaccented(Value(word)))})
    return found
