"""The demo shows plans that have run for a while, and words of them that are owed today."""

from __future__ import annotations

import pytest

from processes.aftercare.plan import plan_of
from processes.models import CareAnswer, FollowUp
from recruitcrm.demo.aftercare import EARLIER, place_earlier
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_those_placed_earlier_have_had_their_words_and_some_are_owed_today(cast: Cast) -> None:
    people = [cast.jonas, cast.amira, cast.ewa]
    placements = place_earlier({"Nordvik Energi": cast.nordvik}, people, at=NOW)
    assert len(placements) == len(EARLIER)
    for placement in placements:
        plan = plan_of(placement, NOW)
        assert plan.given >= 8
        assert not placement.candidacy.assignment.is_open
    assert all(plan_of(placement, NOW).late == 0 for placement in placements)
    owed = FollowUp.objects.waiting().exclude(touchpoint=None)
    lines = set(owed.values_list("touchpoint__line", flat=True))
    assert lines == {"before_trial_end", "contract_45"}
    assert CareAnswer.objects.count() > 10
