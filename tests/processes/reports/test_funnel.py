"""The funnel never contradicts itself, whatever way people went."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from processes.reports.funnel import Journey, count_answers, count_steps
from processes.stages import IN_ORDER, Stage

START = datetime(2026, 11, 2, tzinfo=UTC)
MOMENTS = st.integers(0, 30).map(lambda days: START + timedelta(days=days))
JOURNEYS = st.builds(
    lambda added, moves, spoke: Journey(((added, Stage.IDENTIFIED), *moves), spoke),
    MOMENTS,
    st.lists(st.tuples(MOMENTS, st.sampled_from(IN_ORDER)), max_size=6),
    st.booleans(),
)


@given(st.lists(JOURNEYS, max_size=12), MOMENTS)
def test_no_step_is_larger_than_the_one_before_it(journeys, since):
    steps = count_steps(journeys, since)
    assert steps[0].total == len(journeys)
    for wider, narrower in pairwise(steps):
        assert wider.total >= narrower.total
    assert all(0 <= step.this_week <= step.total for step in steps)


@given(st.lists(JOURNEYS, max_size=12), MOMENTS, MOMENTS)
def test_what_is_new_is_what_the_last_report_did_not_count(journeys, one, two):
    before, after = sorted((one, two))

    def until(moment: datetime) -> list[Journey]:
        seen = (tuple(at for at in journey.stood if at[0] <= moment) for journey in journeys)
        return [Journey(stood) for stood in seen if stood]

    last, this = count_steps(until(before), START), count_steps(until(after), before)
    for old, new in zip(last, this, strict=True):
        assert new.total == old.total + new.this_week


@given(st.lists(JOURNEYS, max_size=12))
def test_nobody_answers_who_was_not_contacted(journeys):
    contacted, answered = count_answers(journeys)
    assert 0 <= answered <= contacted <= len(journeys)


def test_a_step_back_does_not_make_somebody_unseen():
    journey = Journey(
        ((START, "identified"), (START + timedelta(1), "presented"), (START, "contacted"))
    )
    assert journey.reached_at(Stage.INTERVIEWED) == START + timedelta(1)
    assert journey.reached_at(Stage.OFFER) is None


@given(st.lists(JOURNEYS, max_size=12), st.lists(JOURNEYS, max_size=12), MOMENTS)
def test_against_what_was_told_a_total_is_that_and_the_change(told, journeys, since):
    last = count_steps(told, START)
    for old, new in zip(last, count_steps(journeys, since, last), strict=True):
        assert new.total == old.total + new.this_week


def test_a_stage_that_was_not_told_of_before_is_counted_from_the_timeline():
    journeys = [Journey(((START, "identified"), (START + timedelta(2), "contacted")))]
    told = count_steps(journeys, START)[:1]
    steps = count_steps(journeys, START + timedelta(1), told)
    assert [(step.total, step.this_week) for step in steps[:2]] == [(1, 0), (1, 1)]
