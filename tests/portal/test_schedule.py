"""The client sees the version of the schedule that they were sent, ticked off so far (C4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from processes.models import Assignment, PlannedActivity
from processes.schedules.lines import Why
from processes.schedules.sending import note_sent_by_hand, send
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db
AN_HOUR_LATER = NOW + timedelta(hours=1)
LATER = date(2026, 12, 1)


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch, quick_pdf: None) -> datetime:
    """The portal is read when the second version has gone out."""
    monkeypatch.setattr(timezone, "now", lambda: AN_HOUR_LATER)
    return AN_HOUR_LATER


@pytest.fixture
def payroll(cast: Cast, client: Browser, moment: datetime) -> Assignment:
    """Sara sits in the portal; the first version went out on Monday."""
    payroll = cast.payroll()
    client.force_login(cast.sits_in_portal(cast.sara))
    send(payroll, by=cast.nina, at=MONDAY)
    do_all(MONDAY)
    return payroll


def interviews(payroll: Assignment) -> PlannedActivity:
    return payroll.activities.get(milestone="interviews")


def page(client: Browser, payroll: Assignment) -> str:
    answer = client.get(f"/portal/assignments/{payroll.pk}/")
    return " ".join(answer.content.decode().split())


def pdf(payroll: Assignment, number: int) -> str:
    return f"/portal/schedules/{payroll.schedule_versions.get(number=number).pk}/pdf/"


def test_before_it_was_sent_the_lines_stand_as_they_are_planned(
    cast: Cast, client: Browser, moment: datetime
) -> None:
    payroll = cast.payroll()
    client.force_login(cast.sits_in_portal(cast.sara))
    shown = page(client, payroll)
    assert "Interviews and references" in shown and "19 Nov" in shown
    assert "version 1" not in shown


def test_a_change_is_seen_once_its_version_went_out(
    cast: Cast, client: Browser, payroll: Assignment
) -> None:
    assert "version 1, Mon 16 Nov" in page(client, payroll)
    interviews(payroll).move_to(LATER, by=cast.nina, at=NOW, why=Why("Two were away."))
    shown = page(client, payroll)
    assert "1 Dec" not in shown and "Two were away." not in shown
    do_all(AN_HOUR_LATER)
    shown = page(client, payroll)
    assert "version 2, Fri 20 Nov" in shown
    assert "from Thursday 19 November to Tuesday 1 December." in shown
    assert "Two were away." in shown


def test_a_tick_is_seen_at_once(cast: Cast, client: Browser, payroll: Assignment) -> None:
    before = page(client, payroll).count('aria-label="to come"')
    interviews(payroll).tick_off(by=cast.nina, at=NOW)
    shown = page(client, payroll)
    assert shown.count('aria-label="to come"') == before - 1
    assert "version 1" in shown


def test_lines_and_file_are_in_the_readers_language(
    cast: Cast, client: Browser, payroll: Assignment
) -> None:
    assert client.get(pdf(payroll, 1)).content.startswith(b"%PDF")
    assert b"Interviews and references" in client.get(pdf(payroll, 1)).content
    cast.sara.language = cast.sara.user.language = "sv"  # type: ignore[union-attr]
    cast.sara.save()
    cast.sara.user.save()  # type: ignore[union-attr]
    assert "Intervjuer och referenser" in page(client, payroll)
    interviews(payroll).move_to(LATER, by=cast.nina, at=NOW, why=Why(agreed=True))
    do_all(AN_HOUR_LATER)
    found = client.get(pdf(payroll, 2))
    assert found["Content-Disposition"].startswith("attachment")
    assert "Intervjuer och referenser" in found.content.decode()
    assert b"Interviews and references" in client.get(pdf(payroll, 1)).content  # as it was sent


def test_a_version_that_has_not_gone_out_is_not_there(
    cast: Cast, client: Browser, payroll: Assignment
) -> None:
    interviews(payroll).move_to(LATER, by=cast.nina, at=NOW, why=Why("Two were away."))
    assert client.get(pdf(payroll, 2)).status_code == 404


def test_another_clients_schedule_is_not_there(
    cast: Cast, client: Browser, payroll: Assignment
) -> None:
    client.force_login(cast.sits_in_portal(cast.peter))
    assert client.get(pdf(payroll, 1)).status_code == 404


def test_one_that_was_sent_by_hand_has_no_file(
    cast: Cast, client: Browser, moment: datetime
) -> None:
    payroll = cast.payroll()
    client.force_login(cast.sits_in_portal(cast.sara))
    note_sent_by_hand(payroll, by=cast.nina, at=MONDAY)
    shown = page(client, payroll)
    assert "version 1" in shown
    assert pdf(payroll, 1) not in shown
    assert client.get(pdf(payroll, 1)).status_code == 404
    as_page = client.get(pdf(payroll, 1).removesuffix("pdf/"))
    assert "Interviews and references" in as_page.content.decode()


def test_the_page_asks_no_more_for_many_versions(
    cast: Cast, client: Browser, payroll: Assignment, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as first:
        page(client, payroll)
    for days in range(1, 9):
        at = NOW - timedelta(days=1, hours=9 - days)
        interviews(payroll).move_to(
            LATER + timedelta(days=days), by=cast.nina, at=at, why=Why(agreed=True)
        )
        send(payroll, by=cast.nina, at=at)
        do_all(at)
    with django_assert_num_queries(len(first)):
        assert "version 9" in page(client, payroll)
