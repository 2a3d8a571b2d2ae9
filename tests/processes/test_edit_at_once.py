"""Two people save a brief at the same moment, or one clicks twice."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from processes.models import Assignment, Fit
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_are_written_one_after_the_other() -> None:
    cast = Cast()
    payroll = cast.payroll()
    candidacy = payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    first = payroll.must_haves.first()
    assert first is not None
    Fit.objects.create(candidacy=candidacy, must_have=first, answer="yes", evidence="Hogia")
    wrong: list[Exception] = []

    def save(text: str) -> None:
        Assignment.objects.get(pk=payroll.pk).edit(
            by=cast.nina, at=NOW, contacts=[], must_haves=[text, "Speaks Polish"]
        )

    def save_too() -> None:
        try:
            save("Hogia, from day one")
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        save("Hogia")
        other = threading.Thread(target=save_too)
        other.start()
        other.join(0.3)
        assert other.is_alive()  # it waits for us
    other.join(10)
    assert wrong == []
    assert [str(must) for must in payroll.must_haves.all()] == [
        "Hogia, from day one",
        "Speaks Polish",
    ]
    assert Fit.objects.get().evidence == "Hogia"
    assert payroll.events.filter(kind="assignment_edited").count() == 2
    assert [one.number for one in payroll.brief_versions.all()] == [1, 2, 3]
