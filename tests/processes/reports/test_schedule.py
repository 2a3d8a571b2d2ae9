"""Report schedules: which one counts, who gets the report, and what a change does."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError

from processes.models import Report, ReportSchedule
from recruitcrm.chores import do_all
from tests.processes.reports.story import FRIDAY, NEXT_FRIDAY, on

pytestmark = pytest.mark.django_db


def stockholm(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


def exception(**fields) -> ReportSchedule:
    return ReportSchedule.objects.create(**{"time_zone": "Europe/Stockholm", **fields})


def test_the_assignments_own_counts_before_its_clients_before_the_agencys(cast):
    payroll = cast.payroll(at=on(16))
    in_force = ReportSchedule.objects.in_force_for
    assert in_force(payroll) == ReportSchedule.objects.of_agency()
    of_client = exception(client=cast.nordvik)
    assert in_force(payroll) == of_client
    own = exception(assignment=payroll)
    assert in_force(payroll) == own
    assert in_force(cast.data_engineer()) == ReportSchedule.objects.of_agency()
    assert list(own.covered()) == [payroll]
    assert list(of_client.covered()) == []


def test_there_is_one_schedule_for_the_agency(cast):
    ReportSchedule.objects.made_for_agency()
    assert ReportSchedule.objects.made_for_agency() == ReportSchedule.objects.get()
    with pytest.raises(IntegrityError):
        ReportSchedule.objects.create()


def test_a_change_moves_only_the_assignments_it_covers(cast):
    payroll, engineer = cast.payroll(at=on(16)), cast.data_engineer(at=on(16))
    assert exception(client=cast.nordvik, weekday=3, time=time(10)).take_effect(at=on(16)) == 1
    payroll.refresh_from_db()
    assert payroll.next_report_at == stockholm(19, 10)
    assert payroll.next_draft_at == stockholm(18, 10)
    before = engineer.next_report_at
    engineer.refresh_from_db()
    assert engineer.next_report_at == before == FRIDAY


def test_changing_twice_or_back_and_forth_sends_neither_twice_nor_never(cast, quick_pdf):
    payroll = cast.payroll(at=on(16))
    do_all(on(19, 15))  # drafted for Friday 15:00
    schedule = exception(client=cast.nordvik, weekday=4, time=time(17))
    schedule.take_effect(at=on(20, 9))
    do_all(on(20, 15))
    schedule.weekday, schedule.time = 0, time(9)
    schedule.save()
    schedule.take_effect(at=on(20, 16))
    schedule.weekday = 4
    schedule.save()
    schedule.take_effect(at=on(20, 17))
    for day in range(20, 29):
        do_all(on(day, 18))
    assert list(payroll.reports.order_by("slot_at").values_list("slot_at", flat=True)) == [
        FRIDAY,
        stockholm(27, 9),
    ]
    assert payroll.reports.sent().count() == 2


def test_a_day_that_has_passed_leaves_this_weeks_report_where_it_was(cast):
    payroll = cast.payroll(at=on(9))
    schedule = exception(assignment=payroll, weekday=1, time=time(9))
    schedule.take_effect(at=on(11))
    payroll.refresh_from_db()
    assert payroll.next_report_at == FRIDAY - timedelta(weeks=1)


def test_a_pause_stops_drafting_and_holds_back_the_draft_that_is_there(cast, quick_pdf):
    payroll = cast.payroll(at=on(16))
    do_all(on(19, 15))
    schedule = exception(assignment=payroll, is_paused=True)
    schedule.take_effect(at=on(20, 9))
    do_all(NEXT_FRIDAY)
    report = Report.objects.get()
    assert (report.state, report.needs_approval) == ("draft", True)
    schedule.is_paused = False
    schedule.save()
    schedule.take_effect(at=on(30))
    payroll.refresh_from_db()
    assert payroll.next_report_at == datetime(2026, 12, 4, 14, tzinfo=UTC)


def test_a_removed_exception_gives_the_wider_schedule_back(cast):
    payroll = cast.payroll(at=on(16))
    schedule = exception(client=cast.nordvik, weekday=3, time=time(10))
    schedule.take_effect(at=on(16))
    schedule.remove(at=on(17))
    payroll.refresh_from_db()
    assert payroll.next_report_at == FRIDAY
    with pytest.raises(ValueError, match="stays"):
        ReportSchedule.objects.made_for_agency().remove(at=on(17))


def test_recipients_are_those_chosen_else_whoever_ordered_and_decides(cast):
    payroll = cast.payroll(at=on(16))
    schedule = exception(assignment=payroll)
    assert set(schedule.contacts_of(payroll)) == {cast.hugo, cast.sara}
    schedule.recipients.add(cast.sara)
    assert schedule.contacts_of(payroll) == [cast.sara]


def test_nobody_of_another_client_and_nobody_without_an_address_gets_it(cast):
    payroll = cast.payroll(at=on(16))
    schedule = exception(assignment=payroll)
    schedule.recipients.add(cast.peter)
    assert schedule.contacts_of(payroll) == []
    schedule.recipients.set([cast.hugo])
    cast.hugo.email = ""
    cast.hugo.save()
    assert schedule.contacts_of(payroll) == []


def test_slots_keep_clear_of_the_clients_holidays(cast):
    engineer = cast.data_engineer(at=datetime(2026, 11, 9, 8, tzinfo=UTC))
    exception(client=cast.lumen, weekday=2, time=time(9)).take_effect(
        at=datetime(2026, 11, 9, 9, tzinfo=UTC)
    )
    engineer.refresh_from_db()
    # Wednesday 11 November is Poland's Independence Day.
    assert engineer.next_report_at == datetime(2026, 11, 10, 8, tzinfo=UTC)


def test_many_assignments_take_few_queries(cast, django_assert_max_num_queries):
    for _number in range(12):
        cast.payroll(at=on(16))
    schedule = exception(client=cast.nordvik, weekday=3)
    with django_assert_max_num_queries(8):
        assert schedule.take_effect(at=on(16)) == 12
