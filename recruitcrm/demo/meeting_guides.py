"""Guides to the client's meetings: what somebody wants, so that it is no interrogation (K4)."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from processes.models import Candidacy, MeetingGuide

SAID = (
    (
        ("development", "flexibility"),
        "Wants to build something that lasts and two days at home, for a long way to work.",
        "Where the team will be in two years, and that home days stand in the contract.",
        "A real month-end of last spring: what would you look at first, and why?",
        "What made the last team good. What a first calm quarter would look like.",
    ),
    (
        ("purpose",),
        "Asks what the work is good for before asking what it pays.",
        "A walk through the house, and ten minutes with somebody who does the job today.",
        "The case that nobody has solved yet; half an hour with a pen, together.",
        "When they last changed their mind about something, and what came of it.",
    ),
    (
        ("technology", "development"),
        "Has outgrown the tools at work and wants to choose the next ones.",
        "What is old, honestly, and who decides what replaces it.",
        "Yesterday's worst fault, with the logs on the table.",
        "How they bring along those who like the old way.",
    ),
)


def write_guide(candidacy: Candidacy, *, by: User, at: datetime) -> None:
    """Written when the meeting is booked, and published: the client reads it in the portal."""
    wants, wants_words, show, case, explore = SAID[len(candidacy.name) % len(SAID)]
    guide = MeetingGuide.objects.write(
        candidacy,
        wants=wants,
        wants_words=wants_words,
        show=show,
        case=case,
        explore=explore,
        by=by,
        at=at,
        seen="",
    )
    guide.publish(by=by, at=at)
