"""/health/ tells a monitor what is late: heartbeat, reports, letters, the queue; never who."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mailings.models import Heartbeat, Letter, MailHold
from mailings.models.heartbeat import TICKER
from processes.models import Report
from processes.models.rendered import TRIES
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def told(client: Client) -> dict[str, Any]:
    response = client.get("/health/")
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


@pytest.fixture(autouse=True)
def beating(redis_server: object) -> None:
    Heartbeat.objects.beat(TICKER, at=timezone.now())


def write(send_at: datetime) -> Letter:
    letter: Letter = Letter.objects.write(
        kind="weekly_report",
        to="sara.berg@nordvik.example",
        to_name="Sara Berg",
        language="sv",
        subject="Veckorapport",
        html="<p>Hej</p>",
        text="Hej",
        key="one",
        at=send_at,
    )
    return letter


def test_all_is_well(client):
    assert told(client)["trouble"] == []
    assert told(client)["queue"] == 0
    assert told(client)["heartbeat"] < 60


def test_a_ticker_that_is_silent_for_more_than_ten_minutes_is_trouble(client):
    now = timezone.now()
    Heartbeat.objects.update(at=now - timedelta(minutes=9))
    assert told(client)["trouble"] == []
    Heartbeat.objects.update(at=now - timedelta(minutes=11))
    assert told(client)["trouble"] == ["heartbeat"]
    Heartbeat.objects.all().delete()
    assert told(client)["trouble"] == ["heartbeat"]


def test_a_letter_that_waits_too_long_is_trouble(client):
    write(timezone.now() - timedelta(minutes=20))
    assert 1190 < told(client)["oldest_waiting_letter"] < 1300
    assert told(client)["trouble"] == []
    Letter.objects.update(send_at=timezone.now() - timedelta(minutes=40))
    assert told(client)["trouble"] == ["oldest_waiting_letter"]


def test_one_that_is_to_go_later_is_not(client):
    write(timezone.now() + timedelta(hours=1))
    assert told(client)["oldest_waiting_letter"] is None


def test_a_report_that_should_have_gone_is_trouble(client):
    slot = timezone.now() - timedelta(hours=2)
    Report.objects.draft(Cast().payroll(), slot, at=slot)
    assert told(client)["oldest_due_report"] > 7000
    assert told(client)["trouble"] == ["oldest_due_report"]


def test_one_whose_rendering_failed_for_good_is_trouble_all_the_same(client):
    slot = timezone.now() - timedelta(hours=2)
    Report.objects.draft(Cast().payroll(), slot, at=slot)
    Report.objects.update(failed_renderings=TRIES, last_error="It took too long.")
    assert told(client)["trouble"] == ["oldest_due_report"]


def test_one_that_waits_for_approval_is_a_matter_of_people(client):
    slot = timezone.now() - timedelta(hours=2)
    Report.objects.draft(Cast().payroll(), slot, at=slot, needs_approval=True)
    assert told(client)["trouble"] == []


def test_held_mail_is_said_and_what_waits_behind_it_is_not_late(client):
    write(timezone.now() - timedelta(hours=2))
    MailHold.objects.begin(by="Eva", at=timezone.now())
    assert told(client)["mail_held"] is True
    assert told(client)["trouble"] == ["mail_held"]


def test_names_and_addresses_are_not_told(client):
    write(timezone.now() - timedelta(hours=2))
    assert "sara" not in client.get("/health/").content.decode().lower()
