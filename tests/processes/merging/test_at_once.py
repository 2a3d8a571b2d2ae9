"""Somebody works on a record at the very moment in which it is made one with another."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from candidates.models import Candidate
from processes.merging.uniting import unite
from tests.cast import NOW, Cast
from tests.processes.merging.people import talk, twin

pytestmark = pytest.mark.django_db(transaction=True)


def while_they_are_made_one(cast: Cast, same: Candidate, work: Callable[[], object]) -> None:
    """The work waits for the merge, and then goes well."""
    wrong: list[Exception] = []

    def go() -> None:
        try:
            with transaction.atomic():
                work()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        unite(cast.jonas, Candidate.objects.get(pk=same.pk), {}, by=cast.nina, at=NOW)
        other = threading.Thread(target=go)
        other.start()
        other.join(0.2)
        assert other.is_alive()
    other.join(10)
    assert wrong == []


def test_what_is_said_and_who_is_added_goes_to_the_kept_record() -> None:
    cast = Cast()
    same = twin(cast)
    payroll = cast.payroll()

    def work() -> None:
        payroll.add(same, by=cast.nina, at=NOW)
        talk(cast, same, "rang just now")

    while_they_are_made_one(cast, same, work)
    assert cast.jonas.candidacies.get().assignment == payroll
    assert cast.jonas.events.filter(text="rang just now").exists()
    assert not same.events.exists()
