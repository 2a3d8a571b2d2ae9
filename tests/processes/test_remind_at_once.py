"""A client is reminded while somebody puts the word off: the new date is what counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from mailings.models import Letter
from processes.chasing import remind_client
from processes.models import FollowUp
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import stockholm
from tests.processes.test_close_at_once import Beside

pytestmark = pytest.mark.django_db(transaction=True)


def test_put_off_at_the_last_step_the_ladder_starts_again_from_the_new_date() -> None:
    cast = Cast()
    cast.presented(cast.jonas, cast.payroll())
    word = FollowUp.objects.waiting().get(kind="client_feedback")
    last = word.due_at + timedelta(days=6)  # four working days later
    assert last == stockholm(24, 9) and word.opened_at == MONDAY
    FollowUp.objects.filter(pk=word.pk).update(next_reminder_at=last)
    until = stockholm(30, 9)
    with transaction.atomic():
        word.put_off(until, by=cast.nina, at=last)
        beside = Beside(lambda: remind_client(word.pk, last))
        beside.thread.join(0.5)
        assert beside.thread.is_alive()
    beside.join()
    word.refresh_from_db()
    assert (word.due_at, word.next_reminder_at) == (until, until)
    assert not Letter.objects.filter(kind="feedback_reminder").exists()
