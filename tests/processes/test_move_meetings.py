"""A booked meeting gets another time or place, and stays the same meeting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from processes.models import Event, Meeting
from processes.models.meeting import HasPassed
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
STARTS = NOW + timedelta(days=4)
HOUR = timedelta(hours=1)


@pytest.fixture
def meeting(cast: Cast, client: Browser, monkeypatch: pytest.MonkeyPatch) -> Meeting:
    monkeypatch.setattr("accounts.access.timezone.now", lambda: NOW)
    client.force_login(cast.nina)
    candidacy = cast.presented(cast.amira, cast.payroll())
    return Meeting.objects.book(
        candidacy, starts_at=STARTS, place="Room 4", by=cast.nina, at=NOW, contact=cast.sara
    )


def post(browser: Browser, meeting: Meeting, **typed: str) -> Any:
    said = {"starts_at": "2026-11-26T13:30", "ends_at": "", "place": "Room 4", "link": ""}
    return browser.post(f"/meetings/{meeting.pk}/moving/", said | typed)


def test_it_moves_and_the_timeline_says_from_when(client: Browser, meeting: Meeting) -> None:
    answer = post(client, meeting, place="Room 5")
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/meetings/{meeting.pk}/",
    )
    meeting.refresh_from_db()
    assert meeting.starts_at == datetime(2026, 11, 26, 12, 30, tzinfo=UTC)
    assert (meeting.place, meeting.moved_times) == ("Room 5", 1)
    told = Event.objects.filter(kind="meeting_booked").latest("pk")
    assert told.facts["was"] == STARTS.isoformat() and told.visible_to_client
    page = client.get(f"/candidacies/{meeting.candidacy_id}/").content.decode()
    assert " moved" in page and f"/meetings/{meeting.pk}/moving/" in page


@pytest.mark.parametrize(
    ("field", "typed", "refusal"),
    [
        ("starts_at", "2026-11-19T13:30", "a meeting is moved to a time to come"),
        ("starts_at", "2062-11-26T13:30", "Enter a valid date/time."),
        ("starts_at", "", "This field is required."),
        ("ends_at", "2026-11-26T13:00", "It ends before it starts."),
        ("link", "javascript:alert(1)", "Write a web address"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    client: Browser, meeting: Meeting, field: str, typed: str, refusal: str
) -> None:
    answer = post(client, meeting, **{field: typed})
    assert answer.status_code == 422
    assert any(refusal in error for error in answer.context["form"].errors[field])
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.moved_times) == (STARTS, 0)


def test_one_that_has_begun_or_was_cancelled_stays(cast: Cast, meeting: Meeting) -> None:
    with pytest.raises(HasPassed):
        meeting.move_to(STARTS + HOUR, by=cast.nina, at=STARTS)
    meeting.cancel(by=cast.nina, at=NOW)
    with pytest.raises(HasPassed):
        meeting.move_to(STARTS + HOUR, by=cast.nina, at=NOW)
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.moved_times) == (STARTS, 0)


def test_cancelled_meanwhile_the_page_says_so(
    client: Browser, cast: Cast, meeting: Meeting
) -> None:
    meeting.cancel(by=cast.nina, at=NOW)
    answer = post(client, meeting)
    assert answer.status_code == 422
    assert "cannot be moved any more" in answer.content.decode()


def test_to_where_it_is_already_it_does_not_move(cast: Cast, meeting: Meeting) -> None:
    meeting.move_to(STARTS, place="Room 4", by=cast.nina, at=NOW)
    assert (meeting.moved_times, Event.objects.filter(kind="meeting_booked").count()) == (0, 1)


def test_two_who_move_it_at_once_are_both_counted(cast: Cast, meeting: Meeting) -> None:
    same = Meeting.objects.get(pk=meeting.pk)
    meeting.move_to(STARTS + HOUR, by=cast.nina, at=NOW)
    same.move_to(STARTS + 2 * HOUR, by=cast.nina, at=NOW)
    assert same.moved_times == 2
