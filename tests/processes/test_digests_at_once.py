"""Two leads' digests are written by two workers at the same moment."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from mailings.models import Letter
from processes.chores import due_digests, send_digest
from processes.models import Reminder
from tests.cast import Cast
from tests.processes.follow_ups.words import stockholm

pytestmark = pytest.mark.django_db(transaction=True)


def test_neither_waits_for_the_other_for_ever() -> None:
    """Each reads the other's words; they are locked in one order, or PostgreSQL ends one."""
    cast = Cast()
    due_digests(stockholm(16, 9))
    lars = cast.rasmus
    lars.role = "lead"
    lars.save()
    cast.payroll()
    cast.data_engineer()
    for word, owner in zip(("schedule", "weekly_call"), (lars, cast.lea), strict=True):
        cast.payroll().follow_ups.filter(kind=word).update(owner=owner)
        cast.data_engineer().follow_ups.filter(kind=word).update(owner=owner)
    at = stockholm(27, 7, 30)
    wrong: list[Exception] = []
    start = threading.Barrier(2)

    def send(pk: int) -> None:
        try:
            start.wait(10)
            send_digest(pk, at)
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    for _again in range(6):
        Reminder.objects.all().delete()
        Letter.objects.all().delete()
        threads = [threading.Thread(target=send, args=[one.digest.pk]) for one in (lars, cast.lea)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert wrong == []
    assert Letter.objects.count() == 2
