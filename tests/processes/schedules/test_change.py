"""Once the client has the schedule, a change says why and becomes the next version (C4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from mailings.models import Letter
from processes.models import Assignment, DoneAlready, Event, PlannedActivity, ScheduleVersion
from processes.models.which_schedule_versions import SaysNotWhy
from processes.schedules.lines import Why
from processes.schedules.sending import send, take_further
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db
AWAY = Why("Two of the four were away.")
LATER = date(2026, 12, 1)


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    """Its first version went out on Monday."""
    payroll = cast.payroll()
    send(payroll, by=cast.nina, at=MONDAY)
    do_all(MONDAY)
    assert payroll.schedule_versions.get().sent_at
    return payroll


def line(payroll: Assignment, milestone: str = "interviews") -> PlannedActivity:
    return payroll.activities.get(milestone=milestone)


def second(payroll: Assignment) -> ScheduleVersion:
    return payroll.schedule_versions.get(number=2)


def schedules(payroll: Assignment, number: int) -> list[Letter]:
    version = payroll.schedule_versions.get(number=number)
    return list(Letter.objects.filter(kind="schedule", occasion_id=version.pk))


def test_before_it_was_sent_a_line_moves_without_a_word(cast: Cast) -> None:
    payroll = cast.payroll()
    line(payroll).move_to(LATER, by=cast.nina, at=NOW)
    assert not payroll.schedule_versions.exists()
    assert not Event.objects.filter(kind="schedule_changed").exists()


def test_afterwards_it_says_why_or_stays(cast: Cast, payroll: Assignment) -> None:
    for change in (
        lambda: line(payroll).move_to(LATER, by=cast.nina, at=NOW),
        lambda: line(payroll).take_out(by=cast.nina, at=NOW),
        lambda: PlannedActivity.objects.plan(
            payroll, text="References", due_on=LATER, by=cast.nina, at=NOW
        ),
    ):
        with pytest.raises(SaysNotWhy):
            change()
    assert payroll.schedule_versions.count() == 1
    assert payroll.activities.lines() == payroll.schedule_versions.get().said.lines


def test_a_moved_line_becomes_the_next_version_an_hour_later(
    cast: Cast, payroll: Assignment
) -> None:
    line(payroll).move_to(LATER, by=cast.nina, at=NOW, why=AWAY)
    version = second(payroll)
    assert (version.frozen_at, version.send_at) == (None, NOW + timedelta(hours=1))
    do_all(NOW + timedelta(minutes=59))
    assert schedules(payroll, 2) == []
    do_all(NOW + timedelta(hours=1))
    version.refresh_from_db()
    assert version.sent_at
    hugos, _saras = schedules(payroll, 2)
    assert "Changed schedule" in hugos.subject
    told = "Interviews and references: from Thursday 19 November to Tuesday 1 December."
    assert f"{told} {AWAY.text}" in hugos.text
    assert "Interviews and references (was Thu 19 Nov)" in hugos.text
    assert hugos.attachments.get().filename.endswith("version 2.pdf")


def test_what_changes_within_the_hour_is_one_version(cast: Cast, payroll: Assignment) -> None:
    line(payroll).move_to(LATER, by=cast.nina, at=NOW, why=AWAY)
    half = NOW + timedelta(minutes=30)
    PlannedActivity.objects.plan(
        payroll, text="References", due_on=LATER, by=cast.nina, at=half, why=Why(agreed=True)
    )
    line(payroll, "contact").take_out(by=cast.nina, at=half, why=Why("Done in the first call."))
    assert second(payroll).send_at == half + timedelta(hours=1)
    do_all(half + timedelta(hours=1))
    changes = [(change.what, change.why.text) for change in second(payroll).said.changes]
    assert changes == [
        ("removed", "Done in the first call."),
        ("moved", AWAY.text),
        ("added", ""),
    ]
    assert "References: new, by Tuesday 1 December. As agreed with you." in (
        schedules(payroll, 2)[0].text
    )


def test_moved_back_in_time_there_is_nothing_to_tell(cast: Cast, payroll: Assignment) -> None:
    was = line(payroll).due_on
    line(payroll).move_to(LATER, by=cast.nina, at=NOW, why=AWAY)
    line(payroll).move_to(was, by=cast.nina, at=NOW, why=AWAY)
    assert payroll.schedule_versions.count() == 1
    do_all(NOW + timedelta(hours=2))
    assert Letter.objects.filter(kind="schedule").count() == 2


def test_it_waits_for_the_clients_office_hours(cast: Cast, payroll: Assignment) -> None:
    friday_evening = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
    line(payroll).move_to(LATER, by=cast.nina, at=friday_evening, why=AWAY)
    assert second(payroll).send_at == datetime(2026, 11, 23, 7, tzinfo=UTC)


def test_sent_now_it_does_not_wait(cast: Cast, payroll: Assignment) -> None:
    line(payroll).move_to(LATER, by=cast.nina, at=NOW, why=AWAY)
    assert send(payroll, by=cast.nina, at=NOW).version == second(payroll)
    do_all(NOW)
    assert len(schedules(payroll, 2)) == 2


def test_a_change_while_a_version_is_on_its_way_is_the_one_after(
    cast: Cast, payroll: Assignment
) -> None:
    line(payroll).move_to(LATER, by=cast.nina, at=NOW, why=AWAY)
    send(payroll, by=cast.nina, at=NOW)
    line(payroll, "decision").move_to(date(2026, 12, 11), by=cast.nina, at=NOW, why=AWAY)
    take_further(second(payroll).pk, at=NOW)
    assert all("11 December" not in letter.text for letter in schedules(payroll, 2))
    do_all(NOW + timedelta(hours=1))
    (change,) = payroll.schedule_versions.get(number=3).said.changes
    assert (change.line.milestone, change.was) == ("decision", date(2026, 11, 26))


def test_a_worker_who_comes_late_leaves_the_version_that_has_moved(
    cast: Cast, payroll: Assignment
) -> None:
    line(payroll).move_to(LATER, by=cast.nina, at=NOW, why=AWAY)
    stale = second(payroll)
    line(payroll, "decision").move_to(LATER, by=cast.nina, at=NOW + timedelta(hours=1), why=AWAY)
    assert stale.freeze(at=NOW + timedelta(hours=1)) is False
    assert second(payroll).frozen_at is None


def test_dates_that_are_agreed_afterwards_say_so(cast: Cast, payroll: Assignment) -> None:
    payroll.agree_dates(
        presentation_on=date(2026, 11, 25),
        meetings_on=None,
        decision_on=None,
        by=cast.nina,
        at=NOW,
    )
    do_all(NOW + timedelta(hours=1))
    text = schedules(payroll, 2)[0].text
    assert "to Wednesday 25 November. As agreed with you." in text
    assert line(payroll, "presentation").first_due_on is None  # a first agreement is no slip


def test_the_timeline_keeps_who_moved_what_and_why(cast: Cast, payroll: Assignment) -> None:
    line(payroll).move_to(LATER, by=cast.nina, at=NOW, why=AWAY)
    event = Event.objects.get(kind="schedule_changed")
    assert (event.by, event.text, event.visible_to_client) == (cast.nina, AWAY.text, False)
    assert event.facts == {
        "version": 2,
        "activity": "Interviews and references",
        "was": "2026-11-19",
        "on": "2026-12-01",
    }


def test_a_line_that_is_done_stays(cast: Cast, payroll: Assignment) -> None:
    line(payroll).tick_off(by=cast.nina, at=NOW)
    with pytest.raises(DoneAlready):
        line(payroll).move_to(LATER, by=cast.nina, at=NOW, why=AWAY)
    with pytest.raises(DoneAlready):
        line(payroll).take_out(by=cast.nina, at=NOW, why=AWAY)


def test_the_version_of_an_assignment_that_closes_does_not_go(
    cast: Cast, payroll: Assignment
) -> None:
    line(payroll).move_to(LATER, by=cast.nina, at=NOW, why=AWAY)
    payroll.close("cancelled", words="They stay as they are.", by=cast.nina, at=NOW)
    do_all(NOW + timedelta(hours=2))
    assert not payroll.schedule_versions.filter(number=2).exists()
