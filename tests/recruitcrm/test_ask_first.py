"""All chores are asked at once whether there is anything; only those are looked at that say so."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from mailings.models import Letter
from recruitcrm import chores
from recruitcrm.asking import THE_MOMENT, question, with_something_due
from recruitcrm.chores import CHORES, Chore, tick
from tests.cast import NOW, Cast
from tests.recruitcrm.test_tick import write

LETTERS = next(chore for chore in CHORES if chore.name == "letters")


@pytest.mark.parametrize(
    "chore", [one for one in CHORES if not one.asked_anew], ids=lambda one: one.name
)
def test_a_question_that_is_kept_is_the_one_of_every_moment(chore: Chore, db: None) -> None:
    sql, values = question(chore)
    with CaptureQueriesContext(connection) as asked:
        due = chore.due(NOW).order_by().values_list("pk")
    assert not asked.captured_queries, "what writes or asks while it looks is asked anew"
    now = tuple(NOW if value == THE_MOMENT else value for value in values)
    assert due.query.sql_with_params() == (sql, now)
    assert NOW in now


def test_only_what_has_something_due_is_worth_a_look(db: None) -> None:
    anew = {chore.name for chore in CHORES if chore.asked_anew}
    write("a", at=NOW)
    assert with_something_due(CHORES, NOW - timedelta(seconds=1)) == anew
    assert with_something_due(CHORES, NOW) == anew | {"letters"}
    assert with_something_due(CHORES, NOW + timedelta(hours=3)) == anew | {"letters"}


def test_a_quiet_second_costs_few_questions(cast: Cast) -> None:
    tick(NOW, ring=lambda *_: None)
    with CaptureQueriesContext(connection) as asked:
        tick(NOW, ring=lambda *_: None)
    looked = [row["sql"] for row in asked if row["sql"].startswith(("SELECT", "INSERT"))]
    assert len(looked) < 8


def test_what_a_chore_makes_due_at_once_has_its_turn_in_the_same_tick(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Chore("first", LETTERS.due, LETTERS.column, lambda pk, at: None)
    second = Chore("second", due_second, "ring_after", lambda pk, at: None)
    monkeypatch.setattr(chores, "CHORES", [first, second])
    write("a", at=NOW)
    rung = tick(NOW, ring=lambda chore, pk: write("b", at=NOW) if chore is first else None)
    assert rung == {"first": 1, "second": 1}


def due_second(at: datetime) -> models.QuerySet[Letter]:
    return Letter.objects.due(at).filter(key="b")


def test_what_is_reckoned_from_the_moment_is_asked_anew(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def an_hour_late(at: datetime) -> models.QuerySet[Letter]:
        return Letter.objects.filter(ring_after__lte=at - timedelta(hours=1))

    late = Chore("late", an_hour_late, "ring_after", lambda pk, at: None)
    monkeypatch.setattr(chores, "CHORES", [late])
    write("a", at=NOW)
    assert with_something_due([late], NOW) == {"late"}
    assert tick(NOW, ring=lambda *_: None) == {"late": 0}
    assert tick(NOW + timedelta(hours=1), ring=lambda *_: None) == {"late": 1}


def test_a_question_that_goes_wrong_lets_all_be_looked_at(db: None) -> None:
    def wrong(at: datetime) -> Any:
        return Letter.objects.extra(where=["no_such_column"]).filter(ring_after__lte=at)

    asked = [LETTERS, Chore("wrong", wrong, "ring_after", lambda pk, at: None)]
    assert with_something_due(asked, NOW) == {"letters", "wrong"}
    assert with_something_due([LETTERS], NOW) == set()  # and the connection goes on
