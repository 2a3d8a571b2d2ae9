"""What saved searches do by themselves; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from candidates.models import OwnList
from processes.search_news.telling import tell


def due_news(at: datetime) -> models.QuerySet[OwnList]:
    return OwnList.objects.due(at)


def do_news(pk: int, at: datetime) -> None:
    tell(pk, at)
