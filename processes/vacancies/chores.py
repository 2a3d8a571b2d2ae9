"""What happens to applications by itself; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from processes.models import HeldFile


def due_held_files(at: datetime) -> models.QuerySet[HeldFile]:
    return HeldFile.objects.due(at)


def drop_held_file(pk: int, at: datetime) -> None:
    """Nobody came back for it: row and file go."""
    held = HeldFile.objects.filter(pk=pk).first()
    if held is not None:
        held.drop()
