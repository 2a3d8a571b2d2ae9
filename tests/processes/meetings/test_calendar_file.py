"""An invitation opens in two readers that know nothing of each other, as it was meant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from mailings.delivery import as_mail
from processes.meetings.calendar import Entry, Person, invitation
from processes.meetings.inviting import tell
from tests.cast import NOW, Cast
from tests.processes.meetings.arranged import arranged, file_of, to

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NAME = 'Åsa "Oz" Öberg, HR; chief\nof all'


def entry(starts: datetime, **said: Any) -> Entry:
    facts: dict[str, Any] = {
        "uid": "meeting-7@crm.example",
        "sequence": 3,
        "title": "Meeting with Zoë; a, b\\c",
        "starts": starts,
        "ends": starts + timedelta(minutes=90),
        "zone": STOCKHOLM,
        "place": "Room 4, second floor; left",
        "about": "Line one\nLine two, with a comma\n" + "långt " * 60,
        "organiser": Person("Nina Lind", "nina@askvik.example"),
        "attendees": (
            Person(NAME, "asa@nordvik.example"),
            Person("Asa again", "ASA@nordvik.example"),
        ),
    }
    return Entry(**(facts | said))


def read_by_icalendar(content: bytes) -> dict[str, Any]:
    calendar = Calendar.from_ical(content)
    (found,) = calendar.walk("VEVENT")
    event: Any = found
    attendee: Any = event["ATTENDEE"]
    assert not isinstance(attendee, list), "the same address twice"
    return {
        "method": str(calendar["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "title": str(event["SUMMARY"]),
        "place": str(event["LOCATION"]),
        "about": str(event["DESCRIPTION"]),
        "starts": event["DTSTART"].dt.astimezone(UTC),
        "ends": event["DTEND"].dt.astimezone(UTC),
        "status": str(event["STATUS"]),
        "organiser": str(event["ORGANIZER"]),
        "attendee": (str(attendee.params["CN"]), str(attendee)),
    }


def read_by_vobject(content: bytes) -> dict[str, Any]:
    calendar = vobject.readOne(content.decode())
    (event,) = calendar.vevent_list
    (attendee,) = event.attendee_list
    return {
        "method": calendar.method.value,
        "uid": event.uid.value,
        "sequence": int(event.sequence.value),
        "title": event.summary.value,
        "place": event.location.value,
        "about": event.description.value,
        "starts": event.dtstart.value.astimezone(UTC),
        "ends": event.dtend.value.astimezone(UTC),
        "status": event.status.value,
        "organiser": event.organizer.value,
        "attendee": (attendee.params["CN"][0], attendee.value),
    }


SUMMER = datetime(2026, 7, 1, 7, 0, tzinfo=UTC)  # 9:00 in Stockholm
WINTER = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)  # 9:00 in Stockholm
THE_NIGHT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # the hour before the clocks go back
THE_DAY_AFTER = datetime(2027, 3, 28, 7, 0, tzinfo=UTC)  # the clocks went forward at night


@pytest.mark.parametrize("starts", [SUMMER, WINTER, THE_NIGHT, THE_DAY_AFTER])
def test_both_readers_find_the_same(starts: datetime) -> None:
    meant = entry(starts)
    content = invitation(meant, method="REQUEST", at=NOW)
    expected = {
        "method": "REQUEST",
        "uid": meant.uid,
        "sequence": 3,
        "title": meant.title,
        "place": meant.place,
        "about": meant.about,
        "starts": starts,
        "ends": meant.ends,
        "status": "CONFIRMED",
        "organiser": "mailto:nina@askvik.example",
        "attendee": ("Åsa 'Oz' Öberg, HR; chief of all", "mailto:asa@nordvik.example"),
    }
    assert read_by_icalendar(content) == expected
    assert read_by_vobject(content) == expected


def test_the_time_is_written_in_its_zone_and_the_zone_is_in_the_file() -> None:
    content = invitation(entry(SUMMER), method="REQUEST", at=NOW).decode()
    assert "DTSTART;TZID=Europe/Stockholm:20260701T090000" in content
    assert "BEGIN:VTIMEZONE" in content and "TZID:Europe/Stockholm" in content
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))


def test_the_end_of_a_meeting_is_read_as_such_by_both() -> None:
    content = invitation(entry(WINTER), method="CANCEL", at=NOW)
    for found in (read_by_icalendar(content), read_by_vobject(content)):
        assert (found["method"], found["status"]) == ("CANCEL", "CANCELLED")


@pytest.mark.django_db
def test_the_mail_carries_it_as_a_part_with_its_method_and_as_a_file(cast: Cast) -> None:
    tell(arranged(cast), by=cast.nina, at=NOW)
    letter = to(cast.sara)
    mail = message_from_bytes(as_mail(letter).message().as_bytes())
    parts = {part.get_content_type(): part for part in mail.walk()}
    alternatives = [part.get_content_type() for part in alternatives_of(parts)]
    assert alternatives == ["text/plain", "text/html", "text/calendar"]
    part = parts["text/calendar"]
    assert (part.get_param("method"), part.get_content_charset()) == ("REQUEST", "utf-8")
    uid = f"meeting-{letter.occasion_id}@127.0.0.1"
    assert read_by_vobject(content_of(part))["uid"] == uid
    assert parts["application/ics"].get_filename() == "invitation.ics"
    assert content_of(parts["application/ics"]) == file_of(letter)


def alternatives_of(parts: dict[str, Message]) -> list[Message]:
    found = parts["multipart/alternative"].get_payload()
    assert isinstance(found, list)
    return [part for part in found if isinstance(part, Message)]


def content_of(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    assert isinstance(found, bytes)
    return found
