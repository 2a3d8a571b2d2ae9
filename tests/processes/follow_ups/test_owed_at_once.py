"""Words that change while somebody hands a desk over, or puts another one off."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from processes.desks import Desk
from processes.models import FollowUp
from processes.putting_off import tell_and_put_off
from processes.timeline import record
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import stockholm
from tests.processes.test_close_at_once import Beside

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_word_that_is_given_meanwhile_keeps_no_desk_from_being_handed_over() -> None:
    cast = Cast()
    record("called", by=cast.rasmus, at=MONDAY, contact=cast.peter, reached=False, rang="them")
    missed = FollowUp.objects.waiting().get(kind="missed_call")
    with transaction.atomic():
        record("called", by=cast.lea, at=stockholm(16, 10), contact=cast.peter, reached=True)
        beside = Beside(
            lambda: Desk(cast.rasmus).hand_over(cast.nina, by=cast.lea, at=stockholm(16, 10))
        )
        beside.thread.join(0.5)
        assert beside.thread.is_alive()  # it waits for the call
    beside.join()
    missed.refresh_from_db()
    cast.lumen.refresh_from_db()
    assert (missed.is_open, missed.owner, cast.lumen.owner) == (False, cast.rasmus, cast.nina)


def test_who_puts_off_a_call_about_no_assignment_waits_for_no_other_client() -> None:
    cast = Cast()
    for contact in (cast.peter, cast.sara):
        record("called", by=cast.nina, at=MONDAY, contact=contact, reached=False, rang="them")
    of_lumen, of_nordvik = FollowUp.objects.waiting().filter(kind="missed_call").order_by("pk")
    with transaction.atomic():
        of_lumen.locked()
        beside = Beside(
            lambda: tell_and_put_off(
                of_nordvik,
                stockholm(18, 17),
                how="mailed",
                said="On Wednesday",
                next_on=date(2026, 11, 18),
                by=cast.nina,
                at=stockholm(16, 10),
            )
        )
        beside.join()
    of_nordvik.refresh_from_db()
    assert of_nordvik.due_at == stockholm(18, 17)
