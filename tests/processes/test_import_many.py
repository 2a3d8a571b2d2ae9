"""Many candidates at once: side by side, a shift at a time, and each person of a file once."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import IntegrityError

from candidates.models import Candidate, PerhapsTheSame
from processes.importing import many
from processes.imports import trying_out
from processes.models import Event, Import, ImportRow
from tests.cast import NOW, Cast
from tests.processes.tables import (
    Table,
    begun,
    row_of,
    taken_back,
    taken_in,
    tried,
    worked,
    written,
)

HEADER = ["Candidate ID", "First Name", "Last Name", "Email", "Phone", "LinkedIn"]


def table(rows: int) -> Table:
    people = [[str(n), "Anna", f"Nr{n}", f"a{n}@people.example", "", ""] for n in range(rows)]
    return [HEADER, *people]


def asked(cast: Cast, *rows: list[str]) -> Import:
    return tried(begun(cast, {"people.csv": written([HEADER, *rows])}))


def person(key: str, **said: str) -> list[str]:
    own = {"email": f"{key}@people.example"} | said
    return [key, "Olga", f"Ny{key}", own["email"], own.get("phone", ""), own.get("link", "")]


def test_many_new_people_take_few_questions(cast: Cast, django_assert_max_num_queries: Any) -> None:
    taken = begun(cast, {"people.csv": written(table(150))})
    taken.try_out(at=NOW)
    with django_assert_max_num_queries(60):
        worked(taken)
    taken.take_in(at=NOW)
    with django_assert_max_num_queries(90):
        worked(taken)
    assert taken.counts["all"] == {"new": 150}
    assert (
        Event.objects.filter(kind="imported", candidate__last_name__startswith="Nr").count() == 150
    )


def test_where_one_is_refused_by_the_database_the_others_still_come_in(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(many, "save", refuse)
    taken = taken_in(cast, {"people.csv": written(table(3))})
    assert taken.counts["all"] == {"new": 3}
    assert Candidate.objects.filter(last_name__startswith="Nr").count() == 3


def test_a_trial_of_candidates_goes_on_shift_by_shift(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [*table(5), person("5", email="A1@people.example")]
    before = Candidate.objects.count()
    taken = begun(cast, {"people.csv": written(rows)})
    monkeypatch.setattr(trying_out, "TOGETHER", 2)
    ran: list[int] = []
    clock = iter(range(0, 10_000, 15))  # every look at it is fifteen seconds later
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    taken.try_out(at=NOW)
    while worked(taken).is_at_work and len(ran) < 9:
        assert taken.next_at == NOW
        ran.append(taken.progress)
    assert ran == [4]
    assert taken.counts["all"] == {"new": 5, "refused": 1}
    assert row_of(taken, "5").reason == "Line 3 of people.csv has the same address."
    assert Candidate.objects.count() == before


def test_two_rows_of_one_person_are_asked_about_and_not_paired_afterwards(cast: Cast) -> None:
    link = "https://linkedin.com/in/olga"
    taken = asked(
        cast,
        person("1", phone="+46 70 999 88 77"),
        person("2", phone="070-999 88 77"),
        person("3", link=link),
        person("4", link="http://www.linkedin.com/in/olga/"),
    )
    assert taken.counts["all"] == {"new": 2, "perhaps": 2}
    assert row_of(taken, "2").like == {"line": 2, "file": "people.csv", "reasons": ["phone"]}
    assert row_of(taken, "4").like == {"line": 4, "file": "people.csv", "reasons": ["link"]}
    taken.take_in(at=NOW)
    worked(taken)
    assert Candidate.objects.filter(first_name="Olga").count() == 2
    assert not PerhapsTheSame.objects.exists()
    taken_back(taken, cast)
    assert not Candidate.objects.filter(first_name="Olga").exists()


@pytest.mark.parametrize("choice", [ImportRow.NEW, ImportRow.LEAVE])
def test_it_is_said_who_they_are(cast: Cast, choice: str) -> None:
    taken = asked(cast, person("1", phone="+46 70 999 88 77"), person("2", phone="070-999 88 77"))
    ImportRow.objects.filter(pk=row_of(taken, "2").pk).update(choice=choice)
    tried(taken)
    expected = {"new": 2} if choice == ImportRow.NEW else {"new": 1, "left_out": 1}
    assert taken.counts["all"] == expected
    taken.take_in(at=NOW)
    assert worked(taken).counts["all"] == expected


def test_a_switchboard_makes_nobody_the_same(cast: Cast) -> None:
    rows = [person(str(n), phone="+46 8 123 45 00") for n in range(6)]
    assert asked(cast, *rows).counts["all"] == {"new": 6}


def test_whoever_is_left_out_is_nobody_s_like(cast: Cast) -> None:
    taken = asked(cast, person("1", phone="+46 70 999 88 77"), person("2", phone="070-999 88 77"))
    ImportRow.objects.filter(pk=row_of(taken, "1").pk).update(choice=ImportRow.LEAVE)
    tried(taken)
    assert taken.counts["all"] == {"new": 1, "left_out": 1}
    assert row_of(taken, "2").like == {}


def test_whom_somebody_has_decided_about_keeps_the_place_in_the_file(cast: Cast) -> None:
    taken = asked(
        cast,
        person("1", phone="+46 70 999 88 77"),
        person("2", phone="070-999 88 77"),
        person("3", email="2@people.example"),
    )
    ImportRow.objects.filter(pk=row_of(taken, "2").pk).update(choice=ImportRow.NEW)
    tried(taken)
    assert row_of(taken, "3").reason == "Line 3 of people.csv has the same address."
    taken.take_in(at=NOW)
    assert worked(taken).counts["all"] == {"new": 2, "refused": 1}
    assert (row_of(taken, "2").became, row_of(taken, "3").became) == ("new", "refused")


def test_a_row_left_out_in_an_earlier_shift_keeps_nobody_out(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = asked(cast, person("1", email="a@people.example"), person("1"))
    assert taken.counts["all"] == {"new": 1, "refused": 1}
    ImportRow.objects.filter(pk=row_of(taken, "a@people.example").pk).update(choice=ImportRow.LEAVE)
    monkeypatch.setattr(trying_out, "TOGETHER", 1)
    clock = iter(range(0, 10_000, 30))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    taken.try_out(at=NOW)
    shifts = 1
    while worked(taken).is_at_work and shifts < 9:
        shifts += 1
    assert shifts == 2
    assert taken.counts["all"] == {"new": 1, "left_out": 1}
