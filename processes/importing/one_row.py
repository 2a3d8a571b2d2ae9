"""One row on its way in: what it became, or why it was refused and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models
from django.utils.translation import gettext as _

from clients.models import ClientIsClosed
from processes.importing import (
    assignment,
    candidacy,
    candidate,
    client,
    contact,
    meeting,
    placement,
)
from processes.importing.linking import Known
from processes.importing.report import Refusal
from processes.importing.row import BadCell, Row
from processes.importing.writing import Written
from processes.models import RowBecame, WrongStage

TAKE_IN: dict[str, Callable[[Row, Known, Any], models.Model]] = {
    "clients": client.take_in,
    "contacts": contact.take_in,
    "candidates": candidate.take_in,
    "assignments": assignment.take_in,
    "submissions": candidacy.take_in,
    "interviews": meeting.take_in,
    "placements": placement.take_in,
}
# What makes a row a bad one; anything else is a mistake of ours.
REFUSALS = (BadCell, ValidationError, IntegrityError, DataError, WrongStage, ClientIsClosed)


@dataclass(frozen=True)
class Taken:
    """What a row became; ``is_known``: it had been imported before."""

    became: RowBecame
    object: models.Model | None
    is_known: bool
    digest: str | None = None  # of the row as it had been imported before
    written: Written = field(default_factory=lambda: Written(added=False))


def take_in_row(table: str, row: Row, known: Known) -> Taken:
    """Raises one of ``REFUSALS``."""
    key = known.key_of(table, row)
    known.see(table, key, row)
    before = known.record(table, key)
    if before and before.digest == row.digest:
        return Taken(RowBecame.SAME, None, True, before.digest)
    mine = before.object if before else None
    if before and mine is None:
        raise BadCell("id", _("What this row became has been removed here."))
    known.wrote = None
    newest = known.newest_of(TAKES[table])
    taken = TAKE_IN[table](row, known, mine)
    digest = before.digest if before else None
    known.records.remember(table, key, taken, row.digest)
    known.became(table, row)
    written = known.wrote or Written(added=False)
    written.added = mine is None and taken.pk > newest
    if written.added:
        became = RowBecame.NEW
    else:
        changed = written.after or table not in FIELDS_ONLY
        became = RowBecame.UPDATED if changed else RowBecame.SAME
    return Taken(became, taken, before is not None, digest, written)


# Tables of which a row says nothing but fields; the others tell of steps as well.
FIELDS_ONLY = {"clients", "contacts", "candidates"}
TAKES: dict[str, str] = {
    "clients": "clients.Client",
    "contacts": "clients.Contact",
    "candidates": "candidates.Candidate",
    "assignments": "processes.Assignment",
    "submissions": "processes.Candidacy",
    "interviews": "processes.Meeting",
    "placements": "processes.Placement",
}


def refusal(row: Row, problem: Exception) -> Refusal:
    """Where the row is and why it was refused."""
    if isinstance(problem, BadCell):
        return Refusal(row.file, row.line, row.label(problem.column), problem.reason)
    if isinstance(problem, IntegrityError):
        diagnosis = getattr(problem.__cause__, "diag", None)
        words = (getattr(diagnosis, "constraint_name", None) or str(problem)).replace("_", " ")
        return Refusal(row.file, row.line, "", _("Refused: %(rule)s.") % {"rule": words})
    if isinstance(problem, ValidationError):
        return Refusal(row.file, row.line, "", " ".join(problem.messages))
    return Refusal(row.file, row.line, "", str(problem))
