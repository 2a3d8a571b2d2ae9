"""What is undone leaves the words to everybody else as they are."""

from __future__ import annotations

import pytest

from processes.models import Candidacy, FollowUp
from processes.timeline import record
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, stockholm

pytestmark = pytest.mark.django_db


def test_a_promise_to_somebody_else_is_neither_made_nor_moved_again(cast: Cast) -> None:
    payroll = cast.payroll()
    jonas, amira = (payroll.add(one, by=None, at=MONDAY) for one in (cast.jonas, cast.amira))

    def note(to: Candidacy, minute: int, day: str) -> None:
        at = stockholm(17, 9, minute)
        record("noted", by=cast.nina, at=at, candidacy=to, client=cast.nordvik, next_on=day)

    note(amira, 0, "2026-11-19")
    slip = call_candidate(jonas, stockholm(17, 9, 1), next_on="2026-11-20")
    note(amira, 2, "2026-11-23")
    call_candidate(amira, stockholm(17, 9, 3))
    before = list(FollowUp.objects.filter(candidacy=amira).order_by("pk").values())
    slip.undo(by=cast.nina, at=slip.recorded_at)
    assert list(FollowUp.objects.filter(candidacy=amira).order_by("pk").values()) == before
