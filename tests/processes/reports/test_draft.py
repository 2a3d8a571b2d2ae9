"""Drafts: early, on time, twice and late; missed slots; pauses; both changes of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from processes.models import Assignment, Report, ReportSchedule
from processes.reports.chores import do_draft, due_drafts
from processes.reports.drafting import draft_next
from recruitcrm.chores import do_all, tick
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, LAST_FRIDAY, NEXT_FRIDAY, on

pytestmark = pytest.mark.django_db
THURSDAY = FRIDAY - timedelta(days=1)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll(at=on(16))


def test_opening_an_assignment_plans_its_first_report(payroll):
    assert (payroll.next_report_at, payroll.next_draft_at) == (FRIDAY, THURSDAY)


def test_before_the_day_nothing_is_due_and_an_early_job_only_puts_the_time_right(payroll):
    assert not due_drafts(THURSDAY - A_MINUTE).exists()
    Assignment.objects.filter(pk=payroll.pk).update(next_draft_at=on(17))
    do_draft(payroll.pk, on(17))
    payroll.refresh_from_db()
    assert (payroll.reports.count(), payroll.next_draft_at) == (0, THURSDAY)


def test_on_time_there_is_a_draft_and_the_next_slot(payroll):
    assert list(due_drafts(THURSDAY)) == [payroll]
    do_draft(payroll.pk, THURSDAY)
    report = payroll.reports.get()
    assert (report.slot_at, report.send_at, report.try_after) == (FRIDAY, FRIDAY, FRIDAY)
    assert (report.since_at, report.drafted_at, report.state) == (on(16), THURSDAY, "draft")
    payroll.refresh_from_db()
    assert payroll.next_report_at == NEXT_FRIDAY


def test_twice_makes_one(payroll):
    for _time in range(2):
        do_draft(payroll.pk, THURSDAY)
    assert Report.objects.draft(payroll, FRIDAY, at=THURSDAY) == payroll.reports.get()
    payroll.refresh_from_db()
    assert payroll.next_report_at == NEXT_FRIDAY


def test_a_lost_job_is_due_again_by_itself(payroll):
    rung = tick(THURSDAY, ring=lambda chore, pk: None)
    assert rung["drafts"] == 1
    assert not due_drafts(THURSDAY).exists()
    assert due_drafts(THURSDAY + A_MINUTE).exists()


def test_three_missed_slots_yield_one_report_that_covers_them(payroll):
    woken = FRIDAY + timedelta(days=17)  # a Monday; drafts of three Fridays were missed
    draft_next(payroll.pk, at=woken)
    report = payroll.reports.get()
    assert report.slot_at == FRIDAY + timedelta(weeks=2)
    assert report.since_at == payroll.opened_at
    payroll.refresh_from_db()
    assert payroll.next_report_at == FRIDAY + timedelta(weeks=3)


def test_a_draft_that_nobody_approved_takes_the_next_slot_with_its_words(cast, payroll):
    ReportSchedule.objects.create(assignment=payroll, needs_approval=True)
    draft_next(payroll.pk, at=THURSDAY)
    payroll.reports.get().write_words(comments={"lead": "Mine"})
    draft_next(payroll.pk, at=THURSDAY + timedelta(weeks=1))
    report = payroll.reports.get()
    assert (report.slot_at, report.since_at) == (NEXT_FRIDAY, on(16))
    assert report.comments == {"lead": "Mine"}


def test_the_next_report_begins_where_the_last_one_ended(cast, payroll, quick_pdf):
    do_all(THURSDAY)
    first = payroll.reports.get()
    first.approve(by=cast.nina, at=on(20, 10))
    do_all(FRIDAY)
    draft_next(payroll.pk, at=THURSDAY + timedelta(weeks=1))
    assert payroll.reports.get(slot_at=NEXT_FRIDAY).since_at == on(20, 10)


def test_a_stopped_report_leaves_its_time_to_the_next(cast, payroll):
    draft_next(payroll.pk, at=THURSDAY)
    payroll.reports.get().stop("Nothing to say", by=cast.nina, at=on(20, 10))
    draft_next(payroll.pk, at=THURSDAY + timedelta(weeks=1))
    assert payroll.reports.get(slot_at=NEXT_FRIDAY).since_at == NEXT_FRIDAY - timedelta(weeks=1)


def test_one_opened_long_before_its_first_report_tells_a_week(cast):
    imported = cast.payroll(at=on(2) - timedelta(days=100))
    Assignment.objects.filter(pk=imported.pk).update(next_report_at=None, next_draft_at=None)
    imported.refresh_from_db()
    imported.plan_reports(at=on(16))
    draft_next(imported.pk, at=FRIDAY)
    assert imported.reports.get().since_at == LAST_FRIDAY


def test_a_paused_schedule_drafts_nothing(payroll):
    ReportSchedule.objects.create(assignment=payroll, is_paused=True)
    assert draft_next(payroll.pk, at=THURSDAY) is None
    payroll.refresh_from_db()
    assert payroll.next_draft_at is payroll.next_report_at is None


def test_a_closed_assignment_drafts_nothing(cast, payroll):
    payroll.close("cancelled", words="Reorganised", by=cast.nina, at=on(18))
    assert not due_drafts(FRIDAY).exists()
    assert draft_next(payroll.pk, at=FRIDAY) is None


@pytest.mark.parametrize(
    ("opened", "first", "second"),
    [
        ("03-23 08", "03-27 14", "04-02 13"),  # summer time; Good Friday
        ("10-19 08", "10-23 13", "10-30 14"),  # back to winter time
        ("12-21 08", "12-23 14", "12-30 14"),  # Christmas, New Year
    ],
)
def test_the_clock_on_the_wall_says_15_whatever_the_clocks_do(cast, opened, first, second):
    opened, *slots = (
        datetime.strptime(f"2026-{moment} +0000", "%Y-%m-%d %H %z")
        for moment in (opened, first, second)
    )
    assignment = cast.payroll(at=opened)
    draft_next(assignment.pk, at=slots[0])
    assert assignment.reports.get().slot_at == slots[0]
    assignment.refresh_from_db()
    assert assignment.next_report_at == slots[1]


def test_it_speaks_the_language_of_whoever_decides(cast):
    cast.sara.language = "sv"
    cast.sara.save()
    assignment = cast.payroll(at=on(16))
    draft_next(assignment.pk, at=THURSDAY)
    assert assignment.reports.get().language == "sv"


def test_the_agencys_default_is_friday_15_in_its_own_time(cast):
    cast.agency.time_zone = "Europe/London"
    cast.agency.save()
    assignment = cast.payroll(at=on(16))
    default = ReportSchedule.objects.of_agency()
    assert (default.weekday, default.time, default.time_zone) == (4, time(15), "Europe/London")
    assert assignment.next_report_at == datetime(2026, 11, 20, 15, tzinfo=UTC)


def test_the_schedule_that_it_tells_of_is_in_that_language_too(cast):
    cast.sara.language = "pl"
    cast.sara.save()
    texts = cast.payroll(at=on(16)).activities.values_list("text", flat=True)
    assert "Shortlist presented" not in texts
    cast.sara.language = "en"
    cast.sara.save()
    assert "Shortlist presented" in cast.payroll(at=on(16)).activities.values_list(
        "text", flat=True
    )
