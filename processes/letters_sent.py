"""A letter of ours to somebody at the client went out: it counts as a word to them (C7)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from clients.models import Client, Contact
from processes.models.event import Event, EventKind
from processes.timeline import record

if TYPE_CHECKING:
    from mailings.models import Letter
    from processes.models.assignment import Assignment


def heard_by_letter(
    letter: Letter, assignment: Assignment | None, *, at: datetime, client: Client | None = None
) -> Event:
    """Writes on the timeline whom it reached; ``client`` is needed where there is no assignment."""
    return record(
        EventKind.LETTER_SENT,
        by=None,
        at=at,
        assignment=assignment,
        client=client,
        contact=contact_of(letter),
        reached=True,
        letter=letter.kind,
        subject=letter.subject,
    )


def contact_of(letter: Letter) -> Contact | None:
    """To whom at the client it was written; None where it was written to somebody else."""
    return letter.recipient if isinstance(letter.recipient, Contact) else None
