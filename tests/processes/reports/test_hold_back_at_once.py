"""Somebody holds a report back, or changes its schedule, while a worker is about to send it."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from mailings.leases import claim
from processes.models import Report, ReportSchedule
from processes.reports.drafting import draft_next
from recruitcrm.chores import do_all
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, NEXT_FRIDAY, Story, on

pytestmark = pytest.mark.usefixtures("quick_pdf")
THURSDAY = on(19, 15)
MONDAY = on(23, 10)


@pytest.fixture
def story(cast) -> Story:
    return Story(cast)


@pytest.fixture
def report(story) -> Report:
    return Report.objects.draft(story.assignment, FRIDAY, at=THURSDAY)


def claimed(report: Report) -> Report:
    """As the worker has it that took it at its slot."""
    rows = Report.objects.waiting()
    held = claim(rows, report.pk, at=FRIDAY, lease=NEXT_FRIDAY - FRIDAY)
    assert held is not None
    return held


@pytest.mark.django_db
def test_what_is_put_off_at_its_slot_is_not_frozen_by_the_worker_that_had_it(story, report):
    worker = claimed(report)
    report.put_off(MONDAY, by=story.cast.nina, at=FRIDAY)
    assert not worker.freeze(at=FRIDAY)
    report.refresh_from_db()
    assert (report.state, report.facts) == ("draft", None)
    do_all(MONDAY)
    report.refresh_from_db()
    assert report.approved_at == report.sent_at == MONDAY


@pytest.mark.django_db
def test_what_has_to_be_approved_since_a_moment_ago_does_not_approve_itself(report):
    worker = claimed(report)
    Report.objects.filter(pk=report.pk).update(needs_approval=True)
    assert not worker.freeze(at=FRIDAY)
    report.refresh_from_db()
    assert report.state == "draft"


@pytest.mark.django_db
def test_what_a_worker_still_has_at_its_slot_is_approved_and_frozen(report):
    assert claimed(report).freeze(at=FRIDAY)
    report.refresh_from_db()
    assert report.state == "approved"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["schedule", "draft"])
def test_who_stops_a_report_and_who_changes_its_schedule_do_not_wait_for_each_other(change):
    story = Story(Cast())
    payroll = story.assignment
    report = Report.objects.draft(payroll, FRIDAY, at=THURSDAY, needs_approval=True)
    schedule = ReportSchedule.objects.create(assignment=payroll, needs_approval=True)
    payroll.next_report_at, payroll.next_draft_at = NEXT_FRIDAY, on(26, 15)
    payroll.save()
    wrong: list[Exception] = []

    def theirs() -> None:
        try:
            if change == "schedule":
                schedule.take_effect(at=on(26, 15))
            else:  # the draft of next week takes over what missed its slot
                draft_next(payroll.pk, at=on(26, 15))
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=theirs)
    with transaction.atomic():
        report.refuse_if_gone()
        other.start()
        other.join(0.5)
        assert other.is_alive()  # it has the assignment, and waits for the report
        report.stop("A wrong figure", by=story.cast.nina, at=on(26, 15))
    other.join(10)
    assert wrong == []
    report.refresh_from_db()
    assert report.state == "stopped"
