"""What meetings do by themselves; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from processes import documents
from processes.models.sent_guide import SentGuide, SentGuideQuerySet


def due_guides(at: datetime) -> SentGuideQuerySet:
    return SentGuide.objects.due(at)


def do_guide(pk: int, at: datetime) -> None:
    waiting = SentGuide.objects.waiting()
    rows = waiting.select_related(
        "assignment__client", "assignment__owner", "meeting__candidacy__candidate"
    )
    documents.take_further(rows, pk, at=at)
