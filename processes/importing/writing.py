"""Writing a row of ours from a row of theirs: checked by our own rules, saved where it differs."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from processes.importing.row import BadCell


def write(mine: models.Model, said: dict[str, Any], *, keep: bool = False) -> None:
    """Sets what the row says; an empty cell changes nothing, and ``keep`` leaves what is filled.

    Raises ``BadCell`` for what our own fields refuse: a bad address, a text that is too long.
    """
    changed = []
    for name, value in said.items():
        before = getattr(mine, name)
        if value in (None, "", []) or value == before or (keep and before not in (None, "", [])):
            continue
        setattr(mine, name, value)
        changed.append(name)
    try:
        mine.clean_fields(exclude={f.name for f in mine._meta.fields if f.name not in changed})
    except ValidationError as problem:
        column, reasons = next(iter(problem.message_dict.items()))
        raise BadCell(column, " ".join(reasons)) from problem
    if mine._state.adding:
        mine.save()
    elif changed:
        mine.save(update_fields=changed)
