"""Names that were typed with a slip, and the words of names that are kept for it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection, transaction

from candidates.finding.found import find
from candidates.finding.wanted import Wanted
from candidates.models import Candidate
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def names(cast: Cast, typed: str, **wanted: Any) -> list[str]:
    found = find(Wanted(q=typed, **wanted), at=NOW, user=cast.nina)
    return [person.full_name for person in found.rows]


def words() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM candidates_name_word ORDER BY word")
        return [line[0] for line in cursor.fetchall()]


def come(cast: Cast, *people: str) -> list[Candidate]:
    return [
        Candidate.objects.create(first_name=first, last_name=last, owner=cast.nina)
        for first, last in (person.split(" ", 1) for person in people)
    ]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Fluer", "Fleur van den Bos"),  # two letters swapped
        ("Feur", "Fleur van den Bos"),  # one missing
        ("Flleur", "Fleur van den Bos"),  # one too many
        ("Flour", "Fleur van den Bos"),  # another one
        ("flore", ""),
        ("fluer van den bso", "Fleur van den Bos"),
        ("bos fluer", "Fleur van den Bos"),
        ("fluer krantz", ""),
        ("Szymanksi", "Łukasz Szymański"),
        ("zsymanskyy", ""),
        ("zsymansky", "Łukasz Szymański"),
        ("lukasz syzmaskni", ""),
        ("Łuksaz Szym", "Łukasz Szymański"),  # the second word is on its way
    ],
)
def test_a_slip_in_a_short_word_and_two_in_a_long_one_are_forgiven(
    cast: Cast, typed: str, who: str
) -> None:
    come(cast, "Fleur van den Bos", "Łukasz Szymański")
    assert names(cast, typed) == ([who] if who else [])


def test_whoever_has_the_name_comes_first_then_the_nearest(cast: Cast) -> None:
    come(cast, "Ewa Malinovski", "Ewa Malinovska", "Ewa Marinowski")
    found = names(cast, "ewa malinovska")
    assert found == ["Ewa Malinovska", "Ewa Malinovski", "Ewa Malinowska"]


def test_names_alike_fit_everything_else_too(cast: Cast) -> None:
    one, other = come(cast, "Fleur Bakker", "Fleur Smit")
    Candidate.objects.filter(pk=other.pk).update(skills=["Hogia"], city="Lund")
    assert names(cast, "fluer", skills=("hogia",)) == ["Fleur Smit"]
    assert names(cast, "fluer", city="Lund") == ["Fleur Smit"]
    assert names(cast, "fluer", stages=("contacted",)) == []
    assert one.full_name in names(cast, "fluer", sort="name")
    Candidate.objects.filter(pk=one.pk).update(closed_at=NOW)
    assert names(cast, "fluer") == ["Fleur Smit"]


def test_pages_of_names_alike_follow_each_other(cast: Cast) -> None:
    come(cast, *(f"Fleur Bakk{letter}r" for letter in "abcdefghijkl"))
    for sort in ("", "name"):
        wanted, seen, mark = Wanted(q="fluer", sort=sort), [], ""
        for _page in range(3):
            found = find(wanted, at=NOW, user=cast.nina, size=5, after=mark)
            seen += [person.pk for person in found.rows]
            mark = found.after
            assert found.count == 12 and found.similar
        assert not mark and len(set(seen)) == len(seen) == 12


def test_words_come_and_go_with_names(cast: Cast) -> None:
    Candidate.objects.all().delete()
    assert words() == []
    one, other = come(cast, "Anna-Karin O'Dal", "Anna Sjö")
    assert words() == ["anna", "anna-karin", "dal", "karin", "sjo"]
    other.last_name = "Å\\ström"
    other.save()
    assert words() == ["anna", "anna-karin", "dal", "karin", "strom"]
    one.delete()
    assert words() == ["anna", "strom"]
    Candidate.objects.filter(pk=other.pk).update(headline="Anna is a name")
    assert words() == ["anna", "strom"]
    Candidate.objects.all().delete()
    assert words() == []


def test_names_that_come_in_by_the_hundred_have_their_words(cast: Cast) -> None:
    Candidate.objects.all().delete()
    Candidate.objects.bulk_create(
        Candidate(first_name="Per", last_name=f"Ek{letter * 3}", owner=cast.nina)
        for letter in "abcabc"
    )
    assert words() == ["ekaaa", "ekbbb", "ekccc", "per"]


@pytest.mark.django_db(transaction=True)
def test_a_word_stays_where_somebody_with_it_comes_in_while_another_goes() -> None:
    from accounts.models import User

    nina = User.objects.create(email="nina@people.example", full_name="Nina Lind")
    gone = Candidate.objects.create(first_name="Zebulon", last_name="Quist", owner=nina)
    orders: Sequence[str] = ("coming", "going")
    for first in orders:
        with transaction.atomic():
            if first == "coming":
                come_in(nina)
            else:
                gone.delete()
            other = threading.Thread(target=go if first == "coming" else lone, args=[gone, nina])
            other.start()
            other.join(0.5)
        other.join(10)
        assert not other.is_alive() and "quist" in words()
        gone = Candidate.objects.get()


def come_in(owner: Any) -> None:
    Candidate.objects.create(first_name="Ada", last_name="Quist", owner=owner)


def lone(_gone: Candidate, owner: Any) -> None:
    try:
        come_in(owner)
    finally:
        connection.close()


def go(gone: Candidate, _owner: Any) -> None:
    try:
        Candidate.objects.get(pk=gone.pk).delete()
    finally:
        connection.close()
