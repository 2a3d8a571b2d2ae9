"""Undone while somebody else works on the same word: what the lock waited for is seen."""

from __future__ import annotations

import pytest
from django.db import transaction

from processes.models import FollowUp
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, stockholm
from tests.processes.test_close_at_once import Beside

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_word_that_is_handed_over_meanwhile_is_taken_back_all_the_same() -> None:
    """A question that waits and joins the owner would lose the row."""
    cast = Cast()
    jonas = cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    call = call_candidate(jonas, stockholm(18, 9), next_on="2026-11-20")
    promise = FollowUp.objects.waiting().get(kind="next_word")
    with transaction.atomic():
        promise.hand_over(cast.rasmus, by=cast.nina, at=stockholm(18, 10))
        beside = Beside(lambda: call.undo(by=cast.nina, at=call.recorded_at))
        beside.thread.join(0.5)
        assert beside.thread.is_alive()  # it waits for the word
    beside.join()
    promise.refresh_from_db()
    assert (promise.is_open, promise.owner) == (False, cast.rasmus)
