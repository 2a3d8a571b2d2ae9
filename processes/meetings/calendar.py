"""Invitations as calendars read them (RFC 5545, 5546): the same UID, counted, in the right zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

Method = Literal["REQUEST", "CANCEL"]


@dataclass(frozen=True)
class Person:
    name: str
    email: str


@dataclass(frozen=True)
class Entry:
    """A meeting as one person's calendar takes it up; ``sequence`` grows with each change."""

    uid: str
    sequence: int
    title: str
    starts: datetime
    ends: datetime
    zone: ZoneInfo
    place: str
    about: str
    organiser: Person
    attendees: tuple[Person, ...]


def uid_of(name: str) -> str:
    """The same in an invitation as in the calendar of the portal: there it is one entry."""
    return f"{name}@{urlsplit(settings.BASE_URL).hostname}"


def invitation(entry: Entry, *, method: Method, at: datetime) -> bytes:
    """The file that puts the meeting into a calendar, or takes it out again."""
    calendar = Calendar()
    calendar.add("prodid", "-//recruitcrm//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(event(entry, method=method, at=at))
    calendar.add_missing_timezones(
        first_date=entry.starts.date().replace(month=1, day=1),
        last_date=entry.ends.date().replace(year=entry.ends.year + 2, month=1, day=1),
    )
    content: bytes = calendar.to_ical()
    return content


def event(entry: Entry, *, method: Method, at: datetime) -> Event:
    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", at.astimezone(UTC))
    made.add("last-modified", at.astimezone(UTC))
    made.add("sequence", entry.sequence)
    made.add("summary", entry.title)
    made.add("dtstart", entry.starts.astimezone(entry.zone))
    made.add("dtend", entry.ends.astimezone(entry.zone))
    made.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    made.add("transp", "OPAQUE")
    if entry.place:
        made.add("location", entry.place)
    if entry.about:
        made.add("description", entry.about)
    made.add("organizer", address(entry.organiser), encode=False)
    for person in once(entry.attendees):
        attendee = address(person)
        attendee.params["cutype"] = vText("INDIVIDUAL")
        attendee.params["role"] = vText("REQ-PARTICIPANT")
        attendee.params["partstat"] = vText("NEEDS-ACTION")
        attendee.params["rsvp"] = vText("TRUE")
        made.add("attendee", attendee, encode=False)
    return made


def address(person: Person) -> vCalAddress:
    found = vCalAddress(f"mailto:{person.email}")
    found.params["cn"] = vText(" ".join(person.name.replace('"', "'").split()))
    return found


def once(people: Iterable[Person]) -> list[Person]:
    """Each address once, as it was said first."""
    return list({person.email.lower(): person for person in reversed(list(people))}.values())[::-1]
