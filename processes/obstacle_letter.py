"""The letter that tells the client of an obstacle (C6): it counts once it has gone out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from clients.models import Contact
from mailings.models import Letter
from mailings.models.outbox import LetterQuerySet, LetterState
from processes import words
from processes.models import Assignment, Obstacle
from processes.models.obstacle import LETTER


class OnItsWay(Exception):
    """A letter about it to the same person has been written and not gone out yet."""


def readers(assignment: Assignment) -> list[Contact]:
    """Who can be written to: whoever decides, who ordered, and who else hears of it."""
    named = dict.fromkeys(
        [
            *filter(None, [assignment.decider, assignment.ordered_by]),
            *assignment.contacts.active().select_related("client"),
        ]
    )
    return [contact for contact in named if words.can_be_written_to(contact)]


def draft(obstacle: Obstacle, to: Contact, *, by: User, at: datetime) -> words.Draft:
    """The obstacle in the reader's language, with evidence, effect, ways out and our advice."""
    facts = words.facts_about(
        assignment=obstacle.assignment, contact=to, obstacle=obstacle, by=by, at=at
    )
    return words.draft(LETTER, to.language, facts)


@transaction.atomic
def send(
    obstacle: Obstacle, written: words.Draft, *, to: Contact, by: User, at: datetime
) -> Letter:
    """Puts the letter into the outbox; raises ``OnItsWay`` and ``words.NoAddress``."""
    # Whoever sends one at the same moment waits, and finds this one on its way.
    Obstacle.objects.select_for_update(no_key=True).get(pk=obstacle.pk)
    theirs = [letter for letter in letters_about([obstacle]) if letter.recipient_id == to.pk]
    if any(letter.state == LetterState.WAITING for letter in theirs):
        said = _("A letter about it to %(name)s is on its way already.")
        raise OnItsWay(said % {"name": to.full_name})
    return words.write(
        LETTER,
        written,
        to=to,
        by=by,
        at=at,
        key=f"obstacle:{obstacle.pk}:{to.pk}:{len(theirs)}",
        occasion=obstacle,
        language=to.language,
    )


def letters_about(obstacles: Iterable[Obstacle]) -> LetterQuerySet:
    kind = ContentType.objects.get_for_model(Obstacle)
    found: LetterQuerySet = Letter.objects.filter(
        kind=LETTER, occasion_type=kind, occasion_id__in=[one.pk for one in obstacles]
    )
    return found.order_by("pk")


def under_way(obstacles: Iterable[Obstacle]) -> dict[int, Letter]:
    """Letters that have not gone out yet, by obstacle; one query."""
    waiting = letters_about(obstacles).waiting().defer("html", "text")
    return {letter.occasion_id: letter for letter in waiting if letter.occasion_id}
