"""Facts to JSON and back: what was approved can be read again, field by field."""

from __future__ import annotations

import types
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def frozen(facts: Any) -> dict[str, Any]:
    """A dataclass as what JSON can hold; days and moments become ISO texts."""
    plain: dict[str, Any] = _plain(asdict(facts))
    return plain


def thawed(cls: type[T], stored: dict[str, Any]) -> T:
    """The dataclass again. Fields that later versions have added need a default there."""
    kinds = _kinds(cls)  # type: ignore[arg-type]
    return cls(
        **{name: _read(kinds[name], value) for name, value in stored.items() if name in kinds}
    )


@lru_cache
def _kinds(cls: type[Any]) -> dict[str, Any]:
    """What its fields hold; found out once, for a report holds hundreds of them."""
    found = get_type_hints(cls)
    return {field.name: found[field.name] for field in fields(cls)}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _read(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(kind) in (types.UnionType, Union):
        kind = next(part for part in get_args(kind) if part is not types.NoneType)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    if is_dataclass(kind):
        return thawed(kind, value)  # type: ignore[arg-type]
    return value
