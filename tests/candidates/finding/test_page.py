"""Pages follow each other without a gap and without anybody twice, whichever way they are found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidates.finding import engine
from candidates.finding.found import Found, all_ids, find
from candidates.finding.wanted import SORTS, Wanted
from candidates.models import Candidate
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
MANY = 47


@pytest.fixture
def many(cast: Cast) -> Cast:
    """People of whom the last contact and the first free day are known of some."""
    Candidate.objects.all().delete()
    Candidate.objects.bulk_create(
        Candidate(
            first_name=f"Anna{number % 9}",
            headline="Payroll " * (1 + number % 3),
            owner=cast.nina,
            created_at=NOW - timedelta(days=number % 7),
            last_contact_at=NOW - timedelta(days=number) if number % 3 else None,
            available_on=date(2026, 12, 1 + number % 5) if number % 2 else None,
        )
        for number in range(MANY)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE candidates_candidate")
    return cast


@pytest.fixture(params=["walk", "collect", "ranked"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """As with a million: everybody is common, everybody is rare, or only a few are ranked."""
    if request.param != "collect":
        monkeypatch.setattr(engine, "SMALL", 1)
        monkeypatch.setattr(engine, "FEW", 1)
    if request.param == "ranked":
        monkeypatch.setattr(engine, "RANKED", 14)
    return str(request.param)


def pages(cast: Cast, wanted: Wanted) -> Iterator[Found]:
    mark = ""
    for _page in range(20):
        found = find(wanted, at=NOW, user=cast.nina, after=mark, size=10)
        yield found
        mark = found.after
        if not mark:
            return
    raise AssertionError("The pages never end.")


def key(person: Candidate, sort: str) -> Any:
    return {
        "name": (person.plain_name, person.pk),
        "newest": (-person.created_at.timestamp(), -person.pk),
        "contact": (
            -person.last_contact_at.timestamp() if person.last_contact_at else 0,
            -person.pk,
        ),
        "available": (person.available_on or date.max, person.pk),
    }[sort]


def test_all_pages_together_are_everybody_in_order(many: Cast, way: str) -> None:
    for sort in set(SORTS) - {"best"}:
        in_order(many, sort)


def in_order(many: Cast, sort: str) -> None:
    people = [one for page in pages(many, Wanted(q="payroll", sort=sort)) for one in page.rows]
    assert [one.pk for one in people] == [
        one.pk for one in sorted(people, key=lambda p: key(p, sort))
    ]
    assert len({one.pk for one in people}) == len(people) == MANY


def test_back_leads_to_the_page_before(many: Cast, way: str) -> None:
    for sort in set(SORTS) - {"best"}:
        back(many, Wanted(sort=sort))


def back(many: Cast, wanted: Wanted) -> None:
    for earlier, later in pairwise(list(pages(many, wanted))):
        again = find(wanted, at=NOW, user=many.nina, before=later.before, size=10)
        assert [one.pk for one in again.rows] == [one.pk for one in earlier.rows]
        assert bool(again.before) == bool(earlier.before) and again.after


def test_the_best_come_first_and_nobody_is_left_out(many: Cast, way: str) -> None:
    found = list(pages(many, Wanted(q="payroll")))
    people = [one for page in found for one in page.rows]
    assert len({one.pk for one in people}) == len(people) == MANY
    best = [len(one.headline.split()) for one in found[0].rows]
    assert best == sorted(best, reverse=True)


def test_back_from_whoever_follows_the_best_leads_past_nobody_twice(many: Cast, way: str) -> None:
    wanted = Wanted(q="payroll")
    forward = list(pages(many, wanted))
    people, mark = [one.pk for one in forward[-1].rows], forward[-1].before
    seen = list(people)
    while mark:
        found = find(wanted, at=NOW, user=many.nina, before=mark, size=10)
        seen = [one.pk for one in found.rows] + seen
        mark = found.before
        onward = find(wanted, at=NOW, user=many.nina, after=found.after, size=10)
        assert people[0] in [one.pk for one in onward.rows]
        people = [one.pk for one in found.rows]
    assert seen == [one.pk for page in forward for one in page.rows]


def test_those_at_a_stage_are_met_one_after_the_other(many: Cast, way: str) -> None:
    assignment = many.payroll()
    people = list(Candidate.objects.order_by("pk"))
    for person in people[::2]:
        assignment.add(person, by=many.nina, at=NOW)
    everyone = {person.pk for person in people[::2]}
    for wanted in (Wanted(), Wanted(q="payroll"), Wanted(q="payroll", sort="contact")):
        found = [
            one for page in pages(many, wanted.but(stages=("identified",))) for one in page.rows
        ]
        assert {one.pk for one in found} == everyone and len(found) == len(everyone)
    assert not find(Wanted(stages=("contacted",)), at=NOW, user=many.nina).rows


def test_how_many_is_counted_or_guessed(many: Cast, way: str) -> None:
    found = find(Wanted(q="payroll", sort="name"), at=NOW, user=many.nina, size=10)
    assert found.count_is_estimate == (way != "collect")
    assert abs(found.count - MANY) <= 3
    assert found.summary.startswith("about " if found.count_is_estimate else "47 people")


def test_a_mark_that_nobody_wrote_begins_anew(many: Cast) -> None:
    for mark in ("999999999", "x", "-1", "n", "nn3", "9" * 30, "٣", "n999999", "n1-", "n9-x"):
        for after, before in ((mark, ""), ("", mark)):
            wanted = Wanted(q="payroll")
            again = find(wanted, at=NOW, user=many.nina, after=after, before=before)
            assert len(again.rows) == MANY


def test_a_rare_word_is_found_where_walking_ends_early(
    many: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rare = Candidate.objects.order_by("plain_name", "pk")[40]
    Candidate.objects.filter(pk=rare.pk).update(headline="Zirconium")
    monkeypatch.setattr(engine.Engine, "estimate", lambda self: (9_000, 10_000))
    monkeypatch.setattr(engine, "LONGEST_WALK", 20)
    found = find(Wanted(q="zirconium", sort="name"), at=NOW, user=many.nina)
    assert [one.pk for one in found.rows] == [rare.pk] and found.count == 1
    found = find(Wanted(q="zirconium"), at=NOW, user=many.nina)
    assert [one.pk for one in found.rows] == [rare.pk]


def test_all_found_are_so_many_at_most(many: Cast, way: str) -> None:
    ids = all_ids(Wanted(q="payroll"), 30, user=many.nina, at=NOW)
    assert len(set(ids)) == 30
    assert len(all_ids(Wanted(), 100, user=many.nina, at=NOW)) == MANY


@pytest.mark.parametrize("unread", [True, False])
@pytest.mark.parametrize("sort", ["", "name"])
def test_those_at_a_stage_near_a_place_are_the_same_however_they_are_met(
    many: Cast, monkeypatch: pytest.MonkeyPatch, unread: bool, sort: str
) -> None:
    people = list(Candidate.objects.order_by("pk"))
    for number, person in enumerate(people[:8]):
        many.payroll().add(person, by=many.nina, at=NOW)
        city, country = ("Lund", "SE") if number % 2 else ("Lund", "DK")
        Candidate.objects.filter(pk=person.pk).update(city=city, country=country)
    Candidate.objects.filter(pk=people[20].pk).update(city="Lund")
    # Whichever way PostgreSQL takes for the cheaper one.
    monkeypatch.setattr(engine, "cost", lambda way: ("OFFSET 0" in way[1][0]) is not unread)
    wanted = Wanted(q="payroll", city="Lund", km=10, stages=("identified",), sort=sort)
    with CaptureQueriesContext(connection) as asked:
        found = find(wanted, at=NOW, user=many.nina)
    assert {one.pk for one in found.rows} == {one.pk for one in people[1:8:2]}
    assert found.count == 4
    collected = [one["sql"] for one in asked if "UNION ALL" not in one["sql"]]
    assert any("OFFSET 0) AND" in sql for sql in collected) is unread
    nowhere = wanted.but(city="Nosuchplace", km=None)
    assert not find(nowhere, at=NOW, user=many.nina).rows
