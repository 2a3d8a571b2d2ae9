from __future__ import annotations

from typing import Any

import phonenumbers
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.places import COUNTRIES
from candidates.models import Candidate, NotTheSame
from candidates.twins import Person, Twin, e164, twins_of, twins_of_many
from tests.cast import NOW, Cast

KINDS = [
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
]
WRITTEN = [
    "{national}",
    "{international}",
    "  {international} ext. 12",
    "tel. {national}",
    "{zeros}",
]


def names(twins: list[Twin]) -> list[tuple[str, list[str]]]:
    return [(twin.candidate.first_name, [str(one) for one in twin.reasons]) for twin in twins]


def kept(function: str, *arguments: str) -> str:
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(arguments))
        cursor.execute(f"SELECT {function}({marks})", arguments)
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize("country", [code for code, _name in COUNTRIES])
@pytest.mark.django_db
def test_postgresql_writes_numbers_as_phonenumbers_does(country: str) -> None:
    for kind in KINDS:
        number = phonenumbers.example_number_for_type(country, kind)
        assert number is not None
        plus = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        ways = {
            "plus": plus,
            "zeros": ("011" if country == "US" else "00") + plus[1:],
            "national": phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL),
            "international": phonenumbers.format_number(
                number, phonenumbers.PhoneNumberFormat.INTERNATIONAL
            ),
        }
        for written in WRITTEN:
            typed = written.format(**ways)
            assert kept("phone_key", typed, country) == plus, typed
            assert e164(typed, country) == plus, typed


@pytest.mark.parametrize(
    ("typed", "country", "key"),
    [
        ("+46 (0)70-123 45 67", "PL", "+46701234567"),
        ("+460701234567", "PL", "+46701234567"),
        ("(0)70-123 45 67", "SE", "+46701234567"),
        ("070-123 45 67 / 08-765 43 21", "SE", "+46701234567"),
        ("070-123 45 67", "", ""),
        ("46 70 123 45 67", "SE", "+46701234567"),
        ("1 201 555 0123", "US", "+12015550123"),
        ("12", "SE", ""),
        ("", "SE", ""),
        ("none", "SE", ""),
        ("1234567890123456789", "SE", ""),
    ],
)
@pytest.mark.django_db
def test_odd_ways_of_writing_a_number(typed: str, country: str, key: str) -> None:
    assert kept("phone_key", typed, country) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("https://www.linkedin.com/in/Amira-L/?trk=x", "linkedin.com/in/amira-l"),
        ("http://se.linkedin.com/in/amira-l/sv", "linkedin.com/in/amira-l"),
        ("linkedin.com/in/amira-l#about", "linkedin.com/in/amira-l"),
        ("https://www.linkedin.com/", ""),
        ("https://linkedin.com/company/nordvik", ""),
        ("https://github.com/amira/", "github.com/amira"),
        ("https://github.com", ""),
        ("https://amira.example/", "amira.example"),
        ("", ""),
    ],
)
@pytest.mark.django_db
def test_a_profile_has_one_address_however_it_was_copied(typed: str, key: str) -> None:
    assert kept("link_key", typed) == key


def test_keys_are_right_on_every_way_in(cast: Cast) -> None:
    new = Candidate(first_name="Pia", owner=cast.nina, phone="070-123 45 67")
    Candidate.objects.bulk_create([new])
    mine = Candidate.objects.get(first_name="Pia")
    assert mine.phone_key == "+46701234567"
    Candidate.objects.filter(pk=mine.pk).update(phone="+48 512 345 678")
    mine.refresh_from_db()
    assert mine.phone_key == "+48512345678"
    mine.country, mine.phone = "PL", "512 345 678"
    mine.save(update_fields=["country", "phone"])
    mine.refresh_from_db()
    assert mine.phone_key == "+48512345678"


def test_each_reason_finds_its_twin(cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(
        phone="070-123 45 67",
        profile_link="https://linkedin.com/in/jonas",
        city="Gävle",
        employer="Nordvik Energi",
    )
    jonas = ("Jonas", ["email"])
    assert names(twins_of(email=" Jonas.KRANTZ@people.example ")) == [jonas]
    assert names(twins_of(phone="+46 70 123 45 67", country="PL")) == [("Jonas", ["phone"])]
    assert names(twins_of(profile_link="http://se.linkedin.com/in/Jonas/")) == [("Jonas", ["link"])]
    alike: dict[str, Any] = {"first_name": "Jonaz", "last_name": "Krantz"}
    assert names(twins_of(**alike, city="GAVLE")) == [("Jonas", ["name_city"])]
    assert names(twins_of(**alike, employer="nordvik energi")) == [("Jonas", ["name_employer"])]
    swapped = twins_of(first_name="Krantz", last_name="Jonas", city="Gävle")
    assert names(swapped) == [("Jonas", ["name_city"])]
    assert twins_of(**alike) == []
    assert twins_of(**alike, city="Umeå") == []
    assert twins_of(first_name="Petra", last_name="Ek", city="Gävle") == []
    assert twins_of() == []
    assert twins_of(first_name="\0", email="\0", city="\0") == []


def test_what_is_shared_by_few_comes_first(cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.amira.pk).update(city="Gävle", first_name="Jonna")
    Candidate.objects.filter(pk=cast.amira.pk).update(last_name="Krantz")
    twins = twins_of(first_name="Jonas", last_name="Krantz", city="Gävle", email=cast.jonas.email)
    assert names(twins) == [("Jonas", ["email"]), ("Jonna", ["name_city"])]
    assert [twin.is_sure for twin in twins] == [True, False]


def test_nobody_is_their_own_twin_nor_whoever_was_told_apart(cast: Cast) -> None:
    same = Candidate.objects.create(first_name="Johan", email=cast.jonas.email, owner=cast.nina)
    assert names(twins_of(email=cast.jonas.email, exclude=cast.jonas.pk)) == [("Johan", ["email"])]
    NotTheSame.objects.say(cast.jonas.pk, [same.pk, cast.jonas.pk], by=cast.nina, at=NOW)
    NotTheSame.objects.say(same.pk, [cast.jonas.pk], by=cast.nina, at=NOW)
    assert NotTheSame.objects.count() == 1
    for one in (cast.jonas, same):
        assert twins_of(email=cast.jonas.email, exclude=one.pk) == []
    assert len(twins_of(email=cast.jonas.email)) == 2


def test_who_is_closed_or_was_made_one_with_another_is_not_named(cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(closed_at=NOW)
    assert twins_of(email=cast.jonas.email) == []
    Candidate.objects.filter(pk=cast.jonas.pk).update(
        closed_at=None, merged_into=cast.amira, merged_at=NOW
    )
    assert twins_of(email=cast.jonas.email) == []


def test_many_are_asked_about_in_as_many_queries_as_few(cast: Cast) -> None:
    people = [Person.of(one) for one in (cast.jonas, cast.amira, cast.ewa)]
    strangers = [Person(email=one.email) for one in (cast.ewa, cast.amira, cast.jonas)]
    with CaptureQueriesContext(connection) as asked:
        twins_of_many(strangers[:1])
    with CaptureQueriesContext(connection) as asked_of_many:
        found = twins_of_many([*people, *strangers, Person(first_name="Nobody")])
    assert len(asked) == 2
    assert len(asked_of_many) == 2
    assert [names(one) for one in found] == [
        [],
        [],
        [],
        [("Ewa", ["email"])],
        [("Amira", ["email"])],
        [("Jonas", ["email"])],
        [],
    ]
    assert twins_of_many([]) == []
