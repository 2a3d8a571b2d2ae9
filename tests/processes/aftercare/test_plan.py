"""A1: the plan of aftercare is written once, for both sides, the moment somebody is placed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from processes.aftercare.planning import PlanLine
from processes.importing import history
from processes.importing.linking import Known
from processes.models import AftercareTemplate, Candidacy, FollowUp, Placement
from tests.cast import Cast, agrees
from tests.processes.aftercare.story import (
    AGREED,
    GUARANTEE_ENDS_ON,
    STARTS_ON,
    TRIAL_ENDS_ON,
    agreed,
    is_owed,
    local,
    point,
    sign,
    tick,
)

pytestmark = pytest.mark.django_db
PERMANENT = {
    "before_first_day": date(2026, 11, 30),
    "first_day": STARTS_ON,
    "first_week": date(2026, 12, 8),
    "weeks_3_4": date(2026, 12, 22),
    "trial_middle": date(2027, 3, 7),
    "before_trial_end": date(2027, 5, 23),
    "after_trial": date(2027, 6, 7),
    "before_guarantee_end": date(2027, 2, 20),
    "after_guarantee": date(2027, 3, 7),
    "half_year": date(2027, 6, 7),
    "each_year": date(2027, 12, 7),
}


def days(placement: Placement, side: str) -> dict[str, date | None]:
    return dict(placement.touchpoints.filter(side=side).values_list("line", "opens_on"))


@pytest.mark.parametrize("side", ["candidate", "client"])
def test_both_sides_have_every_touchpoint_of_a_permanent_role(cast: Cast, side: str) -> None:
    placement = agreed(cast, guarantee_ends_on=GUARANTEE_ENDS_ON)
    assert days(placement, side) == PERMANENT


def test_nobody_owes_a_word_whose_time_has_not_come(cast: Cast) -> None:
    agreed(cast)
    tick(AGREED)
    assert not FollowUp.objects.exclude(touchpoint=None).exists()


def test_where_trial_period_and_guarantee_end_on_one_day_it_is_spoken_of_once(cast: Cast) -> None:
    placement = agreed(cast, guarantee_ends_on=TRIAL_ENDS_ON)
    assert point(placement, "before_trial_end").opens_on == PERMANENT["before_trial_end"]
    assert point(placement, "before_guarantee_end").opens_on is None
    assert point(placement, "after_guarantee", "client").opens_on is None


def test_a_side_that_a_line_is_not_for_does_not_get_it(cast: Cast) -> None:
    line = PlanLine("lunch", {"en": "Lunch"}, "start", 30, 5, side="candidate")
    AftercareTemplate.objects.keep("permanent", [line], by=cast.ada, at=AGREED, seen="")
    assert list(agreed(cast).touchpoints.values_list("side", "line")) == [("candidate", "lunch")]


def test_about_the_clients_own_candidate_only_the_client_is_asked(cast: Cast) -> None:
    jonas = agrees(cast.payroll().add(cast.jonas, by=cast.nina, at=AGREED))
    jonas.is_clients_own = True
    jonas.save(update_fields=["is_clients_own"])
    placement = sign(jonas)
    assert days(placement, "client") and not days(placement, "candidate")


def test_whoever_turns_out_to_be_the_clients_own_is_left_to_the_client(cast: Cast) -> None:
    placement = agreed(cast)
    Candidacy.objects.update(is_clients_own=True)
    tick(local(12, 7, 9))
    assert is_owed(placement, "first_day", "client")
    assert not is_owed(placement, "first_day", "candidate")
    assert point(placement, "first_day").dropped_at


def test_signed_again_the_plan_is_not_written_twice(cast: Cast) -> None:
    placement = agreed(cast)
    number = placement.touchpoints.count()
    sign(placement.candidacy, AGREED, starts_on=STARTS_ON, trial_ends_on=TRIAL_ENDS_ON)
    assert placement.touchpoints.count() == number


def test_imported_history_rests_and_what_is_to_come_is_planned(cast: Cast) -> None:
    """Placed in another system a year ago: nobody is late with what should have been said then."""
    candidacy = agrees(cast.data_engineer().add(cast.ewa, by=cast.rasmus, at=AGREED))
    known = Known("other", cast.ada, AGREED, cast.agency)
    with history.of(candidacy, known, what="placement"):
        placement = sign(candidacy, AGREED - timedelta(days=400), starts_on=date(2025, 12, 1))
    tick(AGREED)
    assert not FollowUp.objects.exclude(touchpoint=None).exists()
    assert point(placement, "first_week").dropped_at == AGREED
    assert point(placement, "each_year").opens_on == date(2026, 12, 1)
    tick(local(12, 1))
    assert is_owed(placement, "each_year")
