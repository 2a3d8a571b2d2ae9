"""A meeting of Amira's with Nordvik, as the stories of this folder begin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from icalendar import Calendar, Event

from mailings.models import Letter
from processes.models import Candidacy, Meeting, MeetingGuide
from tests.cast import NOW, Cast
from tests.remembered import remembered

STARTS = NOW + timedelta(days=6, hours=3)  # Thursday 26 November, 13:00 in Stockholm


@remembered
def amira_on_payroll(cast: Cast) -> Candidacy:
    return cast.presented(cast.amira, cast.payroll())


@remembered
def arranged(cast: Cast, candidacy: Candidacy | None = None, **said: Any) -> Meeting:
    said.setdefault("contact", cast.sara)
    return Meeting.objects.book(
        candidacy or amira_on_payroll(cast),
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=1),
        place="Room 4, Gävle",
        by=cast.nina,
        at=NOW,
        **said,
    )


def to(person: Any) -> Letter:
    """The newest letter to somebody."""
    return Letter.objects.filter(to=person.email).latest("pk")


def file_of(letter: Letter) -> bytes:
    return bytes(letter.attachments.get(content_type="text/calendar").content)


def entry_of(letter: Letter) -> Event:
    """What a calendar makes of the letter."""
    entries = Calendar.from_ical(file_of(letter)).walk("VEVENT")
    (entry,) = entries
    assert isinstance(entry, Event)
    return entry


def guide_to(
    candidacy: Candidacy, cast: Cast, *, publish: bool = True, seen: str = "", **said: str
) -> MeetingGuide:
    """What Amira wants: development and flexibility, each in a word."""
    words = {"wants_words": "Something that lasts.", "show": "The team", "case": "", "explore": ""}
    guide = MeetingGuide.objects.write(
        candidacy,
        wants=["development", "flexibility"],
        **(words | said),
        by=cast.nina,
        at=NOW,
        seen=seen,
    )
    if publish:
        guide.publish(by=cast.nina, at=NOW)
    return guide
