"""Every column of every row that a merge writes, with what stood there before, so that it can be
taken back. What somebody has written over since is left as it is, and told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

Values = dict[str, Any]  # by column, as Django's attributes are called


class Ledger:
    """What is written, in order. Rows are locked by whoever writes them through this."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []

    def write(self, row: models.Model, *facts: Values) -> None:
        """Gives a row new values, each fact with all of its columns or not at all."""
        told = []
        new: Values = {}
        for fact in facts:
            if all(getattr(row, name) == said for name, said in fact.items()):
                continue
            old = {name: getattr(row, name) for name in fact}
            told.append({"old": _encoded(old), "new": _encoded(fact)})
            new |= fact
        if told:
            _rows(type(row)).filter(pk=row.pk).update(**new)
            for name, said in new.items():
                setattr(row, name, said)
            self._note("write", type(row), pk=row.pk, facts=told)

    def move(self, rows: models.QuerySet[Any], column: str, new: int) -> int:
        """Lets rows hang on another one; how many they were."""
        by_old: dict[int, list[int]] = {}
        for pk, old in rows.order_by("pk").values_list("pk", column):
            by_old.setdefault(old, []).append(pk)
        for old, pks in by_old.items():
            _rows(rows.model).filter(pk__in=pks).update(**{column: new})
            self._note("move", rows.model, column=column, old=old, new=new, pks=pks)
        return sum(map(len, by_old.values()))

    def remove(self, row: models.Model) -> None:
        """Takes a row away on which nothing hangs."""
        said = {field.attname: getattr(row, field.attname) for field in _written_columns(type(row))}
        _rows(type(row)).filter(pk=row.pk).delete()
        self._note("remove", type(row), row=_encoded(said))

    def made(self, row: models.Model) -> None:
        """A row that was made on the way."""
        self._note("make", type(row), pk=row.pk)

    def _note(self, what: str, model: type[models.Model], **said: Any) -> None:
        self.entries.append({"do": what, "model": model._meta.label, **said})


def take_back(entries: Iterable[dict[str, Any]]) -> list[tuple[type[models.Model], int, list[str]]]:
    """Makes everything as it was; rows with their columns that somebody has written over since."""
    kept = []
    for entry in reversed(list(entries)):
        model = apps.get_model(entry["model"])
        if entry["do"] == "write":
            if left := _write_back(model, entry):
                kept.append((model, int(entry["pk"]), left))
        elif entry["do"] == "move":
            column = entry["column"]
            moved = _rows(model).filter(pk__in=entry["pks"], **{column: entry["new"]})
            moved.update(**{column: entry["old"]})
        elif entry["do"] == "remove":
            _rows(model).bulk_create([model(**_decoded(model, entry["row"]))])
        else:
            _rows(model).filter(pk=entry["pk"]).delete()
    return kept


def written_over(entries: Iterable[dict[str, Any]], row: models.Model) -> list[str]:
    """The columns of a row that a merge wrote and that say something else by now."""
    mine = [
        fact
        for entry in entries
        if entry["do"] == "write" and entry["model"] == row._meta.label and entry["pk"] == row.pk
        for fact in entry["facts"]
    ]
    return [name for fact in mine if not _stands(row, fact) for name in fact["new"]]


def moved(entries: Iterable[dict[str, Any]], model: type[models.Model]) -> list[int]:
    """The rows of a model that a merge let hang on another one."""
    label = model._meta.label
    moves = (entry for entry in entries if entry["do"] == "move" and entry["model"] == label)
    return [pk for entry in moves for pk in entry["pks"]]


def _write_back(model: type[models.Model], entry: dict[str, Any]) -> list[str]:
    row = _rows(model).filter(pk=entry["pk"]).select_for_update(of=("self",)).first()
    if row is None:
        return []
    back: Values = {}
    left: list[str] = []
    for fact in entry["facts"]:
        if _stands(row, fact):
            back |= _decoded(model, fact["old"])
        else:
            left += fact["new"]
    if back:
        _rows(model).filter(pk=row.pk).update(**back)
    return left


def _stands(row: models.Model, fact: dict[str, Any]) -> bool:
    new: Values = fact["new"]
    return _encoded({name: getattr(row, name) for name in new}) == new


def _rows(model: type[models.Model]) -> models.QuerySet[Any]:
    return model._base_manager.all()


def _written_columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    fields = model._meta.concrete_fields
    return [field for field in fields if not isinstance(field, models.GeneratedField)]


def _encoded(values: Values) -> Values:
    return {name: _as_json(said) for name, said in values.items()}


def _as_json(said: Any) -> Any:
    """Without losing anything: Django's own encoder cuts moments to milliseconds."""
    if isinstance(said, datetime | date | time):
        return said.isoformat()
    if isinstance(said, Decimal):
        return str(said)
    if isinstance(said, str):
        return str(said)  # a choice is its value
    return said


def _decoded(model: type[models.Model], values: Values) -> Values:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    return {name: by_name[name].to_python(said) for name, said in values.items()}
