"""The next ten reports: of all on the overview, of one schedule beside its form."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import translation

from processes.holiday_names import holiday_name
from processes.models import Report, ReportSchedule
from processes.reports.next_reports import next_reports, slots_ahead
from tests.processes.reports.story import FRIDAY, NEXT_FRIDAY, on
from tests.processes.reports.test_report_schedules_page import PAGE

pytestmark = pytest.mark.django_db
DECEMBER = datetime(2026, 12, 21, 8, tzinfo=UTC)


def test_drafts_and_plans_in_the_order_in_which_they_go_out(cast):
    payroll, engineer = cast.payroll(at=on(16)), cast.data_engineer(at=on(16))
    report = Report.objects.draft(payroll, FRIDAY, at=on(19, 15), needs_approval=True)
    payroll.next_report_at = NEXT_FRIDAY
    payroll.save()
    rows = next_reports(on(20))
    assert [(row.assignment, row.at) for row in rows[:4]] == [
        (payroll, FRIDAY),
        (engineer, FRIDAY),
        (payroll, NEXT_FRIDAY),
        (engineer, NEXT_FRIDAY),
    ]
    assert len(rows) == 10
    assert not rows[0].waits
    assert next_reports(FRIDAY)[0].waits
    report.put_off(on(23), by=cast.nina, at=on(20))
    assert next_reports(on(20))[1].put_off_from == FRIDAY


def test_a_holiday_that_moved_one_is_named_by_the_schedule_that_counts(cast):
    after = ReportSchedule.objects.create(client=cast.nordvik, on_holiday="after")
    cast.payroll(at=DECEMBER)
    cast.data_engineer(at=DECEMBER)
    assert after.on_holiday == "after"
    moved = [(row.slot.at.date(), row.slot.instead_of) for row in next_reports(DECEMBER)]
    assert moved[:2] == [
        (date(2026, 12, 23), date(2026, 12, 25)),
        (date(2026, 12, 28), date(2026, 12, 25)),
    ]


def test_the_next_ten_of_a_schedule_say_what_moved_them(cast):
    slots = slots_ahead(ReportSchedule(weekday=4, time=time(15)), DECEMBER)
    assert len(slots) == 10
    first = slots[0]
    assert (first.at.strftime("%d %H:%M"), first.instead_of) == ("23 15:00", date(2026, 12, 25))
    assert first.holiday == "Christmas Day"
    assert slots[2].instead_of is None
    assert slots_ahead(ReportSchedule(is_paused=True), DECEMBER) == []


@pytest.mark.parametrize(
    ("country", "language", "name"),
    [
        ("SE", "sv", "Juldagen"),
        ("SE", "en", "Christmas Day"),
        ("SE", "pl", "Christmas Day"),  # nobody has written it down in Polish
        ("PL", "pl", "Boże Narodzenie (pierwszy dzień)"),
        ("NL", "nl", "Eerste kerstdag"),
        ("GB", "sv", "Christmas Day"),
    ],
)
def test_a_holiday_is_named_in_the_readers_language_where_it_has_a_name(country, language, name):
    with translation.override(language):
        assert holiday_name(country, date(2026, 12, 25)) == name
        assert holiday_name(country, date(2026, 11, 25)) == ""


def test_the_overview_has_pages_and_finds_by_name_in_few_queries(
    cast, client, django_assert_max_num_queries
):
    client.force_login(cast.ada)
    for number in range(35):
        role = cast.payroll(at=on(16))
        role.title = f"Payroll {number:02}"
        role.save()
        schedule = ReportSchedule.objects.create(assignment=role)
        schedule.chosen.create(contact=cast.sara)
    with django_assert_max_num_queries(14):
        page = client.get(PAGE).content.decode()
    assert page.count("/removal/") == 30 and "1 to 30 of 35" in page
    second = client.get(f"{PAGE}?page=2").content.decode()
    assert second.count("/removal/") == 5
    found = client.get(f"{PAGE}?q=payroll 07").content.decode()
    assert found.count("/removal/") == 1 and "Payroll 07" in found
    nothing = client.get(f"{PAGE}?q=plumber").content.decode()
    assert "No exception for a client or an assignment of that name." in nothing
    assert client.get(f"{PAGE}?page=nonsense").status_code == 200


def test_the_slots_follow_the_rule_for_holidays_that_is_typed(cast, client):
    client.force_login(cast.ada)
    typed = {"weekday": "4", "time": "15:00", "time_zone": "Europe/Stockholm"}
    typed |= {"needs_approval": "no", "on_holiday": "before"}
    assert "<li" in client.get(f"{PAGE}slots/", typed).content.decode()
    year = slots_ahead(ReportSchedule(on_holiday="after"), DECEMBER - timedelta(days=3))
    assert [slot.at.day for slot in year if slot.instead_of] == [28, 4]
