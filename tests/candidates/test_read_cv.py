"""What a CV says of somebody is proposed with the place it stands on, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.reading import Reading, read
from tests.candidates.cvs import DUTCH, EUROPASS, ON_TWO_LINES, POLISH, SWEDISH


def values(reading: Reading, field: str) -> list[str]:
    return [proposal.value for proposal in reading.of(field)]


@pytest.mark.parametrize(
    ("cv", "country", "said"),
    [
        (
            SWEDISH,
            "SE",
            {
                "first_name": ["Åsa"],
                "last_name": ["Lindström-Ek"],
                "email": ["asa.lindstrom@example.se"],
                "phone": ["+46 70 174 06 35"],
                "profile_link": ["https://linkedin.com/in/asa-lindstrom"],
                "languages": ["sv", "en", "pl"],
            },
        ),
        (
            POLISH,
            "PL",
            {
                "first_name": ["Łukasz"],
                "last_name": ["Żółć-Kowalski"],
                "email": ["lukasz.zolc@example.pl"],
                "phone": ["+48 512 345 678"],
                "profile_link": ["https://github.com/lukaszzolc"],
                "languages": ["en", "de", "pl"],
            },
        ),
        (
            DUTCH,
            "NL",
            {
                "first_name": ["Jan-Willem"],
                "last_name": ["van der Meer"],
                "email": ["jw.vandermeer@example.nl"],
                "phone": ["+31 20 794 0800"],
                "profile_link": ["https://www.vandermeer.example.nl"],
                "languages": ["nl", "en", "de"],
            },
        ),
        (
            EUROPASS,
            "PL",
            {"first_name": ["Maria Anna"], "last_name": ["Nowak"], "languages": ["pl"]},
        ),
        (ON_TWO_LINES, "SE", {"first_name": ["Sigrid"], "last_name": ["Holm"]}),
    ],
)
def test_name_addresses_links_and_languages_are_found(
    cv: str, country: str, said: dict[str, list[str]]
) -> None:
    reading = read(cv, country=country)
    assert {field: values(reading, field) for field in said} == said


@pytest.mark.parametrize(
    ("cv", "skills"),
    [
        (SWEDISH, {"Hogia Lön", "Visma", "Excel", "kollektivavtal", "Löneadministration"}),
        (POLISH, {"Python", "SQL", "Apache Kafka", "Databricks", "Snowflake", "Spark"}),
        (DUTCH, {"Exact Online", "Power BI", "IFRS", "Jaarrekening", "consolidatie"}),
    ],
)
def test_skills_are_found_in_their_list_and_in_sentences(cv: str, skills: set[str]) -> None:
    found = set(values(read(cv), "skills"))
    assert skills <= found
    assert not found & {"Svenska", "angielski C1", "Góry", "2019–2026"}


@pytest.mark.parametrize("cv", [SWEDISH, POLISH, DUTCH, EUROPASS, ON_TWO_LINES])
def test_every_proposal_says_where_it_stands(cv: str) -> None:
    reading = read(cv, country="SE")
    for proposal in reading.proposals:
        there = cv[proposal.start : proposal.end]
        if proposal.field in {"first_name", "last_name", "email", "skills"}:
            assert there.casefold() == proposal.value.casefold()
        assert there.strip() == there != ""


def test_short_skills_are_meant_only_where_they_are_written_so() -> None:
    text = "Built it in C++ and .NET, on AWS. The net gain: sap of a tree, c is a letter."
    assert values(read(text), "skills") == ["C++", ".NET", "AWS"]


def test_the_agencys_own_skills_and_their_spelling_come_first() -> None:
    text = "Har arbetat med hogia lön och lönerevision i tio år, mest i power bi."
    known = ["Hogia Lön", "Lönerevision", "Power BI (Microsoft)"]
    assert values(read(text, known_skills=known), "skills") == [
        "Hogia Lön",
        "Lönerevision",
        "Power BI",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Works for the Swedish Transport Agency and a Dutch bank.",
        "Programming languages: Python and Go",
        "She sells polish and varnish in 2010-2013, tel.",
        "Order 2019-2026, invoice 12345678901234567890",
        "Anna went to Rome with Bo",
    ],
)
def test_what_only_looks_alike_is_not_proposed(text: str) -> None:
    reading = read(text, country="SE")
    for field in ("languages", "phone", "email", "profile_link"):
        assert reading.of(field) == []


@pytest.mark.parametrize(
    "text",
    [
        "Senior Payroll Manager\n12 years of payroll\nGävle, Sweden",
        "Professional Summary\nSeasoned Payroll Manager",
        "E v a  H o l m\neva.holm@example.se",
    ],
)
def test_no_name_rather_than_a_wrong_one(text: str) -> None:
    assert read(text).of("last_name") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CV Anna Svensson\nanna@example.se", "Anna Svensson"),
        ("Curriculum Vitae – Jan Kowalski\nul. Polna 3, 00-625 Warszawa", "Jan Kowalski"),
        ("Anna Svensson – CV\nStorgatan 3", "Anna Svensson"),
        ("John Doe, Senior Engineer\njd@example.com", "John Doe"),
        ("MARIA ZIELIŃSKA\nKsięgowa\nmaria.zielinska@example.pl", "Maria Zielińska"),
        ("Dr. Pieter de Vries\nAmsterdam", "Pieter de Vries"),
        ("Sida 1 av 2\nErik Berg\nLund", "Erik Berg"),
        ("Name\tEva Holm\nPhone\t070-174 06 35", "Eva Holm"),
        # The column beside the name was read first: only the address tells.
        ("Kontakt\n070-174 06 35\nanna.svensson@example.se\nAnna Svensson", "Anna Svensson"),
        ("PROFIL\nErfaren Ekonom\nSara Lind\nsara.lind@example.se", "Sara Lind"),
    ],
)
def test_a_name_is_found_however_the_page_begins(text: str, name: str) -> None:
    reading = read(text, country="SE")
    assert f"{reading.first('first_name')} {reading.first('last_name')}" == name


@pytest.mark.parametrize(
    "written", ["+46 (0)70-174 06 35", "0046 70 174 06 35", "070 174 06 35", "Mobil:070-1740635"]
)
def test_a_number_is_written_as_it_is_dialled_from_abroad(written: str) -> None:
    assert values(read(f"Eva Holm, {written}, Lund", country="SE"), "phone") == ["+46 70 174 06 35"]


def test_an_address_tells_which_line_is_the_name() -> None:
    text = "Nordic Talent Partners\nMaria Zielińska\nm.zielinska@example.com"
    assert read(text).first("last_name") == "Zielińska"


def test_several_addresses_and_numbers_are_all_proposed_once() -> None:
    text = (
        "bo@example.se, BO@example.se, bo@other.example\n+46701740635 070-174 06 35, 08-465 004 00"
    )
    reading = read(text, country="SE")
    assert values(reading, "email") == ["bo@example.se", "bo@other.example"]
    assert values(reading, "phone") == ["+46 70 174 06 35", "+46 8 465 004 00"]


@given(st.text(max_size=400))
@settings(max_examples=25, deadline=None)
def test_any_text_is_read_without_trouble(text: str) -> None:
    for proposal in read(text, country="SE").proposals:
        assert 0 <= proposal.start < proposal.end <= len(text)


def test_a_long_text_is_read_within_bounds() -> None:
    text = "Kompetenser\n" + "Payroll, SQL; 070-174 06 35 a@b.example www.x.example\n" * 5_000
    reading = read(text, country="SE", known_skills=[f"skill {n}" for n in range(5_000)])
    assert len(reading.proposals) < 100
