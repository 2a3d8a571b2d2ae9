"""A1: the plan of aftercare is written once, for both sides, the moment somebody is placed."""

from __future__ import annotations

from datetime import date

import pytest

from processes.models import FollowUp, Placement
from tests.cast import Cast
from tests.processes.aftercare.story import (
    AGREED,
    GUARANTEE_ENDS_ON,
    STARTS_ON,
    agreed,
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
