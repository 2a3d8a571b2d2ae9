"""What a letter asks and tells a follow-up: a reminder, or a word written by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from processes.models.letter_text import LetterText
from processes.models.rooms import OfFollowUp

if TYPE_CHECKING:
    from mailings.models import Letter


class GetsReminders(OfFollowUp):
    """Nobody is reminded of what was given meanwhile."""

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before a reminder goes out: is any of its words still waited for?

        A letter that somebody wrote by hand goes in any case.
        """
        waiting = type(self.itself).objects.waiting()
        by_hand = letter.kind in LetterText.Kind.values
        return by_hand or waiting.filter(reminders__letter=letter).exists()

    def letter_may_go_at(self, letter: Letter, *, at: datetime) -> datetime:
        """A reminder that was held up waits for the client's working hours; others go at once."""
        if letter.kind in LetterText.Kind.values:
            return at
        return self.itself.client.working_hours().next_open(at)

    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """A reminder went out to the client; after the last one it is for us to call (C5)."""
        from processes.follow_ups.calling import call_after_last
        from processes.letters_sent import heard_by_letter

        row = self.itself
        event = heard_by_letter(letter, row.assignment, at=at, client=row.client)
        call_after_last(letter, event)
