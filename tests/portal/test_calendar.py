"""The calendar at a secret address: agreed dates and meetings, and nobody reads it without it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.conf import settings
from django.core.signing import Signer
from django.test import Client as Browser

from clients.calendar_address import address_of
from clients.models import Contact
from processes.models import Meeting
from tests.cast import Cast
from tests.portal import ics
from tests.portal.asking import statements
from tests.processes.reports.story import FRIDAY, Story, on

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def path(contact: Contact) -> str:
    contact.refresh_from_db()
    return address_of(contact).removeprefix(settings.BASE_URL)


def feed(contact: Contact) -> dict[str, ics.Component]:
    """As a calendar program gets it, which signs in nowhere; by the beginning of each UID."""
    answer = Browser().get(path(contact))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {
        event.lines["UID"].partition("@")[0]: event for event in ics.read(answer.content).within
    }


def meeting_of(story: Story) -> tuple[Meeting, str]:
    booked = Meeting.objects.get(candidacy=story.amira)
    return booked, f"meeting-{booked.pk}"


def test_dates_are_days_and_meetings_are_times(cast: Cast, story: Story) -> None:
    found = feed(cast.sara)
    booked, key = meeting_of(story)
    one = f"-{story.assignment.pk}"
    assert set(found) == {f"presentation{one}", f"meetings{one}", f"decision{one}", key}
    decision, meeting = found[f"decision{one}"], found[key]
    assert decision.when("DTSTART") == date(2026, 11, 30)
    assert decision.when("DTEND") == date(2026, 12, 1)
    assert decision.text("SUMMARY") == "Your decision: Interim payroll manager"
    assert decision.lines["TRANSP"] == "TRANSPARENT"
    assert meeting.when("DTSTART") == booked.starts_at == on(24)
    assert meeting.when("DTEND") == on(24) + HOUR
    assert meeting.text("SUMMARY") == "Meeting with Amira Lundqvist: Interim payroll manager"
    assert meeting.lines["URL"].endswith(f"/portal/assignments/{story.assignment.pk}/")


def test_the_library_reads_the_same(cast: Cast, story: Story) -> None:
    content = Browser().get(path(cast.sara)).content
    parsed: Any = icalendar.Calendar.from_ical(content)
    ours = {event.lines["UID"]: event for event in ics.read(content).within}
    theirs = {str(event["UID"]): event for event in parsed.walk("VEVENT")}
    assert ours.keys() == theirs.keys() and len(ours) == 4
    for uid, event in ours.items():
        assert event.when("DTSTART") == theirs[uid].decoded("DTSTART")
        assert event.when("DTEND") == theirs[uid].decoded("DTEND")
        assert event.text("SUMMARY") == str(theirs[uid]["SUMMARY"])
        assert event.text("DESCRIPTION") == str(theirs[uid]["DESCRIPTION"])
        assert int(event.lines["SEQUENCE"]) == theirs[uid]["SEQUENCE"]


def test_a_meeting_in_summer_keeps_its_local_time(cast: Cast, story: Story) -> None:
    """Nine in Stockholm is eight in UTC in winter and seven in summer."""
    summer = datetime(2027, 6, 15, 7, 0, tzinfo=UTC)
    booked = Meeting.objects.book(story.jonas, starts_at=summer, by=cast.nina, at=on(20))
    found = feed(cast.sara)
    assert found[f"meeting-{booked.pk}"].lines["DTSTART"] == "20270615T070000Z"
    assert found[meeting_of(story)[1]].lines["DTSTART"] == "20261124T080000Z"


def test_a_moved_meeting_is_the_same_one_with_a_higher_number(cast: Cast, story: Story) -> None:
    booked, key = meeting_of(story)
    assert feed(cast.sara)[key].lines["SEQUENCE"] == "0"
    booked.move_to(on(25, 13), by=cast.nina, at=on(20), place="Room 4; 2nd floor, left")
    moved = feed(cast.sara)[key]
    assert (moved.lines["SEQUENCE"], moved.when("DTSTART")) == ("1", on(25, 13))
    assert moved.text("LOCATION") == "Room 4; 2nd floor, left"
    booked.move_to(on(25, 13), by=cast.nina, at=on(20), place="Room 4; 2nd floor, left")
    assert feed(cast.sara)[key].lines["SEQUENCE"] == "1"  # nothing has moved


def test_a_cancelled_meeting_says_so(cast: Cast, story: Story) -> None:
    booked, key = meeting_of(story)
    booked.cancel(by=cast.nina, at=on(20))
    cancelled = feed(cast.sara)[key]
    assert (cancelled.lines["STATUS"], cancelled.lines["SEQUENCE"]) == ("CANCELLED", "1")


def test_nobody_meets_whoever_has_left_until_they_are_back(cast: Cast, story: Story) -> None:
    _booked, key = meeting_of(story)
    said: dict[str, Any] = {
        "reason": "salary",
        "said_no": "candidate",
        "by": cast.nina,
        "at": on(20),
    }
    story.amira.finish("withdrawn", **said)
    left = feed(cast.sara)[key]
    story.amira.take_up_again(by=cast.nina, at=on(20, 10))
    back = feed(cast.sara)[key]
    assert (left.lines["STATUS"], back.lines["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert int(back.lines["SEQUENCE"]) > int(left.lines["SEQUENCE"]) > 0


def test_a_date_that_is_agreed_anew_has_a_higher_number(cast: Cast, story: Story) -> None:
    key = f"decision-{story.assignment.pk}"
    before = int(feed(cast.sara)[key].lines["SEQUENCE"])
    story.assignment.agree_dates(
        presentation_on=date(2026, 11, 18),
        meetings_on=date(2026, 11, 24),
        decision_on=date(2026, 12, 4),
        by=cast.nina,
        at=on(20),
    )
    after = feed(cast.sara)[key]
    assert after.when("DTSTART") == date(2026, 12, 4)
    assert int(after.lines["SEQUENCE"]) > before


def test_only_what_this_contact_may_know(cast: Cast, story: Story) -> None:
    """No interview of ours, nobody who was not presented, nothing of another client's."""
    unseen = story.unseen[0]
    for candidacy, with_client in ((story.amira, False), (unseen, True)):
        Meeting.objects.book(
            candidacy, starts_at=on(26), by=cast.nina, at=on(20), with_client=with_client
        )
    cast.presented(cast.ewa, cast.data_engineer(decision_on=date(2026, 12, 9)))
    assert len(feed(cast.sara)) == 4
    cast.sits_in_portal(cast.peter)
    others = feed(cast.peter)
    assert [event.text("SUMMARY") for event in others.values()] == ["Your decision: Data engineer"]


