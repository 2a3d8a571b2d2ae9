"""Writing a row of ours from a row of theirs: checked by our own rules, saved where it differs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from processes.importing.row import BadCell


@dataclass
class Written:
    """What was set, and what stood there before; ``added``: it was not here."""

    added: bool
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def write(mine: models.Model, said: dict[str, Any], *, keep: bool = False) -> Written:
    """Sets what the row says as ``fill`` does, and saves what differs."""
    written = fill(mine, said, keep=keep)
    if mine._state.adding:
        mine.save()
    elif written.after:
        mine.save(update_fields=list(written.after))
    return written


def fill(mine: models.Model, said: dict[str, Any], *, keep: bool = False) -> Written:
    """Sets what the row says; an empty cell changes nothing, and ``keep`` leaves what is filled.

    Lists are set as they are given. Tells what was set. Raises ``BadCell`` for what our own fields
    refuse: a bad address, a text that is too long.
    """
    written = Written(added=mine._state.adding)
    for name, value in said.items():
        before = getattr(mine, name)
        stays = keep and before not in (None, "", []) and not isinstance(value, list)
        if value in (None, "", []) or value == before or stays:
            continue
        setattr(mine, name, value)
        written.before[name], written.after[name] = plain(before), plain(value)
    try:
        mine.clean_fields(
            exclude={f.name for f in mine._meta.fields if f.name not in written.after}
        )
    except ValidationError as problem:
        column, reasons = next(iter(problem.message_dict.items()))
        raise BadCell(column, " ".join(reasons)) from problem
    return written


def plain(value: Any) -> Any:
    """A value as it can be kept and compared later: of another row its key."""
    return value.pk if isinstance(value, models.Model) else value
