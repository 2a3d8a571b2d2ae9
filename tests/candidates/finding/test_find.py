"""Who is found by what: words, names, places, and every other criterion."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from candidates.finding.cv_text import keep_cv_text
from candidates.finding.found import all_ids, find
from candidates.finding.wanted import Wanted
from candidates.models import Candidate, Pool, PoolMember
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db


def names(cast: Cast, **wanted: Any) -> list[str]:
    """First names of whom Nina finds, in order."""
    found = find(Wanted(**wanted), at=NOW, user=cast.nina)
    return [person.first_name for person in found.rows]


def change(candidate: Candidate, **columns: Any) -> None:
    Candidate.objects.filter(pk=candidate.pk).update(**columns)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Led the interviews of managers", "manager interviewing"),
        ("Lönechefer i Göteborg", "lönechef"),
        ("Ansvarig för löneutbetalningarna", "loneutbetalning"),
        ("Księgowego z doświadczeniem", "księgowy"),
        ("Zespołami kadrowymi", "kadrowa zespol"),
        ("Salarisadministraties bij gemeenten", "salarisadministratie gemeente"),
        ("Łódź, Åre och Liège", "lodz are liege"),
        ("Bookkeeper", "bookk"),
        ("C++ and .NET, payroll-manager", "c++ payroll-man"),
    ],
)
def test_words_are_found_in_their_forms(cast: Cast, written: str, typed: str) -> None:
    change(cast.jonas, about=written)
    assert names(cast, q=typed) == ["Jonas"]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("krantz", ["Jonas"]),
        ("lund ami", ["Amira"]),
        ("ja kr", []),
        ("jo kr", ["Jonas"]),
        ('"payroll manager"', ["Amira"]),
        ("payroll -interim", ["Jonas"]),
        ("engineer or interim", ["Amira", "Ewa"]),
        ("JONAS.krantz@people.example", ["Jonas"]),
        ("astronaut", []),
        ("-payroll", ["Ewa"]),
        ('"', []),
        ("' & | ! <->", []),
        ("\\ %", []),
        ("½ ß:* ŉ", []),
    ],
)
def test_what_is_typed_means_what_a_search_engine_makes_of_it(
    cast: Cast, typed: str, who: list[str]
) -> None:
    assert sorted(names(cast, q=typed)) == who


def test_the_cv_is_searched_and_what_stands_above_it_counts_more(cast: Cast) -> None:
    keep_cv_text(cast.ewa.pk, "Ten years of treasury in Kraków")
    change(cast.jonas, headline="Treasury")
    assert names(cast, q="treasury") == ["Jonas", "Ewa"]
    keep_cv_text(cast.ewa.pk, "")
    assert names(cast, q="treasury") == ["Jonas"]


def test_a_cv_of_a_hundred_pages_is_kept_and_its_beginning_found(cast: Cast) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [f"{a}{b}{c}{d}ingar" for a in letters for b in letters for c in "abc" for d in "xyz"]
    keep_cv_text(cast.ewa.pk, " ".join(["treasury", *words, *words, *words]))
    assert names(cast, q="treasury abdx") == []
    assert names(cast, q="treasury abaxing") == ["Ewa"]


@pytest.mark.parametrize("typed", ["Jonas Kranz", "Malinovska", "ewa malinovsky", "lundkvist"])
def test_a_slip_in_a_name_finds_it_all_the_same(cast: Cast, typed: str) -> None:
    found = find(Wanted(q=typed), at=NOW, user=cast.nina)
    assert len(found.rows) == 1 and found.similar


def test_a_name_that_is_there_comes_before_names_like_it(cast: Cast) -> None:
    Candidate.objects.create(first_name="Ewa", last_name="Malinovska", owner=cast.nina)
    found = find(Wanted(q="malinovska"), at=NOW, user=cast.nina)
    assert [person.last_name for person in found.rows] == ["Malinovska", "Malinowska"]


def test_skills_all_or_any_whatever_their_case(cast: Cast) -> None:
    change(cast.jonas, skills=["Hogia Lön", "Union agreements"])
    change(cast.amira, skills=["hogia lon", "SQL"])
    assert names(cast, skills=("HOGIA LÖN",)) == ["Amira", "Jonas"]
    assert names(cast, skills=("hogia lön", "sql")) == ["Amira"]
    assert names(cast, skills=("union agreements", "sql"), match="any") == ["Amira", "Jonas"]
    assert names(cast, skills=("hogia",)) == []


def test_a_place_under_any_of_its_names_and_within_a_distance(cast: Cast) -> None:
    change(cast.jonas, city="Malmö", country="SE")
    change(cast.amira, city="Lund", country="SE")
    change(cast.ewa, city="Warszawa", country="PL")
    assert names(cast, city="malmo") == ["Jonas"]
    assert names(cast, city="Malmö", km=30) == ["Amira", "Jonas"]
    assert names(cast, city="Köpenhamn", km=50) == ["Amira", "Jonas"]
    assert names(cast, city="Köpenhamn", km=50, country="DK") == []
    assert names(cast, city="Warsaw") == ["Ewa"]
    change(cast.ewa, city="Under the hill")
    assert names(cast, city="under THE hill", km=10) == ["Ewa"]


CRITERIA: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"country": "NO"}, {"country": "NO"}),
    ({"wants_kinds": ["interim", "search"]}, {"kinds": ("interim", "permanent")}),
    ({"available_on": date(2026, 12, 1)}, {"free": "month"}),
    ({"available_on": date(2026, 11, 20)}, {"free": "now"}),
    ({"available_on": date(2027, 3, 1)}, {"free": "2027-03-01"}),
    ({"languages": ["sv", "pl"]}, {"languages": ("pl", "sv")}),
    ({"tags": ["vip", "speaker"]}, {"tags": ("vip",)}),
    ({"last_contact_at": NOW - timedelta(days=9)}, {"contacted_after": "10d"}),
    ({"last_contact_at": NOW - timedelta(days=11)}, {"contacted_before": "10d"}),
    ({"last_contact_at": MONDAY}, {"contacted_after": "2026-11-16"}),
    ({"privacy_notice_at": MONDAY, "privacy_notice_how": "mail"}, {"notice": "given"}),
]


@pytest.mark.parametrize(("columns", "wanted"), CRITERIA)
def test_each_criterion_narrows_it_down(
    cast: Cast, columns: dict[str, Any], wanted: dict[str, Any]
) -> None:
    Candidate.objects.update(privacy_notice_at=None, privacy_notice_how="", available_on=None)
    assert names(cast, **wanted) == []
    change(cast.jonas, **columns)
    assert names(cast, **wanted) == ["Jonas"]


def test_never_and_not_yet_are_criteria_too(cast: Cast) -> None:
    Candidate.objects.update(
        last_contact_at=MONDAY, privacy_notice_at=MONDAY, privacy_notice_how="met"
    )
    assert names(cast, contact="never") == [] == names(cast, notice="missing")
    change(cast.ewa, last_contact_at=None, privacy_notice_at=None, privacy_notice_how="")
    assert names(cast, contact="never") == ["Ewa"] == names(cast, notice="missing")
    assert names(cast, contacted_before="2026-11-20") == ["Amira", "Jonas"]


def test_pay_is_compared_like_for_like(cast: Cast) -> None:
    month: dict[str, Any] = {"expects_currency": "SEK", "expects_per": "month"}
    change(cast.jonas, expects_from=45000, expects_to=52000, **month)
    change(cast.amira, expects_from=60000, **month)
    change(cast.ewa, expects_from=45000, expects_currency="PLN", expects_per="month")
    in_sek: dict[str, Any] = {"currency": "SEK", "per": "month"}
    assert names(cast, pay_to=Decimal(50000), **in_sek) == ["Jonas"]
    assert names(cast, pay_from=Decimal(55000), **in_sek) == ["Amira"]
    assert names(cast, pay_from=Decimal(40000), pay_to=Decimal(70000), **in_sek) == [
        "Amira",
        "Jonas",
    ]
    assert names(cast, pay_to=Decimal(70000), currency="SEK", per="year") == []


def test_owner_and_stage_of_what_the_reader_sees(cast: Cast) -> None:
    payroll = cast.payroll(at=MONDAY)
    payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    change(cast.ewa, owner=cast.rasmus)
    assert names(cast, owner=cast.rasmus.pk) == ["Ewa"]
    assert names(cast, stages=("identified", "offer")) == ["Jonas"]
    assert names(cast, stages=("offer",)) == []
    type(payroll).objects.filter(pk=payroll.pk).update(confidential=True, owner=cast.rasmus)
    payroll.team.clear()
    assert names(cast, stages=("identified",)) == []


def test_pools_by_hand_and_by_rule(cast: Cast) -> None:
    pool = Pool.objects.create(name="Payroll", made_by=cast.nina)
    PoolMember.objects.create(pool=pool, candidate=cast.ewa, by=cast.nina, at=NOW)
    rule = Pool.objects.create(name="Rule", made_by=cast.nina, rule={"q": "payroll -interim"})
    round_and_round = Pool.objects.create(name="Round", made_by=cast.nina, rule={})
    Pool.objects.filter(pk=round_and_round.pk).update(rule={"pool": round_and_round.pk})
    assert names(cast, pool=pool.pk) == ["Ewa"]
    assert names(cast, pool=rule.pk) == ["Jonas"]
    assert names(cast, pool=round_and_round.pk) == names(cast, pool=10**9) == []


def test_nobody_who_is_closed_or_made_one_with_another(cast: Cast) -> None:
    change(cast.jonas, closed_at=NOW)
    change(cast.amira, merged_into=cast.ewa, merged_at=NOW)
    assert names(cast) == ["Ewa"]
    for wanted in ({"q": "payroll"}, {"q": "Krantz"}, {"q": "Kranz"}, {"q": "lundkvist"}):
        assert names(cast, **wanted) == []
    assert all_ids(Wanted(), 9, user=cast.nina, at=NOW) == [cast.ewa.pk]
    assert list(Candidate.objects.findable()) == [cast.ewa]


def test_it_asks_few_questions(cast: Cast, django_assert_num_queries: Any) -> None:
    payroll = cast.payroll(at=MONDAY)
    payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    change(cast.jonas, city="Malmö")
    with django_assert_num_queries(3):  # how many, who, and their rows
        assert names(cast, q="payroll -interim", stages=("identified",)) == ["Jonas"]
    with django_assert_num_queries(4):  # and where it lies
        assert names(cast, city="Malmö", km=20) == ["Jonas"]
    with django_assert_num_queries(4):  # and names that are like it
        assert names(cast, q="Kranz") == ["Jonas"]
