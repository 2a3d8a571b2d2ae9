"""A schedule that cannot be rendered waits for a person, and nobody gets it twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from mailings.apart import RenderingFailed
from mailings.models import Letter
from processes import documents
from processes.models import Assignment, ScheduleVersion
from processes.schedules.sending import send, take_further
from recruitcrm.chores import do_all
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    payroll = cast.payroll()
    send(payroll, by=cast.nina, at=NOW)
    return payroll


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """WeasyPrint fails until what comes back is called."""

    def fail(html: str, *, language: str) -> bytes:
        raise RenderingFailed("It took longer than a minute.")

    def write(html: str, *, language: str) -> bytes:
        return b"%PDF"

    monkeypatch.setattr(documents, "render_pdf", fail)
    return lambda: monkeypatch.setattr(documents, "render_pdf", write)


def schedules() -> int:
    return Letter.objects.filter(kind="schedule").count()


def test_taken_further_twice_and_late_everybody_has_one_letter(payroll: Assignment) -> None:
    version = payroll.schedule_versions.get()
    for days in (0, 0, 3):
        take_further(version.pk, at=NOW + timedelta(days=days))
    assert schedules() == 2
    do_all(NOW + timedelta(days=3))
    assert schedules() == 2


def test_tried_thrice_it_waits_for_a_person_who_sends_it_again(
    client: Browser, cast: Cast, payroll: Assignment, poisoned: Callable[[], None]
) -> None:
    client.force_login(cast.nina)
    tab = reverse("assignment_schedule", args=[payroll.pk])
    do_all(NOW)
    assert "tried again by itself" in client.get(tab).content.decode()
    do_all(NOW + timedelta(hours=2))
    do_all(NOW + timedelta(hours=4))
    version = payroll.schedule_versions.get()
    assert version.waits_for_a_person
    page = client.get(tab).content.decode()
    assert "Send it once more" in page and "It took longer than a minute." in page
    today = client.get(reverse("today")).content.decode()
    assert "A schedule could not be made" in today and f'href="{tab}"' in today
    poisoned()
    client.post(reverse("schedule_sending", args=[payroll.pk]))
    version.refresh_from_db()
    do_all(version.send_at)
    assert schedules() == 2
    assert "A schedule could not be made" not in client.get(reverse("today")).content.decode()


def test_an_empty_schedule_is_not_sent(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    payroll = cast.payroll()
    payroll.activities.all().delete()
    answer = client.post(reverse("schedule_sending", args=[payroll.pk]))
    assert answer.status_code == 422
    assert "Nothing is planned yet" in answer.content.decode()
    assert not ScheduleVersion.objects.exists()


def test_where_its_readers_have_left_at_the_last_moment_today_says_so(
    client: Browser, cast: Cast, payroll: Assignment
) -> None:
    client.force_login(cast.nina)
    take_further(payroll.schedule_versions.get().pk, at=NOW)
    cast.leaves(cast.sara)
    cast.hugo.client = cast.lumen
    cast.hugo.save(update_fields=["client"])
    cast.leaves(cast.hugo)
    do_all(NOW + timedelta(minutes=1))
    version = payroll.schedule_versions.get()
    assert (version.sent_at, version.letters_at) == (None, None)
    assert "Nobody to send it to" in version.last_error
    assert "A schedule could not be made" in client.get(reverse("today")).content.decode()
    cast.sara.come_back()
    do_all(NOW + timedelta(hours=2))
    version.refresh_from_db()
    assert version.sent_at and not version.last_error
