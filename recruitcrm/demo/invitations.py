"""Invitations to the client's meetings: who is there, what for, how one gets there (K4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts.models import User
from clients.models import Contact
from processes.meetings.inviting import tell
from processes.models import Candidacy, Meeting, SentGuide

SAID = (
    (
        "Ten minutes about the team, then the case together, then whatever you want to ask.",
        "Second floor; ask for {contact} at the desk. The station is five minutes away on foot.",
        "{contact} likes short answers and long questions. Nothing has to be prepared.",
    ),
    (
        "A walk through the house, and an hour with somebody who does the job today.",
        "Ring the bell at the yard, not at the street. There is parking behind the building.",
        "Wear what you would wear at work. They lend you a coat for the cold store.",
    ),
    (
        "What went wrong last year, honestly, and what you would have done.",
        "Take the lift to the top; the meeting is in the room with the green door.",
        "They will ask what you want to learn. It is a real question.",
    ),
)


def said_of(candidacy: Candidacy, contact: Contact) -> dict[str, Any]:
    """What a meeting is booked with beside time and place: for ``Meeting.objects.book``."""
    agenda, way_there, words = SAID[len(candidacy.name) % len(SAID)]
    others = candidacy.assignment.client.contacts.active().exclude(pk=contact.pk)[:1]
    return {
        "agenda": agenda,
        "way_there": way_there.format(contact=contact.first_name),
        "candidate_words": words.format(contact=contact.first_name),
        "contacts": list(others),
        "colleagues": [candidacy.assignment.owner],
    }


def invite(meeting: Meeting, *, by: User, at: datetime, until: datetime) -> None:
    """Everybody gets a letter; the guide goes out for a meeting that the story leaves ahead.

    ``until``: the story's end. Each guide is a page that a worker makes, so there are few of them.
    """
    tell(meeting, by=by, at=at)
    if meeting.starts_at > until and hasattr(meeting.candidacy, "guide"):
        SentGuide.objects.send(meeting, by=by, at=at)
