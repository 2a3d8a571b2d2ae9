"""A letter that tells the client something: of a row that counts as told once it has gone out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from clients.models import Contact
from mailings.models import Letter
from mailings.models.outbox import LetterQuerySet, LetterState
from processes import words
from processes.models import Assignment, BriefVersion, Obstacle


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


@transaction.atomic
def send(
    row: BriefVersion | Obstacle,
    written: words.Draft,
    *,
    kind: str,
    key: str,
    to: Contact,
    by: User,
    at: datetime,
) -> Letter:
    """Puts the letter into the outbox; raises ``OnItsWay`` and ``words.NoAddress``.

    ``key`` begins the letter's, one of which there is for each that somebody got.
    """
    # Whoever sends one at the same moment waits, and finds this one on its way.
    type(row)._default_manager.select_for_update(no_key=True, of=("self",)).get(pk=row.pk)
    theirs = list(letters_about(type(row), [row.pk], kind).filter(recipient_id=to.pk))
    if any(letter.state == LetterState.WAITING for letter in theirs):
        said = _("A letter about it to %(name)s is on its way already.")
        raise OnItsWay(said % {"name": to.full_name})
    return words.write(
        kind,
        written,
        to=to,
        by=by,
        at=at,
        key=f"{key}:{row.pk}:{to.pk}:{len(theirs)}",
        occasion=row,
        language=to.language,
    )


def letters_about(model: type[models.Model], rows: Iterable[int], kind: str) -> LetterQuerySet:
    """Of this kind, about these rows of a model, in the order in which they were written."""
    about = ContentType.objects.get_for_model(model)
    found: LetterQuerySet = Letter.objects.filter(
        kind=kind, occasion_type=about, occasion_id__in=rows
    )
    return found.order_by("pk")
