"""A1, A2: moving the days of a placement moves what is still to come, and nothing that was done."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from processes.aftercare.dating import days_of
from processes.models import FollowUp, Placement
from processes.timeline import record
from tests.cast import Cast
from tests.processes.aftercare.story import (
    AGREED,
    GUARANTEE_ENDS_ON,
    STARTS_ON,
    agreed,
    is_owed,
    local,
    point,
    tick,
    word,
)
from tests.processes.follow_ups.words import call_candidate

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def move(placement: Placement, at: datetime, **days: date | None) -> None:
    """The days are others now, as the verbs of a placement write it."""
    Placement.objects.filter(pk=placement.pk).update(**days)
    placement.refresh_from_db()
    record("placement_changed", by=None, at=at, candidacy=placement.candidacy)


def test_the_start_moves_and_with_it_all_that_counts_from_it(cast: Cast) -> None:
    placement = agreed(cast)
    move(placement, AGREED + A_DAY, starts_on=STARTS_ON + 14 * A_DAY)
    assert point(placement, "first_day").opens_on == date(2026, 12, 21)
    assert point(placement, "first_week", "client").opens_on == date(2026, 12, 22)
    assert point(placement, "before_trial_end").opens_on == date(2027, 5, 23)
    tick(local(12, 8))
    assert not is_owed(placement, "first_week")


def test_what_was_done_stays_and_what_is_owed_waits_for_its_new_day(cast: Cast) -> None:
    placement = agreed(cast)
    tick(local(11, 30))
    call_candidate(placement.candidacy, local(12, 1, 9))
    done = word(placement, "before_first_day")
    owed = word(placement, "before_first_day", "client")
    move(placement, local(12, 2, 9), starts_on=date(2027, 1, 11))
    owed.refresh_from_db()
    assert owed.dropped_by is not None and owed.dropped_by.kind == "placement_changed"
    assert point(placement, "before_first_day", "client").opens_on == date(2027, 1, 4)
    assert point(placement, "before_first_day").opens_on == date(2026, 11, 30)
    tick(local(1, 4, year=2027))
    assert is_owed(placement, "before_first_day", "client")
    assert not is_owed(placement, "before_first_day")
    assert word(placement, "before_first_day") == done


def test_a_word_that_is_owed_is_due_later_while_its_window_is_open(cast: Cast) -> None:
    placement = agreed(cast)
    tick(local(11, 30))
    owed = word(placement, "before_first_day")
    assert owed.due_at == local(12, 4, 17)
    move(placement, local(12, 2, 9), starts_on=STARTS_ON + A_DAY)
    owed.refresh_from_db()
    assert (owed.is_open, owed.due_at, owed.first_due_at) == (
        True,
        local(12, 7, 17),
        local(12, 7, 17),
    )


def test_an_end_that_is_agreed_later_has_its_touchpoints_from_then(cast: Cast) -> None:
    placement = agreed(cast)
    assert point(placement, "before_guarantee_end").opens_on is None
    move(placement, AGREED + A_DAY, guarantee_ends_on=GUARANTEE_ENDS_ON)
    assert point(placement, "before_guarantee_end").opens_at == local(2, 20, year=2027)


def test_a_trial_period_that_grows_is_asked_about_again_before_its_new_end(cast: Cast) -> None:
    placement = agreed(cast)
    tick(local(5, 23, year=2027))
    asked = point(placement, "before_trial_end")
    asked.care_answered(by=cast.nina, at=local(5, 25, 9, year=2027))
    move(placement, local(5, 26, 9, year=2027), trial_ends_on=date(2027, 7, 6))
    assert point(placement, "before_trial_end", round=1).opens_on == date(2027, 5, 23)
    assert point(placement, "before_trial_end", round=2).opens_on == date(2027, 6, 22)
    # The client's was still owed: that one waits for the new end.
    assert point(placement, "before_trial_end", "client").opens_on == date(2027, 6, 22)
    assert not is_owed(placement, "before_trial_end", "client")


def test_a_trial_period_that_ends_sooner_is_asked_about_at_once(cast: Cast) -> None:
    placement = agreed(cast)
    at = local(2, 1, 9, year=2027)
    move(placement, at, trial_ends_on=date(2027, 2, 5))
    tick(at)
    found = word(placement, "before_trial_end")
    assert (found.opened_at, found.due_at) == (at, local(2, 1, 17, year=2027))


def test_what_has_no_time_left_is_dropped_and_comes_back_with_a_later_day(cast: Cast) -> None:
    placement = agreed(cast, local(12, 9, 9))  # signed when they had begun already
    first = point(placement, "before_first_day")
    assert (first.dropped_at, first.opens_at) == (local(12, 9, 9), None)
    assert point(placement, "first_week").opens_at == local(12, 9, 9)
    move(placement, local(12, 10, 9), starts_on=date(2027, 1, 11))
    first.refresh_from_db()
    assert (first.dropped_at, first.opens_at) == (None, local(1, 4, year=2027))


def test_saying_the_same_days_again_changes_nothing(cast: Cast) -> None:
    placement = agreed(cast)
    tick(local(11, 30))
    before = state(placement)
    move(placement, local(12, 1, 9))
    assert state(placement) == before


# A day on which something happens, what, and by how many days a start moves.
STEPS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(["talk", "answer", "start", "trial", "tick"]),
        st.integers(-30, 60),
    ),
    max_size=5,
)


@given(STEPS)
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_moved_what_was_done_is_as_it_was(
    cast: Cast, steps: list[tuple[int, str, int]]
) -> None:
    with transaction.atomic():
        placement, at = agreed(cast), AGREED
        for days, what, how in steps:
            at += days * A_DAY
            tick(at)
            done = given_words(placement)
            step(placement, what, how, at)
            assert {pk: row for pk, row in given_words(placement).items() if pk in done} == done
            is_as_planned(placement, at)
        transaction.set_rollback(True)


def step(placement: Placement, what: str, how: int, at: datetime) -> None:
    if what == "talk":
        call_candidate(placement.candidacy, at)
    elif what == "answer":
        for owed in FollowUp.objects.waiting().filter(touchpoint__asks=True)[:1]:
            assert owed.touchpoint is not None
            owed.touchpoint.care_answered(by=None, at=at)
    elif what == "start":
        starts_on = placement.starts_on + how * A_DAY
        move(placement, at, starts_on=starts_on, trial_ends_on=starts_on + 180 * A_DAY)
    elif what == "trial":
        move(placement, at, trial_ends_on=placement.starts_on + (60 + how) * A_DAY)


def given_words(placement: Placement) -> dict[int, Any]:
    """Every word that was given, with the days of the touchpoint it gave."""
    rows = FollowUp.objects.filter(touchpoint__placement=placement, settled_at__isnull=False)
    fields = ("settled_at", "settled_by", "opened_at", "due_at", "first_due_at", "dropped_at")
    found = rows.values_list("pk", *fields, "touchpoint__opens_on", "touchpoint__due_on")
    return {pk: row for pk, *row in found}


def is_as_planned(placement: Placement, at: datetime) -> None:
    """All that is to come has the days of the placement; it is owed, opens later, or is past."""
    days = days_of(placement)
    for one in placement.touchpoints.undone():
        window = one.window(days)
        if window is None:
            assert (one.opens_on, one.opens_at) == (None, None)
            continue
        assert (one.opens_on, one.due_on) == (window.opens_on, window.due_on)
        owed = one.follow_ups.waiting().count()
        assert owed + (one.opens_at is not None) + (one.dropped_at is not None) == 1


def state(placement: Placement) -> list[Any]:
    rows = placement.touchpoints.order_by("pk").values_list("pk", "opens_on", "opens_at")
    words = FollowUp.objects.exclude(touchpoint=None).order_by("pk")
    return [*rows, *words.values_list("pk", "due_at", "dropped_at")]
