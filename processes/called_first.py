"""A placed candidate wants to move on: whether they rang us first (A5)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t

from accounts.models import User
from processes.came_by import MovedOn
from processes.models.event import Event, EventKind
from processes.stages import Stage
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.candidacy import Candidacy


class NeverPlaced(Exception):
    """Only somebody whom we have placed can come back."""


def note_moving_on(
    candidacy: Candidacy, how: str, *, by: User, at: datetime, text: str = ""
) -> Event:
    """Somebody whom we placed wants to move on, and this is how we heard it (A5).

    Raises ``NeverPlaced``.
    """
    if candidacy.stage != Stage.PLACED:
        raise NeverPlaced(_t("Only of somebody whom we have placed can this be said."))
    return record(
        EventKind.CALLED_FIRST,
        by=by,
        at=at,
        candidacy=candidacy,
        text=text,
        how=MovedOn(how).value,
    )
