"""The search for people who are here twice: whoever is new, and once a day every key."""

from __future__ import annotations

from datetime import timedelta

import pytest

from candidates.models import Candidate, NotTheSame, PerhapsTheSame, TwinSearch
from candidates.twin_search import (
    COMPARES_KEYS_EACH,
    GOES_ON_AFTER,
    LOOKS_AGAIN_AFTER,
    SHARED_BY_FEW,
    due_twin_searches,
    search_on,
)
from recruitcrm.chores import CHORES
from tests.cast import NOW, Cast


@pytest.fixture
def search(cast: Cast) -> TwinSearch:
    """Nothing is looked at yet, and keys are compared tomorrow."""
    found = TwinSearch.objects.get()
    found.seen_to, found.next_at, found.keys_at = 0, NOW, NOW + timedelta(days=1)
    found.save()
    return found


def pairs() -> list[tuple[str, str, list[str]]]:
    found = PerhapsTheSame.objects.select_related("first", "second").order_by("pk")
    return [(one.first.first_name, one.second.first_name, one.reasons) for one in found]


def like_jonas(cast: Cast, name: str = "Johan", **fields: str) -> Candidate:
    said = {"email": cast.jonas.email} | fields
    return Candidate.objects.create(first_name=name, owner=cast.nina, **said)


def test_it_is_a_chore_and_due_at_its_time(search: TwinSearch) -> None:
    assert "twins" in {chore.name for chore in CHORES}
    early = NOW - timedelta(seconds=1)
    assert [due_twin_searches(at).count() for at in (early, NOW, NOW + timedelta(days=9))] == [
        *(0, 1, 1)
    ]


def test_whoever_is_new_is_found_once(cast: Cast, search: TwinSearch) -> None:
    like_jonas(cast)
    for _twice in range(2):
        search_on(search.pk, NOW)
        assert pairs() == [("Jonas", "Johan", ["email"])]
    search.refresh_from_db()
    assert search.next_at == NOW + LOOKS_AGAIN_AFTER
    like_jonas(cast, "Joppe", email="", phone="+46 70 123 45 67")
    search_on(search.pk, NOW)
    search.refresh_from_db()
    assert search.next_at == NOW + GOES_ON_AFTER
    assert len(pairs()) == 1


def test_who_was_told_apart_or_is_closed_is_no_pair(cast: Cast, search: TwinSearch) -> None:
    told_apart, closed = like_jonas(cast), like_jonas(cast, "Joppe")
    NotTheSame.objects.say(cast.jonas.pk, [told_apart.pk], by=cast.nina, at=NOW)
    Candidate.objects.filter(pk=closed.pk).update(closed_at=NOW)
    TwinSearch.objects.update(keys_at=NOW)
    search_on(search.pk, NOW)
    assert pairs() == []


def test_what_changes_later_is_compared_once_a_day(cast: Cast, search: TwinSearch) -> None:
    search_on(search.pk, NOW)
    Candidate.objects.filter(pk=cast.ewa.pk).update(phone="+46701234567")
    Candidate.objects.filter(pk=cast.amira.pk).update(
        phone="070-123 45 67", profile_link="https://github.com/amira"
    )
    Candidate.objects.filter(pk=cast.jonas.pk).update(profile_link="http://github.com/Amira/")
    search_on(search.pk, NOW)
    assert pairs() == []
    tomorrow = NOW + timedelta(days=1)
    for _twice in range(2):
        search_on(search.pk, tomorrow)
        assert sorted(pairs()) == [("Amira", "Ewa", ["phone"]), ("Jonas", "Amira", ["link"])]
    search.refresh_from_db()
    assert search.keys_at == tomorrow + COMPARES_KEYS_EACH


def test_a_number_that_many_share_is_a_switchboard(cast: Cast, search: TwinSearch) -> None:
    TwinSearch.objects.update(keys_at=NOW, seen_to=10**12)
    for number in range(SHARED_BY_FEW + 1):
        like_jonas(cast, f"No{number}", email="", phone="08-123 45 67")
    search_on(search.pk, NOW)
    assert pairs() == []
