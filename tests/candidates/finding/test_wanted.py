"""What is looked for stands in an address and in JSON, and nonsense narrows nothing."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.finding.values import day_of
from candidates.finding.wanted import SORTS, Wanted
from candidates.models.wishes import KindOfWork
from processes.models.assignment import Kind

ALL = Wanted(
    q='"payroll manager" -interim',
    skills=("Hogia Lön", "C++"),
    match="any",
    city="Malmö",
    km=50,
    country="SE",
    kinds=("permanent", "interim"),
    free="month",
    pay_from=Decimal("40000.00"),
    pay_to=Decimal("55000.50"),
    currency="SEK",
    per="month",
    languages=("sv", "en"),
    stages=("interviewed",),
    owner=7,
    contact="never",
    contacted_after="2026-01-31",
    contacted_before="90d",
    pool=3,
    notice="given",
    tags=("vip",),
    sort="newest",
)


def test_all_of_it_comes_back_from_an_address_and_from_json() -> None:
    assert Wanted.from_query(QueryDict(ALL.to_query())) == ALL
    assert Wanted.from_json(json.loads(json.dumps(ALL.to_json()))) == ALL
    assert Wanted.from_query(QueryDict("")) == Wanted() == Wanted.from_json({})
    assert not Wanted().narrows and not Wanted(sort="newest").narrows and ALL.narrows


@pytest.mark.parametrize(
    "broken",
    [
        {"country": "XX"},
        {"free": "never"},
        {"free": "2026-13-45"},
        {"q": "x" * 500},
        {"q": "\x00 \n"},
        {"city": "y" * 500},
        {"km": "50"},
        {"match": "any"},
        {"city": "", "km": "1e9"},
        {"owner": "-1"},
        {"owner": "9" * 40},
        {"owner": "٣"},
        {"pool": "one"},
        {"pay_from": "40000"},
        {"pay_from": "NaN", "currency": "SEK", "per": "month"},
        {"pay_to": "1e400", "currency": "SEK", "per": "month"},
        {"contacted_before": "soon"},
        {"sort": "worst"},
        {"kind": "slavery"},
        {"astronaut": "yes"},
    ],
)
def test_what_makes_no_sense_narrows_nothing(broken: dict[str, str]) -> None:
    assert not Wanted.from_query(broken).narrows
    assert not Wanted.from_json(broken).narrows


@pytest.mark.parametrize("kept", [None, [], "q", 3, {"q": ["a"]}, {"skills": {"a": 1}}, {"km": {}}])
def test_json_that_nobody_wrote_narrows_nothing(kept: Any) -> None:
    assert Wanted.from_json(kept) == Wanted()


def test_skills_may_be_typed_with_commas_and_count_once() -> None:
    wanted = Wanted.from_query(QueryDict("skill=Hogia,+SQL&skill=hogia"))
    assert wanted.skills == ("Hogia", "SQL")
    assert wanted.without("skills", "SQL").skills == ("Hogia",)
    assert not wanted.without("skills").narrows


def test_without_the_place_there_is_no_distance() -> None:
    assert ALL.without("city").km is None
    assert ALL.without("per").pay_from is None


def test_days_ago_are_counted_when_it_is_asked() -> None:
    assert day_of("90d", date(2026, 11, 22)) == date(2026, 8, 24)
    assert day_of("2026-01-31", date(2026, 11, 22)) == date(2026, 1, 31)
    assert ALL.free_by(date(2026, 11, 22)) == date(2026, 12, 22)
    assert ALL.but(free="2026-12-01").free_by(date(2026, 11, 22)) == date(2026, 12, 1)


def test_words_are_sorted_by_how_well_they_match_unless_asked_otherwise() -> None:
    assert [Wanted(q="sql").order, Wanted().order, Wanted(sort="best").order] == [
        "best",
        "name",
        "name",
    ]
    assert {Wanted(q="sql", sort=sort).order for sort in SORTS} == set(SORTS)


def test_kinds_are_those_of_assignments() -> None:
    assert KindOfWork.choices == Kind.choices


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from(sorted(ALL.to_json())), st.text() | st.lists(st.text())))
def test_whatever_is_typed_is_read_and_reads_back_the_same(said: dict[str, Any]) -> None:
    wanted = Wanted.from_json(said)
    assert Wanted.from_query(QueryDict(wanted.to_query())) == wanted
    assert Wanted.from_json(wanted.to_json()) == wanted


@pytest.mark.parametrize(
    ("typed", "language", "kept"),
    [
        ("hogia eller agda", "sv", "hogia or agda"),
        ("Java LUB Scala", "pl", "Java or Scala"),
        ("hogia of agda", "nl", "hogia or agda"),
        ("hogia or agda", "nl", "hogia or agda"),
        ("head of sales", "en", "head of sales"),
        ("head of sales", "sv", "head of sales"),
        ('"head of sales" of verkoop', "nl", '"head of sales" or verkoop'),
        ("of", "nl", "of"),
        ("eller -lub", "sv", "eller -lub"),
    ],
)
def test_the_word_between_words_is_that_of_the_language_typed_in(
    typed: str, language: str, kept: str
) -> None:
    typed_in = QueryDict(mutable=True)
    typed_in.update({"q": typed, "typed_in": language})
    wanted = Wanted.from_query(typed_in)
    assert wanted.q == kept
    assert Wanted.from_query(QueryDict(wanted.to_query())) == wanted  # whoever reads it


def test_what_was_kept_means_the_same_to_readers_of_every_language() -> None:
    kept = Wanted(q="lakier lub farba")  # typed by an English reader: three words
    assert Wanted.from_query(QueryDict(kept.to_query())) == kept == Wanted.from_json(kept.to_json())
