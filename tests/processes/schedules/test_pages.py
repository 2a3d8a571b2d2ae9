"""The pages of schedules say how each version stands, and ask no more however many there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from processes.models import Assignment, ScheduleTemplate
from processes.schedules.built_in import built_in
from processes.schedules.lines import Why
from processes.schedules.sending import send
from recruitcrm.chores import do_all
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.ada)
    return cast


def tab(payroll: Assignment) -> str:
    return reverse("assignment_schedule", args=[payroll.pk])


def move(payroll: Assignment, cast: Cast, days: int, at) -> None:
    line = payroll.activities.get(milestone="decision")
    day = line.due_on + timedelta(days=days)
    line.move_to(day, by=cast.nina, at=at, why=Why("The board meets later."))


def test_the_tab_tells_each_version_from_the_next(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    send(payroll, by=cast.nina, at=NOW)
    do_all(NOW)
    move(payroll, cast, 7, NOW)
    page = " ".join(client.get(tab(payroll)).content.decode().split())
    assert "With Hugo Falk, Sara Berg" in page
    assert "Send version 2 now" in page
    assert "Decision: from Thursday 26 November to Thursday 3 December." in page
    assert "The board meets later." in page
    version = payroll.schedule_versions.get(number=1)
    assert f'href="/schedules/{version.pk}/en.pdf"' in page


def test_the_tab_and_the_templates_take_few_queries(
    client: Browser, cast: Cast, django_assert_max_num_queries
) -> None:
    payroll = cast.payroll()
    send(payroll, by=cast.nina, at=NOW)
    do_all(NOW)
    client.get(tab(payroll))
    with CaptureQueriesContext(connection) as first:
        client.get(tab(payroll))
    for number in range(1, 10):
        at = NOW + timedelta(hours=number)
        move(payroll, cast, 1, at)
        send(payroll, by=cast.nina, at=at)
        do_all(at)
    with django_assert_max_num_queries(len(first)):
        assert "Version 10" in client.get(tab(payroll)).content.decode()
    ScheduleTemplate.objects.keep("search", [*built_in("search")] * 5, by=cast.ada, at=NOW, seen="")
    with django_assert_max_num_queries(7):
        client.get(reverse("schedule_template", args=["search"]))


def test_the_file_is_the_one_that_was_sent(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    send(payroll, by=cast.nina, at=NOW)
    do_all(NOW)
    version = payroll.schedule_versions.get()
    answer = client.get(reverse("schedule_pdf", args=[version.pk, "en"]))
    assert answer.content == bytes(version.editions.get().pdf.content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(reverse("schedule_pdf", args=[version.pk, "sv"])).status_code == 404


def test_recruiters_read_each_line_in_their_own_language(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.activities.filter(milestone="decision").update(
        text="Decision", texts={"en": "Decision", "sv": "Beslut av styrelsen"}
    )
    payroll.activities.filter(milestone="meetings").update(text="We meet at the harbour", texts={})
    cast.ada.language = "sv"
    cast.ada.save()
    page = client.get(tab(payroll)).content.decode()
    assert "Beslut av styrelsen" in page
    assert "We meet at the harbour" in page
