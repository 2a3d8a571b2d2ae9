"""What must never be: PostgreSQL refuses it, whoever writes it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from processes.models import (
    Assignment,
    Candidacy,
    Event,
    Fit,
    Meeting,
    MustHave,
    Obstacle,
    Placement,
    PlannedActivity,
)
from tests.cast import MONDAY, NOW, Cast, agrees

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll()


@pytest.fixture
def jonas(cast: Cast, payroll: Assignment) -> Candidacy:
    return payroll.add(cast.jonas, by=cast.nina, at=MONDAY)


def refuses(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


def test_at_most_three_must_haves(payroll: Assignment) -> None:
    with refuses("at_most_three_must_haves"), transaction.atomic():
        MustHave.objects.create(assignment=payroll, position=4, text="Four")
    with refuses("one_must_have_per_position"), transaction.atomic():
        MustHave.objects.create(assignment=payroll, position=3, text="Another third")


def test_a_fourth_must_have_takes_the_whole_order_back(cast: Cast) -> None:
    with refuses("at_most_three_must_haves"), transaction.atomic():
        MustHave.objects.write(cast.payroll(), ["1", "2", "3", "4"])
    assert not Assignment.objects.exists()


def test_one_candidacy_per_assignment(cast: Cast, payroll: Assignment, jonas: Candidacy) -> None:
    with refuses("one_candidacy_per_assignment"), transaction.atomic():
        Candidacy.objects.create(
            assignment=payroll, candidate=cast.jonas, stage_since=NOW, added_at=NOW
        )


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"interest": 0}, "interest_is_one_to_five"),
        ({"interest": 6}, "interest_is_one_to_five"),
        ({"stage": "hired"}, "a_candidacy_has_a_known_stage"),
        ({"stage": "presented"}, "whoever_stands_behind_presented_was_presented"),
        ({"ended_at": NOW}, "an_ended_candidacy_says_why"),
        ({"ended_at": NOW, "end": "rejected"}, "an_ended_candidacy_says_why"),
        (
            {"ended_at": NOW, "end": "rejected", "end_reason": "too_tall", "said_no": "we"},
            "an_ended_candidacy_says_why",
        ),
        (
            {"ended_at": NOW, "end": "rejected", "end_reason": "too_senior", "said_no": "we"},
            "nobody_is_too_senior_unasked",
        ),
        ({"seniority": "huge"}, "seniority_and_wish_are_known_or_not_said"),
        ({"wants_job": "yes"}, "whether_they_want_the_job_was_asked_some_day"),
        ({"contact_agreed_at": NOW}, "contact_was_agreed_with_somebody"),
        ({"end_reason": "salary"}, "an_ended_candidacy_says_why"),
    ],
)
def test_a_candidacy_that_cannot_be(
    jonas: Candidacy, change: dict[str, Any], constraint: str
) -> None:
    with refuses(constraint), transaction.atomic():
        Candidacy.objects.filter(pk=jonas.pk).update(**change)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"title": ""}, "an_assignment_has_a_title"),
        ({"kind": "guess"}, "an_assignment_has_a_known_kind"),
        ({"target_weeks": 0}, "an_assignment_takes_one_to_52_weeks"),
        ({"closed_at": NOW}, "a_closed_assignment_has_an_outcome"),
        ({"outcome": "filled"}, "a_closed_assignment_has_an_outcome"),
    ],
)
def test_an_assignment_that_cannot_be(
    payroll: Assignment, change: dict[str, Any], constraint: str
) -> None:
    with refuses(constraint), transaction.atomic():
        Assignment.objects.filter(pk=payroll.pk).update(**change)


def test_one_fit_per_candidacy_and_must_have(payroll: Assignment, jonas: Candidacy) -> None:
    must = payroll.must_haves.all()[0]
    Fit.objects.create(candidacy=jonas, must_have=must)
    with refuses("one_fit_per_candidacy_and_must_have"), transaction.atomic():
        Fit.objects.create(candidacy=jonas, must_have=must)


def test_a_planned_activity_says_what(cast: Cast, payroll: Assignment) -> None:
    with refuses("an_activity_says_what"), transaction.atomic():
        PlannedActivity.objects.plan(payroll, text="", due_on=NOW.date(), by=cast.nina, at=NOW)


def test_an_obstacle_is_told_before_it_is_decided(cast: Cast, payroll: Assignment) -> None:
    with refuses("an_obstacle_is_told_before_it_is_decided"), transaction.atomic():
        Obstacle.objects.create(
            assignment=payroll, kind="salary", found_at=NOW, found_by=cast.nina, decided_at=NOW
        )


def test_a_meeting_ends_after_it_starts(jonas: Candidacy) -> None:
    with refuses("a_meeting_ends_after_it_starts"), transaction.atomic():
        Meeting.objects.create(candidacy=jonas, starts_at=NOW, ends_at=NOW - timedelta(hours=1))


@pytest.mark.parametrize(
    ("days", "constraint"),
    [
        ({"ends_on": date(2026, 11, 1)}, "a_placement_ends_after_it_starts"),
        ({"trial_ends_on": date(2026, 11, 1)}, "a_trial_period_ends_after_the_start"),
    ],
)
def test_a_placement_that_cannot_be(
    cast: Cast, jonas: Candidacy, days: dict[str, date], constraint: str
) -> None:
    with refuses(constraint), transaction.atomic():
        agrees(jonas)
        Placement.objects.agree(jonas, starts_on=date(2026, 12, 1), by=cast.nina, at=NOW, **days)
    jonas.refresh_from_db()
    assert jonas.stage == "identified"  # the whole verb was taken back
    assert not Event.objects.filter(kind="stage_moved").exists()
