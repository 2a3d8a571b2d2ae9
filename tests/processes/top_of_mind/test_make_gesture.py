"""Gestures: what, to whom, when, what it cost; by client and year (A4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from processes.models import Assignment, Event, Gesture
from processes.top_of_mind.gestures import by_client, totals
from tests.cast import NOW, Cast, person
from tests.processes.aftercare.story import agreed, is_owed, point, tick
from tests.processes.top_of_mind.quiet import placed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def nina(client: Client, cast: Cast) -> Client:
    client.force_login(cast.nina)
    return client


def given(cast: Cast, to: Any = None, cost: str | None = "250", **fields: Any) -> Gesture:
    fields = {"given_on": TODAY, "currency": "SEK", "by": cast.nina, "at": NOW, **fields}
    return Gesture.objects.make(
        "Cake", to=to or cast.sara, cost=None if cost is None else Decimal(cost), **fields
    )


def test_a_gesture_stands_on_the_timeline_and_counts_for_the_client(cast):
    gesture = given(cast)
    assert gesture.client == cast.nordvik
    event = Event.objects.get(kind="gesture_made")
    assert (event.client, event.contact, event.text) == (cast.nordvik, cast.sara, "Cake")
    assert event.facts == {"gesture": gesture.pk, "given_on": "2026-11-20"}
    assert not event.visible_to_client


def test_one_to_somebody_placed_counts_for_their_client(cast):
    assert given(cast, cast.amira, candidacy=placed(cast)).client == cast.nordvik
    assert given(cast, cast.jonas).client is None


def test_currencies_are_never_added_up(cast):
    given(cast)
    given(cast, cost="100.50")
    given(cast, cost="20", currency="EUR")
    given(cast, cost=None)
    given(cast, cast.peter, cost="80", currency="PLN")
    given(cast, cast.jonas, given_on=date(2025, 12, 31))
    rows = by_client(cast.nina, 2026)
    assert [(one.name, one.count) for one in rows] == [("Nordvik Energi", 4), ("Lumen Retail", 1)]
    assert dict(rows[0].sums) == {"EUR": Decimal(20), "SEK": Decimal("350.50")}
    assert [currency for currency, _sum in totals(rows).sums] == ["EUR", "PLN", "SEK"]


def test_one_on_a_hidden_assignment_is_not_there_for_others(cast):
    given(cast, cast.amira, candidacy=placed(cast))
    Assignment.objects.update(confidential=True, owner=person("Olle Owner", Role.RECRUITER))
    assert not by_client(cast.rasmus, 2026) and by_client(cast.lea, 2026)


@pytest.mark.parametrize(
    "wrong",
    [{"what": ""}, {"contact": None}, {"currency": ""}, {"cost": -1}, {"cost": None}],
)
def test_the_database_allows_no_odd_gesture(cast, wrong):
    given(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Gesture.objects.update(**wrong)


def post(client: Client, cast: Cast, **typed: str) -> Any:
    data = {"what": "Cake", "given_on": "2026-11-20", "cost": "250", "currency": "SEK", **typed}
    return client.post(reverse("contact_gesture", args=[cast.sara.pk]), data)


def test_it_is_noted_at_a_contact_and_shown_by_year(nina, cast):
    assert post(nina, cast).status_code == 302
    said = nina.get(reverse("gestures")).content.decode()
    assert "Nordvik Energi" in said and "SEK 250" in said and "Sara Berg" in said
    empty = nina.get(reverse("gestures"), {"year": "2024"}).content.decode()
    assert "No gesture noted" in empty
    assert nina.get(reverse("gestures"), {"year": "99'"}).status_code == 200


def test_it_is_noted_at_a_candidate_for_their_placement(nina, cast):
    candidacy = placed(cast)
    address = reverse("candidate_gesture", args=[cast.amira.pk])
    assert "Interim payroll manager, Nordvik" in nina.get(address).content.decode()
    typed = {"what": "Book", "given_on": "2026-11-20", "currency": "SEK"}
    nina.post(address, {**typed, "candidacy": candidacy.pk})
    gesture = Gesture.objects.get()
    assert (gesture.candidacy, gesture.client, gesture.cost) == (candidacy, cast.nordvik, None)


def test_the_touchpoint_that_asked_for_it_is_remembered(nina, cast):
    touchpoint = placed(cast).placement.touchpoints.filter(side="candidate")[0]
    typed = {"what": "Book", "given_on": "2026-11-20", "currency": "SEK"}
    for candidate, known in ((cast.amira, touchpoint), (cast.jonas, None)):
        address = reverse("candidate_gesture", args=[candidate.pk])
        nina.post(f"{address}?touchpoint={touchpoint.pk}", typed)
        assert Gesture.objects.get(candidate=candidate).touchpoint == known


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"what": ""}, "This field is required"),
        ({"given_on": "2999-01-01"}, "still to come"),
        ({"given_on": "2001-01-01"}, "more than two years ago"),
        ({"cost": "-5"}, "costs nothing at the least"),
        ({"cost": "much"}, "Enter a number"),
        ({"currency": "XXX"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_noted(nina, cast, typed, message):
    answer = post(nina, cast, **typed)
    assert answer.status_code == 422 and message in answer.content.decode()
    assert not Gesture.objects.exists()


def test_the_plan_of_aftercare_offers_to_note_the_gesture_it_asks_for(nina, cast):
    placement = agreed(cast)
    first_week = [point(placement, "first_week", side) for side in ("candidate", "client")]
    tick(max(one.opens_at for one in first_week if one.opens_at))
    page = nina.get(reverse("candidacy_aftercare", args=[placement.candidacy_id]))
    person = placement.candidacy.candidate_id
    for address, one in (
        (reverse("candidate_gesture", args=[person]), first_week[0]),
        (reverse("contact_gesture", args=[cast.sara.pk]), first_week[1]),
    ):
        assert f"{address}?touchpoint={one.pk}" in page.content.decode()


@pytest.mark.parametrize("side", ["candidate", "client"])
def test_the_gesture_that_the_plan_asked_for_is_owed_no_more(nina, cast, side):
    placement = agreed(cast)
    asked_for = point(placement, "first_week", side)
    assert asked_for.opens_at is not None
    tick(asked_for.opens_at)
    assert is_owed(placement, "first_week", side)
    to = placement.candidacy.candidate if side == "candidate" else cast.sara
    about = {"to": to, "given_on": asked_for.opens_on, "by": cast.nina, "at": asked_for.opens_at}
    Gesture.objects.make("Book", **about)  # for no touchpoint: it settles nothing
    assert is_owed(placement, "first_week", side)
    Gesture.objects.make("Cake", **about, touchpoint=asked_for)
    assert not is_owed(placement, "first_week", side)
    other = "client" if side == "candidate" else "candidate"
    assert is_owed(placement, "first_week", other)
