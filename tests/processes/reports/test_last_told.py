"""What the client was told last: from when on a report tells, against what, and what it owes."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest

from processes.models import Assignment, Report, TargetCompany
from processes.reports.freezing import frozen
from processes.reports.last_told import LastTold, last_told
from processes.reports.report_facts import Skipped
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, on

pytestmark = pytest.mark.django_db
A_WEEK = timedelta(days=7)
FIRST, SECOND, THIRD = FRIDAY - 2 * A_WEEK, FRIDAY - A_WEEK, FRIDAY


@pytest.fixture
def work(cast: Cast) -> Assignment:
    return cast.payroll(at=on(2))


def drafted(work: Assignment, slot: datetime) -> Report:
    made: Report = Report.objects.draft(work, slot, at=slot - timedelta(days=1))
    return made


def sent(work: Assignment, slot: datetime, at: datetime | None = None) -> Report:
    report = drafted(work, slot)
    report.approve(by=work.owner, at=at or slot)
    return report


def test_the_first_report_has_nothing_before_it(work):
    assert last_told(drafted(work, FIRST)) == LastTold(work.opened_at, None, ())


def test_it_is_the_last_that_went_out_from_when_it_was_approved(work):
    sent(work, FIRST)
    second = sent(work, SECOND, at=SECOND - timedelta(hours=3))
    last = last_told(drafted(work, THIRD))
    assert last.since == SECOND - timedelta(hours=3)
    assert last.facts == second.known(SECOND)


def test_one_that_was_stopped_after_its_approval_has_told_nothing(work):
    first = sent(work, FIRST)
    second = sent(work, SECOND)
    third = drafted(work, THIRD)
    second.stop("CANARY for us alone", by=work.owner, at=SECOND)
    assert third.since_at == SECOND  # it was drafted before the other was stopped
    last = last_told(third)
    assert (last.since, last.skipped) == (FIRST, ())
    assert last.facts == first.known(FIRST)
    assert third.known(THIRD).since == FIRST


def test_where_none_went_out_the_first_that_was_stopped_is_covered_too(work):
    drafted(work, FIRST).stop("CANARY for us alone", by=work.owner, at=FIRST)
    third = drafted(work, THIRD)
    assert last_told(third) == LastTold(work.opened_at, None, ())


def test_the_reasons_of_those_skipped_are_told_and_of_those_stopped_are_not(work):
    sent(work, FIRST)
    drafted(work, SECOND).skip("Your office was closed", by=work.owner, at=SECOND)
    fourth = drafted(work, THIRD + A_WEEK)
    drafted(work, THIRD).stop("CANARY for us alone", by=work.owner, at=THIRD)
    last = last_told(fourth)
    assert last.skipped == (Skipped(date(2026, 11, 13), "Your office was closed"),)
    assert "CANARY" not in json.dumps(frozen(fourth.known(THIRD + A_WEEK)))


def test_several_skipped_stand_in_their_order_and_are_told_once(work):
    for slot in (FIRST, SECOND):
        drafted(work, slot).skip(f"No work, {slot:%d}", by=work.owner, at=slot)
    third = drafted(work, THIRD)
    assert [row.on.day for row in last_told(third).skipped] == [6, 13]
    third.approve(by=work.owner, at=THIRD)
    assert [row.on.day for row in third.known(THIRD).skipped] == [6, 13]
    assert last_told(drafted(work, THIRD + A_WEEK)).skipped == ()


def test_other_assignments_reports_tell_nothing_of_this_one(work, cast):
    sent(cast.data_engineer(at=on(2)), FIRST)
    assert last_told(drafted(work, SECOND)).facts is None


def test_what_the_next_has_told_is_not_told_again_by_one_that_was_put_off(work):
    first = drafted(work, FIRST)
    first.put_off(SECOND - timedelta(hours=1), by=work.owner, at=FIRST)
    second = sent(work, SECOND, at=SECOND - timedelta(hours=3))
    last = last_told(first)
    assert (last.since, last.facts) == (second.approved_at, second.known(SECOND))
    first.approve(by=None, at=SECOND - timedelta(hours=1))
    assert first.known(SECOND).since == SECOND - timedelta(hours=3)
    assert last_told(drafted(work, THIRD)).since == SECOND - timedelta(hours=1)


def test_the_time_of_one_that_is_stopped_behind_the_next_is_told_by_the_one_after(work):
    first = drafted(work, FIRST)
    first.put_off(SECOND - timedelta(hours=1), by=work.owner, at=FIRST)
    first.approve(by=work.owner, at=FIRST)
    second = sent(work, SECOND, at=SECOND - timedelta(hours=3))  # it goes on from the first
    assert second.since_at == FIRST
    first.stop("CANARY for us alone", by=work.owner, at=SECOND - timedelta(hours=2))
    third = drafted(work, THIRD)
    last = last_told(third)
    assert (last.since, last.facts, last.skipped) == (work.opened_at, second.known(SECOND), ())
    third.approve(by=work.owner, at=THIRD)
    assert last_told(drafted(work, THIRD + A_WEEK)).since == THIRD


def test_the_reason_of_one_skipped_behind_the_next_is_told_once(work):
    first = drafted(work, FIRST)
    first.put_off(SECOND - timedelta(hours=1), by=work.owner, at=FIRST)
    sent(work, SECOND, at=SECOND - timedelta(hours=3))
    first.skip("Nobody was in", by=work.owner, at=SECOND - timedelta(hours=2))
    third = sent(work, THIRD)
    assert [row.reason for row in third.known(THIRD).skipped] == ["Nobody was in"]
    assert last_told(drafted(work, THIRD + A_WEEK)).skipped == ()


def test_it_costs_one_query_more(work, django_assert_num_queries):
    sent(work, FIRST)
    drafted(work, SECOND).skip("Your office was closed", by=work.owner, at=SECOND)
    drafted(work, THIRD)
    third = Report.objects.select_related(
        "assignment__client", "assignment__owner", "assignment__decider", "assignment__ordered_by"
    ).get(slot_at=THIRD)
    with django_assert_num_queries(5):
        third.known(THIRD)


def test_a_note_on_a_company_stays_inside(cast):
    search = cast.data_engineer(at=on(16), kind="search")
    TargetCompany.objects.agree(search, ["Allegro"], by=cast.rasmus, at=on(17))
    TargetCompany.objects.update(note="CANARY their head of data wants to leave")
    stored = frozen(drafted(search, FRIDAY).known(FRIDAY))
    assert stored["companies"] == [{"name": "Allegro", "state": "agreed", "people": 0, "new": 0}]
    assert "CANARY" not in json.dumps(stored)
