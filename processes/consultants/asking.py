"""The monthly question to consultants who agreed to it: are you free as you said?"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation

from accounts.models import SignedLink
from mailings.models import Letter
from processes import words
from processes.letters_with_links import Link, write_with_link
from processes.models import Availability
from processes.models.availability import ASKED_AT_MOST, next_question
from processes.templatetags.availability import said_in_words

KIND = "availability_asked"
PURPOSE = "availability_answer"  # the name of the address that the link opens
GOOD_FOR = timedelta(days=30)


@transaction.atomic
def ask(pk: int, at: datetime) -> Letter | None:
    """Writes this month's question, if it is due; harmless when repeated or late.

    Nobody is written to outside working hours, nor again after three letters without an answer.
    """
    rows = Availability.objects.select_for_update(of=("self",)).select_related("candidate__owner")
    mine = rows.filter(pk=pk, agreed_at__isnull=False).first()
    if mine is None:
        return None
    mine.next_at = when_to_ask(mine, at)
    letter = None
    if mine.next_at is not None and mine.next_at <= at:
        letter = write(mine, at)
        mine.asked_at, mine.unanswered = at, mine.unanswered + 1
        mine.next_at = when_to_ask(mine, at)
    mine.save(update_fields=["asked_at", "unanswered", "next_at"])
    return letter


def when_to_ask(mine: Availability, at: datetime) -> datetime | None:
    """A month after the last word or question, in working hours; None where none goes any more.

    Reckoned from the row, for the chore's column is its lease too.
    """
    if mine.unanswered >= ASKED_AT_MOST or not words.can_be_written_to(mine.candidate):
        return None
    heard = [moment for moment in (mine.noted_at, mine.asked_at) if moment]
    due = next_question(mine.candidate, max(heard)) if heard else at
    return mine.candidate.working_hours().next_open(max(due, at))


def write(mine: Availability, at: datetime) -> Letter:
    candidate = mine.candidate
    until = at + GOOD_FOR
    link, address = SignedLink.objects.issue(
        PURPOSE, mine.pk, language=candidate.language, until=until, at=at
    )
    zone = candidate.working_hours().zone
    with translation.override(candidate.language), timezone.override(zone):
        said = said_in_words(mine) if mine.is_open else ""
    facts = words.facts_about(candidate=candidate, by=candidate.owner, at=at, free_as=said)
    return write_with_link(
        KIND,
        words.draft(KIND, candidate.language, facts),
        Link(address, until),
        to=candidate,
        signs=candidate.owner,
        key=f"{KIND}:{link.pk}",
        occasion=mine,
        at=at,
    )
