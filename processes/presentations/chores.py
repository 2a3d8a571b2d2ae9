"""What presentations do by themselves; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from processes import documents
from processes.models import Presentation
from processes.models.which_presentations import PresentationQuerySet


def due_presentations(at: datetime) -> PresentationQuerySet:
    return Presentation.objects.due(at)


def do_presentation(pk: int, at: datetime) -> None:
    waiting = Presentation.objects.waiting()
    documents.take_further(
        waiting.select_related("assignment__client", "assignment__owner"), pk, at=at
    )
