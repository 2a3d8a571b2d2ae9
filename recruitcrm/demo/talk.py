"""Calls as recruiters log them."""

from __future__ import annotations

from datetime import date, datetime

from accounts.models import User
from clients.models import Contact
from processes.conversations import Conversation, log_conversation
from processes.models import Assignment, Candidacy, EventKind
from processes.people import Person


def ring_candidate(
    candidacy: Candidacy,
    *,
    by: User,
    at: datetime,
    text: str,
    reached: bool = True,
    rang: str = "us",
    next_on: date | None = None,
) -> None:
    said = Conversation(
        EventKind.CALLED,
        Person(candidate=candidacy.candidate),
        at,
        assignment=candidacy.assignment,
        reached=reached,
        rang=rang,
        text=text,
        next_on=next_on,
    )
    log_conversation(said, by=by)


def ring_contact(
    contact: Contact,
    assignment: Assignment | None,
    *,
    by: User,
    at: datetime,
    text: str,
    reached: bool = True,
    rang: str = "us",
    visible: bool = False,
) -> None:
    said = Conversation(
        EventKind.CALLED,
        Person(contact=contact),
        at,
        assignment=assignment,
        reached=reached,
        rang=rang,
        text=text,
        visible_to_client=visible,
    )
    log_conversation(said, by=by)
