"""The target companies of a search: agreed, how far we are at each, and what the client sees."""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from processes.models import Assignment, Event, TargetCompany
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(cast: Cast) -> Assignment:
    return cast.payroll(kind="search")


@pytest.fixture
def nina(client: Client, cast: Cast) -> Client:
    client.force_login(cast.nina)
    return client


def agree(cast: Cast, search: Assignment, *names: str) -> list[TargetCompany]:
    return TargetCompany.objects.agree(search, names, by=cast.nina, at=NOW)


def add(client: Client, search: Assignment, names: str) -> int:
    address = reverse("target_companies", args=[search.pk])
    return client.post(address, {"names": names}).status_code


def test_a_pasted_list_becomes_companies_each_once(nina, search):
    assert add(nina, search, "Statkraft\n  Vattenfall ;\n\nVATTENFALL\n") == 302
    assert add(nina, search, "Vattenfäll\nFortum") == 302
    names = search.target_companies.values_list("name", flat=True)
    assert list(names) == ["Fortum", "Statkraft", "Vattenfall"]
    assert [event.facts["count"] for event in Event.objects.filter(kind="target_companies_agreed")]


def test_the_database_allows_no_company_twice(cast, search):
    agree(cast, search, "Fortum")
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetCompany.objects.create(assignment=search, name="fortum", state_since=NOW)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("  \n ,", "Write at least one company."),
        ("x" * 170, "This is no name of a company"),
        ("\n".join(f"Company {number}" for number in range(101)), "At most 100 companies"),
    ],
)
def test_what_is_no_list_is_refused_and_stays_typed(nina, search, names, message):
    address = reverse("target_companies", args=[search.pk])
    response = nina.post(address, {"names": names})
    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert names.strip()[:40] in page
    assert not search.target_companies.exists()


def test_how_far_we_are_is_on_the_timeline_once(nina, cast, search):
    (fortum,) = agree(cast, search, "Fortum")
    address = reverse("target_company_state", args=[fortum.pk])
    nina.post(address, {"state": "approached"})
    nina.post(address, {"state": "approached"})
    fortum.refresh_from_db()
    assert fortum.state == "approached"
    (event,) = Event.objects.filter(kind="target_company_moved")
    assert (event.facts["was"], event.facts["to"], event.text) == (
        "agreed",
        "approached",
        "Fortum",
    )


def test_an_unknown_state_changes_nothing(nina, cast, search):
    (fortum,) = agree(cast, search, "Fortum")
    nina.post(reverse("target_company_state", args=[fortum.pk]), {"state": "conquered"})
    fortum.refresh_from_db()
    assert fortum.state == "agreed"


def test_people_are_counted_by_where_they_work(cast, search):
    agree(cast, search, "Fortum", "Statkraft")
    for candidate, employer, day in ((cast.jonas, "FORTUM", 0), (cast.amira, "Förtum", 3)):
        candidate.employer = employer
        candidate.save()
        search.add(candidate, by=cast.nina, at=MONDAY + timedelta(days=day))
    search.add(cast.ewa, by=cast.nina, at=MONDAY)  # nobody knows where she works
    since, until = MONDAY + timedelta(days=1), MONDAY + timedelta(days=7)
    counted = TargetCompany.objects.in_order().with_people(since, until)
    assert list(map(attrgetter("name", "people", "new"), counted)) == [
        ("Fortum", 2, 1),
        ("Statkraft", 0, 0),
    ]
    earlier = TargetCompany.objects.in_order().with_people(MONDAY, since)
    assert list(map(attrgetter("people"), earlier)) == [1, 0]


def test_the_list_goes_by_how_far_we_are(nina, cast, search):
    one, other, _third = agree(cast, search, "Ahlsell", "Fortum", "Beijer")
    one.move_to("off_limits", by=cast.nina, at=NOW)
    other.move_to("approached", by=cast.nina, at=NOW)
    names = [row.name for row in TargetCompany.objects.in_order()]
    assert names == ["Beijer", "Fortum", "Ahlsell"]
    page = nina.get(reverse("target_companies", args=[search.pk])).content.decode()
    assert page.index("Beijer") < page.index("Fortum") < page.index("Ahlsell")


def test_a_company_is_renamed_but_not_to_another_one(nina, cast, search):
    fortum, _other = agree(cast, search, "Fortum", "Statkraft")
    address = reverse("target_company_edit", args=[fortum.pk])
    refused = nina.post(address, {"name": "STATKRAFT", "note": "ask Ida first"})
    assert refused.status_code == 422
    assert "in the list already" in refused.content.decode()
    assert "ask Ida first" in refused.content.decode()
    assert nina.post(address, {"name": "Fortum Oyj", "note": "ask Ida first"}).status_code == 302
    fortum.refresh_from_db()
    assert (fortum.name, fortum.note) == ("Fortum Oyj", "ask Ida first")


def test_a_slip_is_taken_out(nina, cast, search):
    (fortum,) = agree(cast, search, "Fortum")
    nina.post(reverse("target_company_removal", args=[fortum.pk]))
    assert not search.target_companies.exists()


def test_nothing_is_added_to_a_closed_search(nina, cast, search):
    search.close("cancelled", by=cast.nina, at=NOW, words="They hired within.")
    assert add(nina, search, "Fortum") == 422
    assert not search.target_companies.exists()


def test_only_a_search_has_the_tab(nina, cast, search):
    other = cast.payroll(kind="permanent")
    tab = "Target companies</a>"
    page = nina.get(reverse("assignment", args=[search.pk])).content.decode()
    assert "Target companies" in page
    page = nina.get(reverse("assignment", args=[other.pk])).content.decode()
    assert tab not in page and reverse("target_companies", args=[other.pk]) not in page


def test_the_page_does_not_grow_with_the_list(nina, cast, search, django_assert_max_num_queries):
    agree(cast, search, *(f"Company {number}" for number in range(60)))
    with django_assert_max_num_queries(12):
        nina.get(reverse("target_companies", args=[search.pk]))
