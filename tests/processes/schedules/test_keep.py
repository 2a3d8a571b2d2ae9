"""The schedule promised to the client (C4): planned, ticked off, moved, shown week by week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Assignment, Event, PlannedActivity
from processes.schedule import counts_by_stage, weeks
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


def strip(assignment: Assignment) -> list[tuple[str, str, bool]]:
    counts, _ended = counts_by_stage(assignment)
    found = weeks(assignment, assignment.activities.all(), counts, NOW)
    return [(week.label, week.text, week.past) for week in found]


def test_a_line_is_ticked_off_once_and_the_client_sees_it(client: Browser, cast: Cast) -> None:
    line = cast.payroll().activities.get(milestone="kick_off")
    for _twice in range(2):
        answer = client.post(reverse("activity_done", args=[line.pk]))
    assert answer["Location"] == reverse("assignment_schedule", args=[line.assignment_id])
    line.refresh_from_db()
    assert line.done_at
    event = Event.objects.get(kind="activity_done")
    assert event.visible_to_client
    assert event.facts == {"activity": line.text}


def test_looking_ticks_nothing_off(client: Browser, cast: Cast) -> None:
    line = cast.payroll().activities.get(milestone="kick_off")
    assert client.get(reverse("activity_done", args=[line.pk])).status_code == 405
    assert client.post(reverse("activity_done", args=[404404])).status_code == 404


def test_a_moved_line_keeps_the_day_first_promised(client: Browser, cast: Cast) -> None:
    line = cast.payroll().activities.get(milestone="interviews")
    promised = line.due_on
    for day in ("2026-12-01", "2026-12-03"):
        client.post(reverse("activity_edit", args=[line.pk]), {"due_on": day})
    line.refresh_from_db()
    assert (line.due_on, line.first_due_on) == (date(2026, 12, 3), promised)


@pytest.mark.parametrize("day", ["", "soon", "2026-13-01"])
def test_a_day_that_is_none_is_refused(client: Browser, cast: Cast, day: str) -> None:
    line = cast.payroll().activities.get(milestone="interviews")
    answer = client.post(reverse("activity_edit", args=[line.pk]), {"due_on": day})
    assert answer.status_code == 422
    line.refresh_from_db()
    assert line.first_due_on is None


def test_a_line_is_added_and_an_empty_one_refused(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    url = reverse("activity_new", args=[payroll.pk])
    client.post(url, {"text": "References", "due_on": "2026-12-01"})
    assert payroll.activities.filter(text="References", due_on="2026-12-01").exists()
    answer = client.post(url, {"text": "", "due_on": "2026-12-02"})
    assert answer.status_code == 422
    assert "2026-12-02" in answer.content.decode()


def test_a_line_is_late_from_the_day_after(cast: Cast) -> None:
    payroll = cast.payroll()
    due = NOW.date()
    line = PlannedActivity.objects.plan(
        payroll, text="References", due_on=due, by=cast.nina, at=NOW
    )
    assert not line.is_late(NOW)
    assert line.is_late(NOW + timedelta(days=1))
    line.tick_off(by=cast.nina, at=NOW)
    assert not line.is_late(NOW + timedelta(days=1))


def test_the_strip_says_each_week_in_a_few_words(cast: Cast) -> None:
    payroll = cast.payroll(
        at=MONDAY - timedelta(weeks=1),
        kind="permanent",
        decision_on=date(2026, 12, 11),
        presentation_on=date(2026, 11, 25),
    )
    payroll.activities.get(milestone="kick_off").tick_off(by=cast.nina, at=MONDAY)
    cast.presented(cast.jonas, payroll)
    assert strip(payroll) == [
        (
            "Week 1 · search",
            "first people contacted: was due Fri 13 Nov, schedule: was due Wed 11 Nov, "
            "kick-off call Mon 16 Nov",
            True,
        ),
        ("Week 2 · interviews", "1 contacted, 1 interviewed", True),
        ("Week 3 · client meetings", "meetings by Fri 27 Nov, shortlist of 1 presented", False),
        ("Week 4", "", False),
        ("Week 5 · decision", "Fri 11 Dec, booked", False),
    ]


def test_the_strip_names_what_is_booked_beside_what_a_week_is_about(cast: Cast) -> None:
    payroll = cast.payroll(
        at=MONDAY, meetings_on=date(2026, 11, 26), decision_on=date(2026, 11, 27)
    )
    assert strip(payroll)[1] == (
        "Week 2 · decision",
        "Fri 27 Nov, booked, meetings Thu 26 Nov",
        False,
    )


def test_what_was_done_early_stands_in_the_week_it_was_done(cast: Cast) -> None:
    friday = MONDAY - timedelta(days=3)
    payroll = cast.payroll(at=friday)
    payroll.activities.get(milestone="kick_off").tick_off(by=cast.nina, at=friday)
    assert strip(payroll)[0] == ("Week 1 · brief", "kick-off call Fri 13 Nov", True)
    assert "kick-off" not in strip(payroll)[1][1]


def test_a_long_assignment_shows_only_weeks_in_which_something_is_planned(cast: Cast) -> None:
    search = cast.payroll(kind="search", target_weeks=52)
    labels = [label for label, _text, _past in strip(search)]
    assert labels[0].startswith("Week 1 ")
    assert labels[-1] == "Week 52 · decision"
    assert len(labels) <= 8


def test_those_who_left_count_where_they_got_to(cast: Cast) -> None:
    payroll = cast.payroll()
    jonas = cast.presented(cast.jonas, payroll)
    jonas.finish("withdrawn", reason="salary", said_no="candidate", by=cast.nina, at=NOW)
    payroll.add(cast.amira, by=cast.nina, at=NOW).move_to("contacted", by=cast.nina, at=NOW)
    counts, ended = counts_by_stage(payroll)
    assert (counts["contacted"], counts["interviewed"], counts["offer"]) == (2, 1, 0)
    assert ended == 1
