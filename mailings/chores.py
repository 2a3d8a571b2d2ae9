"""What mailings does by itself; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from mailings.delivery import deliver
from mailings.models import Letter
from mailings.models.outbox import LetterQuerySet

# A delivery that takes longer is ended; it must be over before its lease is.
LETTER_SECONDS = 60


def due_letters(at: datetime) -> LetterQuerySet:
    letters: LetterQuerySet = Letter.objects.due(at)
    return letters


def do_letter(pk: int, at: datetime) -> None:
    deliver(pk, at=at)
