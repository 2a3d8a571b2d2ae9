"""Everybody at a meeting has it in their calendar, each in their own words (K4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mailings.chores import do_letter
from mailings.models import Letter
from processes.meetings.inviting import tell
from processes.models import Event, MeetingInvitation
from tests.cast import NOW, Cast
from tests.processes.meetings.arranged import (
    STARTS,
    amira_on_payroll,
    arranged,
    entry_of,
    file_of,
    to,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def test_everybody_gets_one_letter_with_a_file_for_the_calendar(cast: Cast) -> None:
    meeting = arranged(cast, contacts=[cast.hugo], colleagues=[cast.rasmus])
    told = tell(meeting, by=cast.nina, at=NOW)
    people: list[Any] = [cast.sara, cast.hugo, cast.amira, cast.rasmus]
    assert sorted(letter.to for letter in told) == sorted(one.email for one in people)
    assert {letter.kind for letter in told} == {"meeting_invitation"}
    assert tell(meeting, by=cast.nina, at=LATER) == []  # once
    assert MeetingInvitation.objects.filter(meeting=meeting, sequence=0).count() == 4
    assert {entry_of(to(one))["UID"] for one in people} == {f"meeting-{meeting.pk}@127.0.0.1"}


def test_the_client_and_the_candidate_read_different_words(cast: Cast) -> None:
    meeting = arranged(
        cast,
        agenda="The role, then the team.",
        way_there="Ask for Sara at the desk.",
        candidate_words="Bring nothing. They like plain words.",
    )
    tell(meeting, by=cast.nina, at=NOW)
    hers, sara = to(cast.amira), to(cast.sara)
    assert hers.subject == "Your meeting with Nordvik Energi: Interim payroll manager"
    assert sara.subject == "Meeting with Amira Lundqvist: Interim payroll manager"
    for words in (
        "Thursday 26 November 2026, 13:00 to 14:00 (Stockholm time)",
        "Sara Berg, Head of HR operations (hiring manager)",
        "The role, then the team.",
        "Room 4, Gävle",
        "Ask for Sara at the desk.",
        "They like plain words.",
    ):
        assert words in hers.text and words in hers.html.replace("&#x27;", "'")
    assert "They like plain words." not in sara.text + sara.html + file_of(sara).decode()
    assert "The role, then the team." in sara.text


def test_nobody_sees_the_others_address(cast: Cast) -> None:
    meeting = arranged(cast, contacts=[cast.hugo], colleagues=[cast.rasmus])
    tell(meeting, by=cast.nina, at=NOW)
    theirs, hers = file_of(to(cast.sara)).decode(), file_of(to(cast.amira)).decode()
    assert cast.amira.email not in theirs.replace("\r\n ", "")
    assert cast.hugo.email in theirs.replace("\r\n ", "")
    assert cast.sara.email not in hers and cast.rasmus.email not in hers


def test_whoever_is_shown_by_initials_is_invited_by_initials(cast: Cast) -> None:
    cast.agency.shown_as = "initials"
    cast.agency.save()
    meeting = arranged(cast, colleagues=[cast.rasmus])
    tell(meeting, by=cast.nina, at=NOW)
    sara = to(cast.sara)
    assert "A. L." in sara.subject
    everything = sara.subject + sara.text + sara.html + file_of(sara).decode()
    assert "Amira" not in everything and "Lundqvist" not in everything
    assert "Amira Lundqvist" in to(cast.rasmus).subject  # one of us


def test_each_reads_their_own_language_and_a_colleague_their_own_time(cast: Cast) -> None:
    cast.amira.language = "sv"
    cast.amira.save()
    cast.rasmus.country, cast.rasmus.time_zone = "GB", "Europe/London"
    cast.rasmus.save()
    meeting = arranged(cast, colleagues=[cast.rasmus])
    tell(meeting, by=cast.nina, at=NOW)
    assert to(cast.amira).language == "sv" and "torsdag 26 november" in to(cast.amira).text
    assert "12:00 to 13:00 (London time)" in to(cast.rasmus).text
    at_home: Any = entry_of(to(cast.rasmus)).start
    assert at_home == STARTS and str(at_home.tzinfo) == "Europe/London"


def test_the_clients_own_candidate_hears_from_nobody_but_the_client(cast: Cast) -> None:
    candidacy = amira_on_payroll(cast)
    candidacy.is_clients_own = True
    candidacy.save()
    meeting = arranged(cast, candidacy)
    assert [letter.to for letter in tell(meeting, by=cast.nina, at=NOW)] == [cast.sara.email]


def test_whoever_has_no_address_or_has_left_gets_none(cast: Cast) -> None:
    cast.amira.email = ""
    cast.amira.save()
    cast.leaves(cast.hugo)
    meeting = arranged(cast, contacts=[cast.hugo])
    assert [letter.to for letter in tell(meeting, by=cast.nina, at=NOW)] == [cast.sara.email]
    cast.amira.email = "amira@people.example"
    cast.amira.save()  # an address is known by now: only she is written to
    meeting.candidacy.candidate.refresh_from_db()
    assert [letter.to for letter in tell(meeting, by=cast.nina, at=LATER)] == [cast.amira.email]


def test_nobody_is_told_of_a_meeting_that_has_begun(cast: Cast) -> None:
    meeting = arranged(cast)
    assert tell(meeting, by=cast.nina, at=STARTS) == []
    assert not Letter.objects.filter(kind__startswith="meeting").exists()
    assert len(tell(meeting, by=cast.nina, at=STARTS - timedelta(seconds=1))) == 2


def test_a_letter_that_is_late_for_the_meeting_stays_here(cast: Cast, settings: Any) -> None:
    settings.MAIL_GOES_OUT = False
    tell(arranged(cast), by=cast.nina, at=NOW)
    do_letter(to(cast.sara).pk, STARTS)  # all mail was held until then
    assert to(cast.sara).cancelled_because == "not_accepted"
    do_letter(to(cast.amira).pk, STARTS - timedelta(minutes=1))
    assert to(cast.amira).sent_at


def test_whoever_works_elsewhere_by_now_is_not_invited(cast: Cast) -> None:
    meeting = arranged(cast)
    tell(meeting, by=cast.nina, at=NOW)
    letter = to(cast.sara)
    letter.recipient = cast.sara
    assert meeting.still_wants_letter(letter, at=NOW)
    cast.sara.client = cast.lumen
    assert not meeting.still_wants_letter(letter, at=NOW)


def test_what_went_out_is_a_word_of_ours_on_the_timeline(cast: Cast, settings: Any) -> None:
    settings.MAIL_GOES_OUT = False
    meeting = arranged(cast, colleagues=[cast.rasmus])
    for letter in tell(meeting, by=cast.nina, at=NOW):
        do_letter(letter.pk, LATER)
    told = Event.objects.filter(kind="letter_sent", facts__letter="meeting_invitation")
    assert {(event.contact, event.candidate) for event in told} == {
        (cast.sara, None),
        (None, cast.amira),
    }
