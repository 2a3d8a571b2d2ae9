"""The letter that tells the client of an obstacle (C6): it counts once it has gone out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from clients.models import Contact
from mailings.models import Letter
from processes import telling_letters, words
from processes.models import Obstacle
from processes.models.obstacle import LETTER


def draft(obstacle: Obstacle, to: Contact, *, by: User, at: datetime) -> words.Draft:
    """The obstacle in the reader's language, with evidence, effect, ways out and our advice."""
    facts = words.facts_about(
        assignment=obstacle.assignment, contact=to, obstacle=obstacle, by=by, at=at
    )
    return words.draft(LETTER, to.language, facts)


def send(
    obstacle: Obstacle, written: words.Draft, *, to: Contact, by: User, at: datetime
) -> Letter:
    """Puts the letter into the outbox; raises ``OnItsWay`` and ``words.NoAddress``."""
    return telling_letters.send(obstacle, written, kind=LETTER, key="obstacle", to=to, by=by, at=at)


def under_way(obstacles: Iterable[Obstacle]) -> dict[int, Letter]:
    """Letters that have not gone out yet, by obstacle; one query."""
    found = telling_letters.letters_about(Obstacle, [one.pk for one in obstacles], LETTER)
    waiting = found.waiting().defer("html", "text")
    return {letter.occasion_id: letter for letter in waiting if letter.occasion_id}
