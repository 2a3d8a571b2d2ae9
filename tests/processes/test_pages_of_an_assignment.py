"""Every page of an assignment opens, within its number of queries, with and without content."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Meeting, Obstacle
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db

TABS = [
    "assignment",
    "assignment_timeline",
    "assignment_schedule",
    "assignment_obstacles",
    "assignment_reports",
    "assignment_brief",
    "assignment_edit",
    "assignment_ended",
    "candidacy_new",
    "dates",
    "assignment_closing",
    "assignment_declines",
    "activity_new",
    "obstacle_new",
]


@pytest.mark.parametrize("name", TABS)
def test_each_page_of_a_bare_assignment_opens(client: Browser, name: str) -> None:
    cast = Cast()
    payroll = cast.payroll(ordered_by=None, decider=None)
    client.force_login(cast.nina)
    page = client.get(reverse(name, args=[payroll.pk]))
    assert page.status_code == 200
    assert b"Interim payroll manager" in page.content


# Closing asks for the words to each of the client's people and in each language.
# A brief is changed beside the memory of the client, which is five.
MORE = {"assignment_closing": 20, "assignment_declines": 14, "assignment_edit": 14}


@pytest.mark.parametrize("name", TABS)
def test_each_page_costs_few_queries_however_much_has_happened(
    client: Browser, name: str, django_assert_max_num_queries
) -> None:
    cast = Cast()
    payroll = cast.payroll()
    for candidate in (cast.jonas, cast.amira):
        candidacy = cast.presented(candidate, payroll)
        Meeting.objects.book(
            candidacy, starts_at=NOW + timedelta(days=400), by=cast.nina, at=MONDAY
        )
    ended = payroll.add(cast.ewa, by=cast.nina, at=MONDAY)
    ended.finish("withdrawn", reason="salary", said_no="candidate", by=cast.nina, at=MONDAY)
    obstacle = Obstacle.find(
        assignment=payroll,
        kind="salary",
        title="Pay below the market",
        evidence="7 of 12",
        proposal="3,000 more",
        by=cast.nina,
        at=MONDAY,
    )
    obstacle.decide("2,000 more", by=cast.nina, at=MONDAY)
    client.force_login(cast.nina)
    with django_assert_max_num_queries(MORE.get(name, 10)):
        assert client.get(reverse(name, args=[payroll.pk])).status_code == 200


def test_the_sentence_says_which_dates_are_missing_and_then_that_all_are_booked(
    client: Browser,
) -> None:
    cast = Cast()
    payroll = cast.payroll()
    client.force_login(cast.nina)
    url = reverse("assignment", args=[payroll.pk])
    assert "no dates for presentation, client meetings, decision yet" in text_of(client, url)
    payroll.agree_dates(
        presentation_on=date(2026, 12, 1),
        meetings_on=date(2026, 12, 3),
        decision_on=None,
        by=cast.nina,
        at=NOW,
    )
    assert "no date for decision yet" in text_of(client, url)
    payroll.agree_dates(
        presentation_on=date(2026, 12, 1),
        meetings_on=date(2026, 12, 3),
        decision_on=date(2026, 12, 7),
        by=cast.nina,
        at=NOW,
    )
    text = text_of(client, url)
    assert "Sara Berg decides" in text
    assert "presentation, meetings and decision are booked" in text
    assert "Mon 7 Dec, booked" in text


def test_somebody_elses_assignment_opens_too_but_not_for_a_client(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    client.force_login(cast.rasmus)
    assert client.get(payroll.get_absolute_url()).status_code == 200
    client.force_login(cast.sits_in_portal(cast.sara))
    assert client.get(payroll.get_absolute_url()).status_code == 403


def test_an_unknown_assignment_is_not_found(client: Browser) -> None:
    client.force_login(Cast().nina)
    assert client.get(reverse("assignment", args=[404])).status_code == 404


def text_of(client: Browser, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())
