"""Drafts that need an approval: the day before, two hours before, then the leads; each once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from accounts.models import Leave, Role
from mailings.models import Letter
from processes.models import Report, ReportSchedule
from processes.reports.chores import do_reminder, due_reminders
from recruitcrm.chores import do_all
from tests.cast import person
from tests.processes.reports.story import FRIDAY, NEXT_FRIDAY, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
LONG_AGO, THURSDAY, A_MINUTE = on(2), on(19, 15), timedelta(minutes=1)


@pytest.fixture
def schedule(cast) -> ReportSchedule:
    payroll = cast.payroll(at=on(16))
    schedule = ReportSchedule.objects.create(assignment=payroll, needs_approval=True)
    schedule.take_effect(at=on(16))
    return schedule


@pytest.fixture
def report(schedule) -> Report:
    do_all(THURSDAY - A_MINUTE)
    assert not Report.objects.exists()
    do_all(THURSDAY)
    return Report.objects.get()


def told(since: datetime = LONG_AGO) -> list[tuple[str, str]]:
    """Who was reminded and what of, oldest first."""
    letters = Letter.objects.filter(kind="report_reminder", created_at__gte=since).order_by("pk")
    return [(letter.to_name, letter.subject.split(":")[0]) for letter in letters]


NINA_DAY_BEFORE = ("Nina Lind", "To approve")
NINA_SOON = ("Nina Lind", "Soon due and not approved")
LEA_MISSED = ("Lea Dahl", "Not sent, for nobody has approved it")


def test_the_owner_hears_the_day_before_and_two_hours_before_then_the_lead(report):
    assert told() == [NINA_DAY_BEFORE]
    do_all(on(20, 13) - A_MINUTE)
    assert told() == [NINA_DAY_BEFORE]
    do_all(on(20, 13))
    assert told() == [NINA_DAY_BEFORE, NINA_SOON]
    do_all(FRIDAY - A_MINUTE)
    assert told() == [NINA_DAY_BEFORE, NINA_SOON]
    do_all(FRIDAY)
    assert told() == [NINA_DAY_BEFORE, NINA_SOON, LEA_MISSED]
    for day in range(20, 26):
        do_all(on(day, 16))
    assert len(told()) == 3


def test_twice_or_lost_it_is_written_once(report):
    Report.objects.update(next_reminder_at=THURSDAY, reminders=0)  # as if its job had been lost
    for _time in range(2):
        do_reminder(report.pk, THURSDAY)
    assert told() == [NINA_DAY_BEFORE]
    Report.objects.update(next_reminder_at=THURSDAY)
    do_reminder(report.pk, THURSDAY + A_MINUTE)  # early: only the time is put right
    report.refresh_from_db()
    assert report.next_reminder_at == on(20, 13)


def test_late_only_the_last_step_that_was_missed_is_told(schedule):
    do_all(on(20, 14))  # the machine was off since Wednesday
    assert told() == [NINA_SOON]


def test_off_over_the_slot_only_the_lead_hears_and_in_working_hours(report):
    do_all(on(20, 20))  # off since Thursday; Lea has gone home
    assert told() == [NINA_DAY_BEFORE]
    do_all(on(21, 12))
    assert told() == [NINA_DAY_BEFORE]
    do_all(on(23, 8))
    assert told() == [NINA_DAY_BEFORE, LEA_MISSED]


@pytest.mark.parametrize("verb", ["approve", "stop"])
def test_what_was_approved_or_stopped_is_nobodys_worry(cast, report, verb):
    if verb == "approve":
        report.approve(by=cast.nina, at=on(20, 10))
    else:
        report.stop("Nothing to tell", by=cast.nina, at=on(20, 10))
    assert not due_reminders(on(25)).exists()
    do_reminder(report.pk, on(20, 13))
    do_all(FRIDAY)
    assert told() == [NINA_DAY_BEFORE]


def test_a_reminder_that_waited_while_it_was_approved_is_not_sent(cast, report):
    person("Lou Dahl", Role.LEAD, time_zone="America/Los_Angeles", country="US")
    do_all(on(20, 15))
    lou = Letter.objects.get(to_name="Lou Dahl")
    assert lou.state == "waiting"
    report.approve(by=cast.lea, at=on(20, 15))
    do_all(on(20, 20))
    lou.refresh_from_db()
    assert lou.state == "cancelled"


def test_a_reminder_is_no_letter_to_the_client(cast, report):
    assert Letter.objects.get(kind="report_reminder").sent_at
    report.refresh_from_db()
    assert (report.state, report.sent_at) == ("draft", None)


def test_while_the_owner_is_away_the_deputy_hears_and_is_told_for_whom(cast, schedule):
    Leave.objects.plan(
        user=cast.nina,
        deputy=cast.rasmus,
        starts_on=date(2026, 11, 18),
        ends_on=date(2026, 11, 27),
        at=on(17),
    )
    do_all(on(18))
    do_all(THURSDAY)
    letter = Letter.objects.get(kind="report_reminder")
    assert letter.to_name == "Rasmus Holm"
    assert "You stand in for Nina Lind." in letter.text


def test_where_nobody_leads_the_admins_hear(cast, report):
    cast.lea.role = Role.RECRUITER
    cast.lea.save()
    person("Adam Askvik", Role.ADMIN)
    do_all(FRIDAY)
    assert {name for name, _what in told(since=FRIDAY)} == {"Ada Askvik", "Adam Askvik"}


def test_a_draft_that_takes_the_next_slot_is_reminded_of_anew(report):
    for moment in (FRIDAY, FRIDAY + timedelta(days=6), NEXT_FRIDAY - timedelta(hours=2)):
        do_all(moment)
    assert told(since=NEXT_FRIDAY - timedelta(days=1)) == [NINA_DAY_BEFORE, NINA_SOON]


def test_one_put_off_is_reminded_of_by_its_new_time(cast, report):
    report.put_off(on(20, 17), by=cast.nina, at=on(20, 9))
    do_all(on(20, 13))
    assert told() == [NINA_DAY_BEFORE]
    do_all(on(20, 15))
    assert told() == [NINA_DAY_BEFORE, NINA_SOON]


def test_one_put_off_after_its_slot_has_passed_is_reminded_of_again(cast, report):
    do_all(FRIDAY)
    do_all(on(23, 8))
    report.put_off(on(24, 15), by=cast.lea, at=on(23, 9))
    for hour in (10, 13, 15):
        do_all(on(24, hour))
    assert told(since=on(23, 9)) == [NINA_SOON, LEA_MISSED]


@pytest.mark.parametrize("change", [{"needs_approval": False}, {"is_paused": True}])
def test_no_reminders_once_it_goes_by_itself_or_is_paused(schedule, report, change):
    for name, value in change.items():
        setattr(schedule, name, value)
    schedule.save()
    schedule.take_effect(at=on(20, 9))
    do_all(on(20, 13))
    do_all(FRIDAY)
    assert told() == [NINA_DAY_BEFORE]


def test_a_draft_that_comes_to_need_approval_is_reminded_of(cast):
    cast.payroll(at=on(16))
    do_all(THURSDAY)
    schedule = ReportSchedule.objects.made_for_agency()
    schedule.needs_approval = True
    schedule.save()
    schedule.take_effect(at=on(20, 9))
    do_all(on(20, 9))
    assert told() == [NINA_DAY_BEFORE]


def test_in_the_readers_language_and_time_with_a_link(cast, report):
    letter = Letter.objects.get(kind="report_reminder")
    assert "Fri 20 Nov at 15:00, but only after somebody has approved it" in letter.text
    assert f"/reports/{report.pk}/" in letter.text and f"/reports/{report.pk}/" in letter.html
    assert "Interim payroll manager" in letter.subject and "Nordvik Energi" in letter.subject


def test_an_early_slot_is_told_of_in_the_working_hours_before_it(schedule):
    schedule.time = FRIDAY.replace(hour=8, minute=30).time()
    schedule.save()
    schedule.take_effect(at=on(17))
    do_all(on(19, 8))  # Thursday, 08:00, before the draft is made
    assert told() == []
    do_all(on(19, 9))
    assert told() == [NINA_DAY_BEFORE]
    half_past_three = on(19, 15) + timedelta(minutes=30)  # half an hour of it is Friday's
    do_all(half_past_three - A_MINUTE)
    assert len(told()) == 1
    do_all(half_past_three)
    assert told() == [NINA_DAY_BEFORE, NINA_SOON]