def test_they_are_named_as_this_client_knows_them(cast: Cast, story: Story) -> None:
    type(cast.nordvik).objects.filter(pk=cast.nordvik.pk).update(shown_as="number")
    said = feed(cast.sara)[meeting_of(story)[1]].text("SUMMARY")
    assert said == f"Meeting with Candidate {story.amira.number}: Interim payroll manager"


def test_what_was_typed_is_no_line_of_its_own(cast: Cast, story: Story) -> None:
    booked, key = meeting_of(story)
    typed = "Here\r\nATTENDEE:mailto:x@evil.example\r\nEND:VEVENT" + "ö" * 60
    Meeting.objects.filter(pk=booked.pk).update(place=typed)
    found = feed(cast.sara)
    assert len(found) == 4 and "ATTENDEE" not in found[key].lines
    assert found[key].text("LOCATION").split() == typed.split()


def test_an_address_that_is_not_theirs_is_not_found_and_does_not_say_why(
    cast: Cast, story: Story
) -> None:
    old, sara = path(cast.sara), cast.sara
    sara.renew_calendar()
    assert Browser().get(path(sara)).status_code == 200
    answers = {"renewed": Browser().get(old)}
    signed = Signer(salt="clients.calendar_address", sep=".").sign_object([sara.pk + 999, 1])
    answers["of nobody"] = Browser().get(f"/calendar/{signed}.ics")
    answers["made up"] = Browser().get("/calendar/WzEsMV0.abcdef.ics")
    answers["signed for something else"] = Browser().get(
        f"/calendar/{Signer(sep='.').sign_object([sara.pk, 2])}.ics"
    )
    cast.sits_in_portal(cast.hugo)
    hers = path(cast.hugo)
    assert Browser().get(hers).status_code == 200
    cast.hugo.close_portal(by=cast.nina, at=FRIDAY)
    answers["ended"] = Browser().get(hers)
    sara.leave(by=cast.nina, at=FRIDAY)
    answers["left"] = Browser().get(path(sara))
    assert {why: answer.status_code for why, answer in answers.items()} == dict.fromkeys(
        answers, 404
    )
    bodies = {answer.content.partition(b"<main")[2] for answer in answers.values()}
    assert len(bodies) == 1


def test_access_that_is_opened_again_has_another_address(cast: Cast, story: Story) -> None:
    old = path(cast.sara)
    cast.sara.close_portal(by=cast.nina, at=FRIDAY)
    cast.sara.open_portal(by=cast.nina, at=FRIDAY)
    assert Browser().get(old).status_code == 404
    assert Browser().get(path(cast.sara)).status_code == 200


def test_it_is_only_read_and_asks_little(cast: Cast, story: Story) -> None:
    address = path(cast.sara)
    assert len(statements(Browser(), address)) <= 6
    answer = Browser().get(address)
    assert answer["Cache-Control"] == "private, no-store"
    assert Browser().post(address).status_code == 405
    assert Browser().head(address).content == b""
