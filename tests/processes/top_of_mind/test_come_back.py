"""Who came back, and who called whom first when the next need came (A3, A5)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from processes.called_first import NeverPlaced, note_moving_on
from processes.models import Assignment, Event
from processes.top_of_mind import returning
from tests.cast import MONDAY, NOW, Cast
from tests.processes.top_of_mind.quiet import placed

pytestmark = pytest.mark.django_db
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def nina(client: Client, cast: Cast) -> Client:
    client.force_login(cast.nina)
    return client


@pytest.fixture
def orders(cast: Cast) -> Cast:
    """Nordvik ordered in 2024 and twice this year, Lumen for the first time."""
    cast.payroll(datetime(2024, 3, 4, 9, tzinfo=UTC))
    cast.payroll(datetime(2026, 2, 3, 9, tzinfo=UTC), came_by="they_rang")
    cast.payroll(MONDAY, came_by="we_rang")
    cast.data_engineer(came_by="they_rang")
    return cast


def test_a_client_came_back_who_had_ordered_before(orders):
    [year] = returning.by_year(orders.nina, SINCE, ZONE)
    assert (year.orders, year.returning, year.clients, year.returned) == (4 - 1, 2, 2, 1)
    assert year.share == 50 and year.is_few
    years = returning.by_year(orders.nina, datetime(2024, 1, 1, tzinfo=UTC), ZONE)
    assert [one.returned for one in years] == [1, 0]


def test_an_order_counts_in_the_year_of_the_agencys_calendar(cast):
    cast.payroll(datetime(2025, 12, 31, 23, 30, tzinfo=UTC))  # half past midnight in Stockholm
    [year] = returning.by_year(cast.nina, datetime(2025, 1, 1, tzinfo=UTC), ZONE)
    assert year.year.year == 2026


def test_only_orders_of_those_who_came_back_say_who_rang_first(orders):
    ways = returning.clients_ways(returning.by_year(orders.nina, SINCE, ZONE))
    assert {way: count for way, _label, count in ways.rows} == {
        "they_rang": 1, "we_rang": 1, "tender": 0, "not_known": 0
    }  # fmt: skip
    assert ways.share == 50 and ways.is_few


def test_not_asked_is_not_known_and_counts_in_no_share(cast):
    cast.payroll(datetime(2026, 1, 5, 9, tzinfo=UTC))
    cast.payroll(MONDAY)
    ways = returning.clients_ways(returning.by_year(cast.nina, SINCE, ZONE))
    assert ways.rows[-1][2] == 1 and ways.share is None
    assert returning.returning_orders(cast.nina, SINCE, "not_known").count() == 1


def test_what_is_hidden_from_somebody_counts_for_nobody_else(orders):
    Assignment.objects.filter(client=orders.nordvik).update(confidential=True)
    [year] = returning.by_year(orders.rasmus, SINCE, ZONE)
    assert (year.orders, year.returned) == (1, 0)


@pytest.mark.parametrize(("how", "share"), [("they_rang", 100), ("elsewhere", 0)])
def test_placed_people_who_move_on_are_counted_by_how_we_heard(cast, how, share):
    candidacy = placed(cast)
    event = note_moving_on(candidacy, how, by=cast.nina, at=NOW, text="Wants to lead")
    assert (event.kind, event.candidate, event.text) == (
        "called_first",
        cast.amira,
        "Wants to lead",
    )
    assert not event.visible_to_client
    assert returning.candidates_ways(cast.nina, SINCE).share == share


def test_only_somebody_placed_can_move_on(cast):
    candidacy = cast.presented(cast.jonas, cast.payroll())
    with pytest.raises(NeverPlaced):
        note_moving_on(candidacy, "they_rang", by=cast.nina, at=NOW)
    with pytest.raises(ValueError, match="hearsay"):
        note_moving_on(placed(cast, NOW), "hearsay", by=cast.nina, at=NOW)


def test_moving_on_is_noted_from_the_candidates_page(nina, cast):
    candidacy = placed(cast)
    address = reverse("candidacy_moving_on", args=[candidacy.pk])
    assert address in nina.get(cast.amira.get_absolute_url()).content.decode()
    assert nina.post(address, {"how": "", "text": "Oh"}).status_code == 422
    assert nina.post(address, {"how": "they_rang", "text": "Leads a team next"}).status_code == 302
    assert Event.objects.get(kind="called_first").facts == {"how": "they_rang"}


def test_nobody_else_moves_on_from_the_page(nina, cast):
    candidacy = cast.presented(cast.jonas, cast.payroll())
    answer = nina.post(
        reverse("candidacy_moving_on", args=[candidacy.pk]), {"how": "they_rang", "text": "Typed"}
    )
    assert answer.status_code == 422 and "Typed" in answer.content.decode()


def test_the_page_shows_the_figures_and_their_cases(nina, orders, django_assert_max_num_queries):
    note_moving_on(placed(orders, NOW), "they_rang", by=orders.nina, at=NOW)
    with django_assert_max_num_queries(12):
        said = nina.get(reverse("insights_returning")).content.decode()
    assert "rang us first" in said and "Amira Lundqvist" in said
    only = nina.get(reverse("insights_returning"), {"came_by": "we_rang", "years": "1"})
    assert [one.came_by for one in only.context["orders"]] == ["we_rang"]


@pytest.mark.parametrize("asked", [{"years": "7"}, {"years": "x"}, {"came_by": "'"}])
def test_an_odd_wish_is_passed_over(nina, orders, asked):
    assert nina.get(reverse("insights_returning"), asked).context["years"] == 3


def test_an_empty_period_says_what_will_appear(nina):
    said = nina.get(reverse("insights_returning")).content.decode()
    assert "Nothing was ordered in this period" in said
