"""The admin's page for report schedules."""

from __future__ import annotations

from datetime import time

import pytest
from django.utils import timezone

from processes.models import ReportSchedule
from processes.reports.timing import next_slot
from processes.slots import Weekly

pytestmark = pytest.mark.django_db
PAGE = "/settings/report-schedules/"


@pytest.fixture
def payroll(cast, client):
    client.force_login(cast.ada)
    return cast.payroll(at=timezone.now())


def filled(**typed: object) -> dict[str, object]:
    return {
        "weekday": "3",
        "time": "16:30",
        "time_zone": "Europe/Stockholm",
        "on_holiday": "before",
        "whose_sections": "wider",
        "needs_approval": "no",
        **typed,
    }


def test_the_page_shows_the_default_and_the_next_reports_and_writes_nothing(client, cast):
    client.force_login(cast.ada)
    page = client.get(PAGE).content.decode()
    assert "Friday 15:00" in page and "No exceptions" in page
    assert not ReportSchedule.objects.exists()


def test_only_admins_come_here(client, cast):
    client.force_login(cast.lea)
    assert client.get(PAGE).status_code == 403


def test_changing_the_default_moves_the_next_reports(client, payroll):
    assert client.post(f"{PAGE}agency/", filled()).status_code == 302
    schedule = ReportSchedule.objects.of_agency()
    assert (schedule.weekday, schedule.time, schedule.needs_approval) == (3, time(16, 30), False)
    planned, at = payroll.next_report_at, timezone.now()
    payroll.refresh_from_db()
    thursdays = Weekly(3, time(16, 30), "Europe/Stockholm", "SE")
    assert payroll.next_report_at == next_slot(thursdays, at=at, last=None, planned=planned)
    assert "Thursday 16:30" in client.get(PAGE).content.decode()


def test_an_exception_is_found_by_name_then_filled_in(client, cast, payroll):
    found = client.get(f"{PAGE}new/?q=nordv").content.decode()
    assert f'href="?client={cast.nordvik.pk}"' in found
    assert f'href="?assignment={payroll.pk}"' in found
    form = client.get(f"{PAGE}new/?client={cast.nordvik.pk}").content.decode()
    assert "Sara Berg" in form and "Peter Nowak" not in form
    answer = client.post(
        f"{PAGE}new/?client={cast.nordvik.pk}",
        filled(recipients=[cast.sara.pk], needs_approval="yes"),
    )
    assert answer.status_code == 302
    schedule = ReportSchedule.objects.get(client=cast.nordvik)
    assert (schedule.needs_approval, list(schedule.recipients.all())) == (True, [cast.sara])
    again = client.get(f"{PAGE}new/?client={cast.nordvik.pk}")
    assert again["Location"] == f"{PAGE}{schedule.pk}/"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("weekday", "6", "Select a valid choice"),
        ("time", "25:00", "Write a time as 15:00."),
        ("time_zone", "Europe/Atlantis", "Select a valid choice"),
        ("needs_approval", "perhaps", "Select a valid choice"),
        ("on_holiday", "never", "Select a valid choice"),
        ("sections", "weather", "Select a valid choice"),
    ],
)
def test_wrong_input_is_refused_at_the_field_and_kept(client, cast, payroll, field, typed, said):
    answer = client.post(f"{PAGE}new/?assignment={payroll.pk}", filled(**{field: typed}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ReportSchedule.objects.exceptions().exists()


def test_nobody_of_another_client_can_be_made_a_recipient(client, cast, payroll):
    answer = client.post(f"{PAGE}new/?client={cast.nordvik.pk}", filled(recipients=[cast.peter.pk]))
    assert answer.status_code == 422
    assert "must be a contact of that client" in answer.content.decode()
    assert not ReportSchedule.objects.exceptions().exists()


def test_an_exception_begins_as_what_counts_without_it(client, cast, payroll):
    client.post(f"{PAGE}new/?client={cast.nordvik.pk}", filled(time="09:15", on_holiday="after"))
    form = client.get(f"{PAGE}new/?assignment={payroll.pk}").context["form"]
    assert form["time"].value() == time(9, 15)
    assert form["on_holiday"].value() == "after"
    other = client.get(f"{PAGE}new/?client={cast.lumen.pk}").context["form"]
    assert other["time"].value() == time(15)


def test_what_was_saved_is_said_with_how_many_it_counts_for(client, cast, payroll):
    cast.payroll(at=timezone.now())
    answer = client.post(f"{PAGE}new/?client={cast.nordvik.pk}", filled(), follow=True)
    assert "Saved: Thursday 16:30, for 2 open assignments." in answer.content.decode()


def test_pausing_and_removing(client, cast, payroll):
    client.post(f"{PAGE}new/?assignment={payroll.pk}", filled(is_paused="on"))
    schedule = ReportSchedule.objects.get(assignment=payroll)
    payroll.refresh_from_db()
    assert payroll.next_report_at is None
    assert "gets no report: it is paused" in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}{schedule.pk}/removal/").status_code == 405
    assert client.post(f"{PAGE}{schedule.pk}/removal/").status_code == 302
    payroll.refresh_from_db()
    assert payroll.next_report_at is not None


def test_the_agencys_own_schedule_cannot_be_removed(client, payroll):
    default = ReportSchedule.objects.made_for_agency()
    assert client.post(f"{PAGE}{default.pk}/removal/").status_code == 404


def test_the_next_ten_follow_what_is_being_typed(client, cast, payroll):
    page = client.get(f"{PAGE}slots/", filled(client=cast.nordvik.pk)).content.decode()
    assert page.count("<li") == 10 and page.count("16:30") == 10
    empty = client.get(f"{PAGE}slots/", filled(time="nonsense")).content.decode()
    assert "<li" not in empty
    paused = client.get(f"{PAGE}slots/", filled(is_paused="on")).content.decode()
    assert "None while it is paused" in paused
    assert not ReportSchedule.objects.exceptions().exists()


@pytest.mark.parametrize("query", ["client=9999999", "assignment=9999999", "client=x"])
def test_an_exception_for_nobody_is_not_found(client, payroll, query):
    assert client.get(f"{PAGE}new/?{query}").status_code == 404
