from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from processes.models import Candidacy, Event, Meeting
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def jonas(cast: Cast, client: Browser) -> Candidacy:
    client.force_login(cast.nina)
    return cast.presented(cast.jonas, cast.payroll())


def url(candidacy: Candidacy) -> str:
    return reverse("candidacy_meeting", args=[candidacy.pk])


def typed(moment: datetime, **more: Any) -> dict[str, Any]:
    """As a recruiter in Stockholm types it."""
    local = moment.astimezone(ZoneInfo("Europe/Stockholm"))
    return {"starts_at": f"{local:%Y-%m-%dT%H:%M}", "with_client": "on", **more}


def test_a_meeting_to_come_is_booked_in_the_readers_time(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    starts = (timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    answer = client.post(url(jonas), typed(starts, contact=cast.sara.pk, place="Gävle"))
    assert answer.status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.starts_at, meeting.contact, meeting.place) == (starts, cast.sara, "Gävle")
    assert Event.objects.get(kind="meeting_booked").visible_to_client
    assert not Event.objects.filter(kind="met").exists()


def test_a_date_in_the_past_is_refused_unless_the_meeting_was_held(
    client: Browser, jonas: Candidacy
) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    answer = client.post(url(jonas), typed(yesterday, words="Went well"))
    assert answer.status_code == 422
    assert "That has passed" in answer.content.decode()
    assert not Meeting.objects.exists()
    assert client.post(url(jonas), typed(yesterday, held="on")).status_code == 302
    assert Event.objects.get(kind="met").reached


def test_a_meeting_to_come_was_not_held(client: Browser, jonas: Candidacy) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    assert client.post(url(jonas), typed(tomorrow, held="on")).status_code == 422
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_at": ""},
        {"starts_at": "soon"},
        {"ends_at": "2026-01-01T09:00"},
        {"link": "no link"},
    ],
)
def test_what_cannot_be_is_refused(
    client: Browser, jonas: Candidacy, wrong: dict[str, str]
) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    assert client.post(url(jonas), {**typed(tomorrow), **wrong}).status_code == 422
    assert not Meeting.objects.exists()


def test_somebody_of_another_client_cannot_be_met(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    assert client.post(url(jonas), typed(tomorrow, contact=cast.peter.pk)).status_code == 422


def test_where_nobody_decides_a_meeting_says_whom_they_meet(client: Browser, cast: Cast) -> None:
    bare = cast.payroll(decider=None, ordered_by=None).add(cast.amira, by=cast.nina, at=MONDAY)
    client.force_login(cast.nina)
    answer = client.post(url(bare), typed(timezone.now() + timedelta(days=1)))
    assert answer.status_code == 422
    assert "Whom at the client" in answer.content.decode()


def test_a_held_meeting_with_the_client_calls_for_feedback_once(
    cast: Cast, jonas: Candidacy
) -> None:
    jonas.client_answers("Yes, a meeting", by=cast.nina, at=MONDAY)
    meeting = Meeting.objects.book(jonas, starts_at=NOW, by=cast.nina, at=MONDAY)
    later = NOW + timedelta(hours=2)
    first = meeting.was_held(by=cast.nina, at=later)
    assert meeting.was_held(by=cast.rasmus, at=later) == first
    assert (first.at, first.contact, first.facts["with"]) == (
        NOW,
        cast.sara,
        "client_and_candidate",
    )
    assert jonas.follow_ups.waiting().filter(kind="feedback_after_meeting").count() == 1


def test_a_cancelled_meeting_is_said_once_and_is_not_to_come(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    starts = timezone.now() + timedelta(days=2)
    meeting = Meeting.objects.book(jonas, starts_at=starts, by=cast.nina, at=NOW)
    for _twice in range(2):
        client.post(reverse("meeting_cancelling", args=[meeting.pk]))
    assert not Meeting.objects.to_come(NOW).exists()
    assert Event.objects.filter(kind="meeting_cancelled").count() == 1


def test_only_a_meeting_that_began_can_have_taken_place(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    now = timezone.now()
    for starts in (now - timedelta(hours=2), now + timedelta(hours=2)):
        meeting = Meeting.objects.book(jonas, starts_at=starts, by=cast.nina, at=MONDAY)
        client.post(reverse("meeting_holding", args=[meeting.pk]))
    assert Event.objects.filter(kind="met").count() == 1
