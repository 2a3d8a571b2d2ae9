"""The demo shows what keeps an agency top of mind, and a brief that describes another role."""

from __future__ import annotations

import pytest

from processes.models import Event, FollowUp, Gesture
from processes.role_catalogue.brief_check import check_brief
from recruitcrm.demo.top_of_mind import (
    begin_catalogue,
    came_by,
    keep_top_of_mind,
    open_brief_of_another_role,
)
from tests.cast import NOW, Cast
from tests.processes.top_of_mind.quiet import SPOKEN, placed, spoken

pytestmark = pytest.mark.django_db


def test_a_brief_of_the_demo_describes_another_role_and_pays_less(cast: Cast) -> None:
    begin_catalogue(cast.ada, at=NOW)
    check = check_brief(open_brief_of_another_role(cast.nordvik, at=NOW))
    assert check.is_another_role and check.outside and check.outside.outside == "below"


def test_the_demo_ends_with_gestures_rhythms_and_somebody_who_rang(cast: Cast) -> None:
    placed(cast, SPOKEN)
    spoken(cast, cast.peter, SPOKEN)
    keep_top_of_mind(at=NOW)
    assert Gesture.objects.get().client == cast.nordvik
    assert Event.objects.filter(kind="called_first", at__lt=NOW).count() == 1
    assert FollowUp.objects.waiting().filter(kind="keep_in_touch", due_at__gt=NOW).exists()
    assert {came_by(place) for place in range(5)} == {"they_rang", "we_rang", "tender"}
