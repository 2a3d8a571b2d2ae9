"""Closing an assignment so that everyone is answered (C7, K1); the closing word to the client."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from clients.models import Contact
from mailings.models import Letter
from processes import declines, words
from processes.models import Assignment, Candidacy, Closing, Outcome
from processes.models.letter_text import LANGUAGES
from processes.stages import Reason
from processes.words.drafting import Draft, Text, text_in_force

log = structlog.get_logger(__name__)
KIND = "closing"
REASONS: dict[str, Reason] = {
    Outcome.FILLED: Reason.OTHER_CHOSEN,
    Outcome.CANCELLED: Reason.CLOSED,
    Outcome.LOST: Reason.CLOSED,
}


@transaction.atomic
def begin(
    assignment: Assignment,
    outcome: str,
    *,
    words: str,
    letters: Mapping[Contact, Text],
    words_for: Callable[[Candidacy], Draft],
    by: User,
    at: datetime,
) -> Closing:
    """Answers everybody who may be answered by letter, and closes once nobody waits any more.

    ``letters``: the closing word to each of the client's people, ``{why}`` standing for the words.
    Raises ``AlreadyClosed`` and ``ClosingUnderWay``.
    """
    closing = Closing.objects.begin(
        assignment,
        outcome,
        words=words,
        letters={str(contact.pk): text._asdict() for contact, text in letters.items()},
        by=by,
        at=at,
    )
    declines.plan(
        assignment,
        by_letter(assignment),
        words_for,
        reason=REASONS[outcome],
        by=by,
        at=at,
        closing=closing,
    )
    closing.complete(at=at)
    closing.refresh_from_db()
    return closing


def to_tell(assignment: Assignment) -> list[declines.Telling]:
    """Everybody who is unanswered, and how they are told."""
    return declines.tellings(declines.with_meetings(assignment.unanswered()), closing=True)


def by_letter(assignment: Assignment) -> list[Candidacy]:
    return [one.candidacy for one in to_tell(assignment) if not one.must_call and not one.decline]


def contacts_of(assignment: Assignment) -> list[Contact]:
    """Whoever decides and whoever ordered, if they still work there."""
    people = dict.fromkeys(filter(None, [assignment.decider, assignment.ordered_by]))
    return [contact for contact in people if contact.is_active]


def closing_text(contact: Contact, assignment: Assignment, *, by: User, at: datetime) -> Text:
    """The closing word to this person with all that is known; ``{why}`` is still to be said."""
    facts = words.facts_about(assignment=assignment, contact=contact, by=by, at=at, why="{why}")
    return Text(*text_in_force(KIND, language_of(contact)).filled(facts))


def language_of(contact: Contact) -> str:
    return contact.language if contact.language in LANGUAGES else "en"


def drafts(closing: Closing) -> list[tuple[Contact, Draft]]:
    """The closing word to each of the client's people, as it will go out."""
    people = Contact.objects.filter(pk__in=closing.letters).select_related(
        "client", "client__owner"
    )
    said = {"why": closing.words}
    return [
        (contact, Text(**closing.letters[str(contact.pk)]).filled(said))
        for contact in people.order_by("pk")
    ]


def write_to_client(closing: Closing, *, at: datetime) -> list[Letter]:
    """The closing word goes out; once per person, however often it is asked for."""
    letters = []
    for contact, draft in drafts(closing):
        try:
            letter = words.write(
                KIND,
                draft,
                to=contact,
                by=closing.by,
                at=at,
                key=f"closing:{closing.pk}:{contact.pk}",
                occasion=closing,
                language=language_of(contact),
            )
        except words.NoAddress:  # left meanwhile; the words stand in the portal
            log.warning("closing_word_without_address", closing=closing.pk, contact=contact.pk)
        else:
            letters.append(letter)
    return letters


def due_closings(at: datetime) -> QuerySet[Closing]:
    """Closings to be looked at again: has everybody been answered by now?"""
    return Closing.objects.due(at)


def complete_closing(pk: int, at: datetime) -> None:
    Closing.objects.get(pk=pk).complete(at=at)
