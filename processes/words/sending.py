"""The letter that somebody writes for a follow-up: its fitting texts, its readers, its sending."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from candidates.models import Candidate
from clients.models import Contact
from mailings.models import Letter
from mailings.models.outbox import WAITING, LetterQuerySet
from processes.feedback import feedback
from processes.models import FollowUp
from processes.words.drafting import Draft, draft
from processes.words.facts import facts_about
from processes.words.writing import can_be_written_to, write

Reader: TypeAlias = Candidate | Contact

# For each kind of follow-up the texts that fit, the likeliest first. Schedule, obstacle and
# brief have pages of their own, where their letters are written.
USUAL = ("word",)
FITTING: dict[str, tuple[str, ...]] = {
    "acknowledgement": ("acknowledgement", "answer"),
    "application": ("answer",),
    "client_feedback": ("feedback_asked", "word"),
    "feedback_after_meeting": ("feedback_asked", "word"),
    "feedback_call": ("feedback_asked", "word"),
    "dates_agreed": ("dates_asked", "word"),
    "keep_in_touch": ("keep_in_touch", "word"),
    "keep_in_touch_candidate": ("keep_in_touch", "word"),
    "schedule": (),
    "obstacle_told": (),
    "brief_told": (),
}


class OnItsWay(Exception):
    """A letter for the same follow-up to the same person has not gone out yet."""


def fitting(word: FollowUp) -> tuple[str, ...]:
    """The kinds of texts that somebody may write for this word."""
    return FITTING.get(word.kind, USUAL)


def gives(word: FollowUp, kind: str) -> bool:
    """Whether a letter of this kind is the word that is owed; some want a talk, or answers."""
    if word.touchpoint is not None and word.touchpoint.asks:
        return False
    return any(
        when.kind == "letter_sent"
        and all(kind in allowed for name, allowed in when.facts if name == "letter")
        for when in word.rule.settled_by
    )


def readers(word: FollowUp) -> list[Reader]:
    """Who may get the letter: the candidate who waits, or the client's people, nearest first."""
    if word.rule.owed == "candidate" and word.candidacy is not None:
        return [word.candidacy.candidate]
    nearest: list[Contact | None] = [word.contact]
    if word.assignment is not None:
        nearest += [word.assignment.decider, word.assignment.ordered_by]
    others = word.client.contacts.active().filter(decides=True) if not any(nearest) else ()
    return [one for one in dict.fromkeys([*nearest, *others]) if one and one.is_active]


def reachable(people: Sequence[Reader]) -> list[Reader]:
    return [one for one in people if can_be_written_to(one)]


def prepared(word: FollowUp, kind: str, to: Reader, *, by: User, at: datetime) -> Draft:
    """The text in the reader's language with what is known of the case."""
    contact = to if isinstance(to, Contact) else None
    facts = facts_about(
        candidacy=word.candidacy, assignment=word.assignment, contact=contact, by=by, at=at
    )
    found = draft(kind, to.language, facts)
    if contact is None and word.candidacy is not None and word.kind == "personal_feedback":
        why = feedback(word.candidacy, to.language)
        return Draft(found.subject, f"{found.body}\n\n{why}".rstrip())
    return found


@transaction.atomic
def send(
    word: FollowUp, kind: str, written: Draft, *, to: Reader, by: User, at: datetime
) -> Letter:
    """Puts the letter into the outbox; the word is given once it has gone out.

    Raises ``SettledMeanwhile``, ``OnItsWay`` and ``NoAddress``.
    """
    word.locked()  # whoever writes at the same moment waits, and finds this one on its way
    before = letters_for(word, to)
    if before.filter(WAITING).exists():
        said = _("A letter to %(name)s about this is on its way already.")
        raise OnItsWay(said % {"name": to.full_name})
    occasion: models.Model = word
    if isinstance(to, Candidate) and word.candidacy is not None:
        occasion = word.candidacy
    return write(
        kind,
        written,
        to=to,
        by=by,
        at=at,
        key=f"{key_of(word, to)}{before.count()}",
        occasion=occasion,
        language=to.language,
    )


def letters_for(word: FollowUp, to: Reader) -> LetterQuerySet:
    letters: LetterQuerySet = Letter.objects.filter(to=to.email, key__startswith=key_of(word, to))
    return letters


def key_of(word: FollowUp, to: Reader) -> str:
    return f"by hand:{word.pk}:{type(to).__name__.lower()}:{to.pk}:"
