"""The list "free when, able to what": narrowed down, the freshest first, and never growing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from candidates.models import Candidate
from processes.models import Availability, Terms
from processes.views.availability import PAGE
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def consultants(cast: Cast, client: Client) -> None:
    """Amira is free in December for four days in Gävle, Jonas next year and remote; Ewa is not."""
    Candidate.objects.filter(pk=cast.amira.pk).update(skills=["Hogia", "Payroll"])
    note = Availability.objects.note
    note(cast.amira, Terms(date(2026, 12, 1), 4, "Gävle"), by=cast.nina, at=NOW - 40 * DAY)
    note(cast.jonas, Terms(date(2027, 1, 4), 2, "", True), by=cast.nina, at=NOW)
    note(cast.ewa, Terms(date(2026, 12, 1)), by=cast.nina, at=NOW)
    Availability.objects.get(candidate=cast.ewa).close(by=cast.nina, at=NOW)
    client.force_login(cast.nina)


def names(client: Client, **asked: str) -> list[str]:
    rows = client.get(reverse("available"), asked).context["rows"]
    return [row.candidate.first_name for row in rows]


CASES: list[tuple[dict[str, str], list[str]]] = [
    ({}, ["Jonas", "Amira"]),
    ({"day": "2026-12-01"}, ["Amira"]),
    ({"day": "2027-01-04"}, ["Jonas", "Amira"]),
    ({"days": "3"}, ["Amira"]),
    ({"q": "hogia"}, ["Amira"]),
    ({"place": "gavle"}, ["Jonas", "Amira"]),
    ({"place": "Umeå"}, ["Jonas"]),
    ({"day": "someday", "days": "x", "after": "nonsense"}, ["Jonas", "Amira"]),
]


def test_who_is_free(client: Client, consultants: None) -> None:
    for asked, found in CASES:
        assert names(client, **asked) == found, asked


def test_what_is_old_says_so(client: Client, consultants: None) -> None:
    page = client.get(reverse("available")).content.decode()
    assert page.count("ask again") == 1


def test_from_an_assignment_somebody_is_put_on_it(
    cast: Cast, client: Client, consultants: None
) -> None:
    payroll = cast.payroll()
    board = client.get(reverse("assignment", args=[payroll.pk])).content.decode()
    assert f"{reverse('available')}?assignment={payroll.pk}" in board
    page = client.get(reverse("available"), {"assignment": payroll.pk}).content.decode()
    assert reverse("candidacy_new", args=[payroll.pk]) in page


def test_nobody_hears_of_an_assignment_that_is_hidden_from_them(
    cast: Cast, client: Client, consultants: None
) -> None:
    hidden = cast.payroll(confidential=True)
    client.force_login(cast.rasmus)
    assert client.get(reverse("available"), {"assignment": hidden.pk}).context["assignment"] is None


def test_the_list_does_not_grow_and_asks_little(
    cast: Cast, client: Client, django_assert_max_num_queries
) -> None:
    people = Candidate.objects.bulk_create(
        Candidate(first_name=f"Somebody {number}", owner=cast.nina) for number in range(PAGE + 2)
    )
    Availability.objects.bulk_create(
        Availability(
            candidate=person, is_open=True, free_from=date(2026, 12, 1), noted_at=NOW - n * DAY
        )
        for n, person in enumerate(people)
    )
    client.force_login(cast.nina)
    with django_assert_max_num_queries(8):
        first = client.get(reverse("available"), {"day": "2026-12-02", "place": ""})
    assert len(first.context["rows"]) == PAGE
    rest = client.get(reverse("available") + first.context["more"])
    assert [row.candidate.first_name for row in rest.context["rows"]] == [
        f"Somebody {PAGE}",
        f"Somebody {PAGE + 1}",
    ]
    assert not rest.context["more"]


def test_an_empty_list_says_what_will_appear(cast: Cast, client: Client) -> None:
    client.force_login(cast.nina)
    assert "Nobody has said when they are free" in client.get(reverse("available")).content.decode()
