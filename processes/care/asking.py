"""The letter with the three questions: sent by hand, or by itself when the time has come (A1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, SignedLink, User
from accounts.working_time import WorkingHours
from candidates.models import Candidate
from clients.models import Contact
from mailings.models import Letter
from processes import words
from processes.aftercare.opening import whom_to_ask
from processes.deputies import owner_at
from processes.letters_with_links import Link, write_with_link
from processes.models import CareQuestion, FollowUp, Touchpoint
from processes.models.care_question import PURPOSE
from processes.sides import Side

KIND = "care_asked"
GOOD_FOR = timedelta(days=21)


class AskedAlready(Exception):
    """One letter for each touchpoint."""


class NothingToAsk(Exception):
    """Nobody waits for these answers, now or any more."""


@transaction.atomic
def ask(
    touchpoint: Touchpoint, *, to: Contact | None = None, by: User | None, at: datetime
) -> Letter:
    """Writes the letter; the word is given when they have answered.

    ``to`` is whom to ask at the client, else whoever leads the one we placed. Raises
    ``AskedAlready``, ``NothingToAsk`` and ``words.NoAddress``.
    """
    question = CareQuestion.objects.of(touchpoint)
    if question.was_asked:
        raise AskedAlready(_("They have got this question by letter already."))
    point = Touchpoint.objects.with_people().get(pk=touchpoint.pk)
    if not is_asked(point):
        raise NothingToAsk(_("Nobody waits for these answers any more."))
    reader = reader_of(point, to)
    if reader is None:
        raise NothingToAsk(_("Nobody at the client is known who could be asked."))
    if not words.can_be_written_to(reader):
        raise words.NoAddress(reader)
    question.contact = reader if isinstance(reader, Contact) else None
    question.by, question.asked_at, question.next_at = by, at, None
    question.letter = write(question, point, reader, by=by, at=at)
    question.save()
    return question.letter


def is_asked(point: Touchpoint) -> bool:
    """Whether its window is open, and the word still owed."""
    return point.asks and FollowUp.objects.waiting().filter(touchpoint=point).exists()


def reader_of(point: Touchpoint, to: Contact | None = None) -> Candidate | Contact | None:
    candidacy = point.placement.candidacy
    if point.side == Side.CANDIDATE:
        return candidacy.candidate
    return to or whom_to_ask(candidacy.assignment)


def write(
    question: CareQuestion,
    point: Touchpoint,
    reader: Candidate | Contact,
    *,
    by: User | None,
    at: datetime,
) -> Letter:
    candidacy = point.placement.candidacy
    signs = by or owner_at(candidacy.assignment.owner, at)
    until = at + GOOD_FOR
    link, address = SignedLink.objects.issue(
        PURPOSE, point.pk, language=reader.language, until=until, at=at
    )
    contact = reader if isinstance(reader, Contact) else None
    facts = words.facts_about(candidacy=candidacy, contact=contact, by=signs, at=at)
    return write_with_link(
        KIND,
        words.draft(KIND, reader.language, facts),
        Link(address, until),
        to=reader,
        signs=signs,
        key=f"{KIND}:{link.pk}",
        occasion=question,
        at=at,
    )


@transaction.atomic
def ask_by_itself(pk: int, at: datetime) -> Letter | None:
    """The letter of a touchpoint whose window has opened; harmless when repeated or late.

    Never outside the reader's working hours. Where it cannot be written, somebody rings.
    """
    rows = CareQuestion.objects.select_for_update(of=("self",)).select_related("touchpoint")
    question = rows.filter(pk=pk, next_at__isnull=False, letter=None).first()
    if question is None:
        return None
    point = Touchpoint.objects.with_people().get(pk=question.touchpoint_id)
    reader = reader_of(point)
    if not Agency.current().asks_how_it_goes or reader is None:
        CareQuestion.objects.filter(pk=pk).update(next_at=None)
        return None
    opens = hours_of(reader).next_open(at)
    if opens > at:
        CareQuestion.objects.filter(pk=pk).update(next_at=opens)
        return None
    try:
        with transaction.atomic():
            return ask(point, by=None, at=at)
    except (AskedAlready, NothingToAsk, words.NoAddress):
        CareQuestion.objects.filter(pk=pk).update(next_at=None)
        return None


def hours_of(reader: Candidate | Contact) -> WorkingHours:
    return reader.client.working_hours() if isinstance(reader, Contact) else reader.working_hours()
