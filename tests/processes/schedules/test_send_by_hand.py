"""Whoever sends the schedule by another way notes it: the client has this version (C4)."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from mailings.models import Letter
from processes.models import Event, ScheduleVersion
from processes.schedules.sending import send, take_further
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_sent_by_hand_it_is_settled_at_once(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    payroll = cast.payroll()
    page = client.post(reverse("schedule_sent", args=[payroll.pk]), follow=True).content.decode()
    assert "Sent by hand" in page
    assert not payroll.follow_ups.waiting().filter(kind="schedule").exists()
    assert Event.objects.get(kind="schedule_sent").by == cast.nina
    assert not Letter.objects.filter(kind="schedule").exists()
    version = ScheduleVersion.objects.get()
    assert (version.number, version.by_hand) == (1, True)
    assert version.said.lines == payroll.activities.lines()


def test_noted_twice_it_is_the_same_version(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    payroll = cast.payroll()
    for _twice in range(2):
        client.post(reverse("schedule_sent", args=[payroll.pk]))
    assert ScheduleVersion.objects.get().number == 1


def test_it_may_be_sent_by_letter_as_well(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    payroll = cast.payroll()
    client.post(reverse("schedule_sent", args=[payroll.pk]))
    version = ScheduleVersion.objects.get()
    assert send(payroll, by=cast.nina, at=NOW).version == version
    version.refresh_from_db()
    take_further(version.pk, at=version.send_at)
    assert Letter.objects.filter(kind="schedule").count() == 2
