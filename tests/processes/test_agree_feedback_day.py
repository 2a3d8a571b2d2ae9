"""The day on which the client says what it thinks: asked at presenting, and after a meeting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from processes.models import Candidacy, Event, Meeting
from tests.cast import Cast, agrees
from tests.processes.follow_ups.words import owed


@pytest.fixture
def jonas(cast: Cast, client: Client) -> Candidacy:
    client.force_login(cast.nina)
    yesterday = timezone.now() - timedelta(days=1)
    return agrees(cast.payroll(at=yesterday).add(cast.jonas, by=cast.nina, at=yesterday))


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def present(client: Client, jonas: Candidacy, day: str) -> int:
    url = reverse("candidacy_stage", args=[jonas.pk])
    return client.post(url, {"stage": "presented", "feedback_on": day}).status_code


def test_presented_with_a_day_the_word_is_due_then(client: Client, jonas: Candidacy) -> None:
    assert present(client, jonas, in_days(10).isoformat()) == 302
    assert owed("client_feedback").due_at.date() >= in_days(10)


@pytest.mark.parametrize("day", ["2020-01-01", "2999-01-01", "soon"])
def test_a_day_that_cannot_be_moves_nobody(client: Client, jonas: Candidacy, day: str) -> None:
    assert present(client, jonas, day) == 422
    assert not Event.objects.filter(kind="stage_moved").exists()


def test_moved_elsewhere_no_day_is_kept(client: Client, jonas: Candidacy) -> None:
    url = reverse("candidacy_stage", args=[jonas.pk])
    client.post(url, {"stage": "interested", "feedback_on": in_days(10).isoformat()})
    assert "feedback_on" not in Event.objects.get(kind="stage_moved").facts


def held(client: Client, jonas: Candidacy, day: str, **typed: str) -> int:
    url = reverse("candidacy_meeting", args=[jonas.pk])
    starts = timezone.localtime() - timedelta(hours=2)
    said = {"starts_at": f"{starts:%Y-%m-%dT%H:%M}", "held": "on", "feedback_on": day}
    return client.post(url, {**said, "with_client": "on", **typed}).status_code


def test_after_a_meeting_with_a_day_the_word_is_due_then(
    cast: Cast, client: Client, jonas: Candidacy
) -> None:
    assert held(client, jonas, in_days(10).isoformat(), contact=str(cast.sara.pk)) == 302
    assert owed("feedback_after_meeting").due_at.date() >= in_days(10)


def test_a_day_that_has_passed_is_refused_at_the_field(
    cast: Cast, client: Client, jonas: Candidacy
) -> None:
    assert held(client, jonas, "2020-01-01", contact=str(cast.sara.pk)) == 422
    assert not Meeting.objects.exists()


def log_meeting(cast: Cast, client: Client, jonas: Candidacy, **typed: str) -> None:
    said = {"who": f"candidate-{cast.jonas.pk}", "kind": "met", "reached": "yes", "rang": "us"}
    about = {"assignment": str(jonas.assignment_id), "feedback_on": in_days(10).isoformat()}
    client.post(reverse("log_call"), {**said, **about, **typed})


def test_a_meeting_with_the_client_that_is_logged_takes_the_day_too(
    cast: Cast, client: Client, jonas: Candidacy
) -> None:
    log_meeting(cast, client, jonas, meeting="client_and_candidate")
    assert owed("feedback_after_meeting").due_at.date() >= in_days(10)


def test_our_own_interview_keeps_no_day(cast: Cast, client: Client, jonas: Candidacy) -> None:
    log_meeting(cast, client, jonas, meeting="interview")
    assert "feedback_on" not in Event.objects.get(kind="met").facts
