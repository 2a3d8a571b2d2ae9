"""What an import taken back leaves as it is, and what the timeline says of that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from candidates.models import Candidate
from clients.models import Client, Contact
from processes.models import Assignment, EventKind, Import, ImportRow, RowReturned
from processes.timeline import record


def stay(row: ImportRow, why: str, taken: Import, at: datetime) -> None:
    row.returned, row.why = RowReturned.STAYS, why
    if row.object is not None:
        tell(row.object, "stays", taken, at)


def tell(mine: models.Model, what: str, taken: Import, at: datetime) -> None:
    """On the timeline of whom it is about."""
    about: dict[str, Any] = {}
    if isinstance(mine, Client):
        about["client"] = mine
    elif isinstance(mine, Contact):
        about["contact"] = mine
    elif isinstance(mine, Candidate):
        about["candidate"] = mine
    elif isinstance(mine, Assignment):
        about["assignment"] = mine
    else:
        candidacy = getattr(mine, "candidacy", mine)
        about["candidacy"] = candidacy
    record(EventKind.IMPORT_TAKEN_BACK, by=taken.taken_back_by, at=at, what=what, **about)
