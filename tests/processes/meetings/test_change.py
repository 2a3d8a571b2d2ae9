"""A change and the end of a meeting reach whoever has it in a calendar, once, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mailings.chores import do_letter
from mailings.models import Letter
from processes.meetings.inviting import standing, tell
from processes.models import Event, Meeting, MeetingInvitation
from tests.cast import NOW, Cast
from tests.processes.meetings.arranged import STARTS, arranged, entry_of, file_of, to

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LATER = NOW + HOUR


@pytest.fixture
def meeting(cast: Cast, settings: Any) -> Meeting:
    """With Sara and Hugo, who have their letters."""
    settings.MAIL_GOES_OUT = False
    meeting = arranged(cast, contacts=[cast.hugo])
    for letter in tell(meeting, by=cast.nina, at=NOW):
        do_letter(letter.pk, NOW)
    return meeting


def test_another_time_is_the_same_entry_with_the_next_number(cast: Cast, meeting: Meeting) -> None:
    meeting.move_to(STARTS + HOUR, by=cast.nina, at=LATER)
    told = tell(meeting, by=cast.nina, at=LATER)
    assert {letter.kind for letter in told} == {"meeting_change"} and len(told) == 3
    letter = to(cast.sara)
    assert letter.subject == "New time: Meeting with Amira Lundqvist: Interim payroll manager"
    assert "it was to be Thu 26 Nov 13:00" in letter.text
    entry = entry_of(letter)
    assert (entry["UID"], entry["SEQUENCE"]) == (f"meeting-{meeting.pk}@127.0.0.1", 1)
    assert (entry.start, entry.end) == (STARTS + HOUR, STARTS + 2 * HOUR)  # as long as before
    assert tell(meeting, by=cast.nina, at=LATER) == []


def test_words_for_the_candidate_alone_are_news_for_the_candidate_alone(
    cast: Cast, meeting: Meeting
) -> None:
    meeting.move_to(STARTS, candidate_words="Sara asks short questions.", by=cast.nina, at=LATER)
    (letter,) = tell(meeting, by=cast.nina, at=LATER)
    assert letter.to == cast.amira.email
    assert letter.subject.startswith("Changed: ")


def test_whoever_comes_is_invited_and_whoever_goes_is_let_go(cast: Cast, meeting: Meeting) -> None:
    meeting.move_to(STARTS, contacts=[], colleagues=[cast.rasmus], by=cast.nina, at=LATER)
    told = {letter.to: letter for letter in tell(meeting, by=cast.nina, at=LATER)}
    assert told[cast.hugo.email].kind == "meeting_cancellation"
    assert b"METHOD:CANCEL" in file_of(told[cast.hugo.email])
    assert entry_of(told[cast.hugo.email])["SEQUENCE"] == 1
    assert told[cast.rasmus.email].kind == "meeting_invitation"
    assert told[cast.sara.email].kind == "meeting_change"  # other people are there
    assert tell(meeting, by=cast.nina, at=LATER) == []


def test_the_end_of_it_is_told_once_to_all_who_were_invited(cast: Cast, meeting: Meeting) -> None:
    meeting.cancel(by=cast.nina, at=LATER)
    told = tell(meeting, by=cast.nina, at=LATER)
    assert {letter.to for letter in told} == {
        cast.sara.email,
        cast.hugo.email,
        cast.amira.email,
    }
    entry = entry_of(to(cast.sara))
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CANCELLED", 1)
    assert entry["UID"] == f"meeting-{meeting.pk}@127.0.0.1"
    assert b"METHOD:CANCEL" in file_of(to(cast.sara))
    assert to(cast.sara).subject.startswith("Cancelled: ")
    assert tell(meeting, by=cast.nina, at=LATER) == []


def test_why_it_is_off_stays_with_us(cast: Cast, meeting: Meeting) -> None:
    meeting.cancel(by=cast.nina, at=LATER, why="Sara dislikes his last employer")
    for letter in tell(meeting, by=cast.nina, at=LATER):
        assert "dislikes" not in letter.text + letter.html + file_of(letter).decode()


def test_what_never_left_is_stopped_and_whoever_never_heard_hears_nothing(cast: Cast) -> None:
    meeting = arranged(cast)
    first = tell(meeting, by=cast.nina, at=NOW)
    meeting.move_to(STARTS + HOUR, by=cast.nina, at=LATER)
    again = tell(meeting, by=cast.nina, at=LATER)
    assert {letter.kind for letter in again} == {"meeting_invitation"}  # nobody knew the old time
    assert not Letter.objects.waiting().filter(pk__in=[letter.pk for letter in first]).exists()
    meeting.cancel(by=cast.nina, at=LATER)
    assert tell(meeting, by=cast.nina, at=LATER) == []
    assert not Letter.objects.waiting().filter(kind__startswith="meeting").exists()
    assert not MeetingInvitation.objects.exists()


def test_an_older_letter_does_not_go_after_a_newer_one(cast: Cast, meeting: Meeting) -> None:
    meeting.move_to(STARTS + HOUR, by=cast.nina, at=LATER)
    tell(meeting, by=cast.nina, at=LATER)
    old = to(cast.sara)
    Letter.objects.filter(pk=old.pk).update(handed_over_at=LATER)  # a worker was killed with it
    meeting.move_to(STARTS + 2 * HOUR, by=cast.nina, at=LATER)
    tell(meeting, by=cast.nina, at=LATER)
    do_letter(old.pk, LATER + HOUR)
    old.refresh_from_db()
    assert old.cancelled_because == "not_accepted" and not old.sent_at
    do_letter(to(cast.sara).pk, LATER + HOUR)
    assert entry_of(to(cast.sara))["SEQUENCE"] == 2 and to(cast.sara).sent_at


def test_other_words_are_no_progress_to_report_and_another_place_is(
    cast: Cast, meeting: Meeting
) -> None:
    meeting.move_to(STARTS, agenda="Something else", by=cast.nina, at=LATER)
    meeting.move_to(STARTS, place="Room 9", by=cast.nina, at=LATER)
    words, place = Event.objects.filter(kind="meeting_booked").order_by("pk")[1:]
    assert (words.facts["with_client"], words.visible_to_client) == (False, False)
    assert (place.facts["with_client"], place.visible_to_client) == (True, True)


def test_a_change_of_nothing_is_no_news(cast: Cast, meeting: Meeting) -> None:
    meeting.move_to(STARTS, place=meeting.place, contacts=[cast.hugo], by=cast.nina, at=LATER)
    assert meeting.sequence == 0
    assert not any(one.must_hear for one in standing(meeting))
