"""The Insights page: charts with tables, a choice, and what it says of nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client
from tests.cast import Cast
from tests.processes.insights.story import quiet, word

DAY = timedelta(days=1)


@pytest.fixture
def nina(cast: Cast, client: Browser) -> Browser:
    client.force_login(cast.nina)
    return client


def page(browser: Browser, **wishes: str | int) -> str:
    answer = browser.get(reverse("insights"), wishes)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def lately(cast: Cast) -> None:
    """One word kept by Nina yesterday, one late of Rasmus, one applicant answered in a day."""
    now = timezone.now()
    payroll, engineer = quiet(cast.payroll()), quiet(cast.data_engineer())
    word(payroll, "weekly_call", now - DAY, given=now - DAY)
    word(engineer, "schedule", now - DAY)
    word(payroll, "application", now + DAY, asked=now - DAY, given=now - timedelta(minutes=1))


def test_charts_with_their_tables(cast: Cast, nina: Browser) -> None:
    lately(cast)
    shown = page(nina)
    for part in ("months", "kinds", "recruiters", "clients", "answers"):
        assert f'id="insights-{part}"' in shown
        assert f'href="/insights/{part}.csv"' in shown
    assert 'class="chart-kept chart-few" x="0.0%" width="100.0%"' in shown
    assert 'class="chart-late chart-few"' in shown
    assert "2 of 3" in shown
    assert "67 %" in shown
    assert "24 h*" in shown
    assert "Fewer than ten" in shown
    assert not re.search(r"\sstyle=", shown)


def test_a_chart_keeps_its_points_where_numbers_have_commas(cast: Cast, nina: Browser) -> None:
    lately(cast)
    cast.nina.language = "sv"
    cast.nina.save(update_fields=["language"])
    shown = page(nina)
    assert "<td>1,0</td>" in shown
    assert 'x="0.0%"' in shown
    assert not re.search(r'="\d+,\d+%"', shown)


def test_where_it_stands_in_the_sidebar(nina: Browser) -> None:
    shown = page(nina)
    assert re.search(r'href="/insights/" class="nav-link" aria-current="page"', shown)
    assert shown.index(">Reports<") < shown.index(">Insights<") < shown.index(">Mailbox<")


def test_a_recruiter_a_client_and_a_kind_are_chosen(cast: Cast, nina: Browser) -> None:
    lately(cast)
    assert "Lumen Retail" not in page(nina, recruiter=cast.nina.pk)
    shown = page(nina, client=cast.lumen.pk, kind="schedule", months=12)
    assert "0 of 1" in shown
    assert f"/insights/kinds.csv?months=12&amp;client={cast.lumen.pk}&amp;kind=schedule" in shown
    assert shown.count(f'<option value="{cast.lumen.pk}" selected>Lumen Retail') == 1


@pytest.mark.parametrize(
    ("wish", "value", "said"),
    [
        ("months", "7", "There is no such period. These are the last six months."),
        ("months", "²", "There is no such period. These are the last six months."),
        ("recruiter", "nobody", "There is no such recruiter. This is everybody."),
        ("recruiter", "9" * 5000, "There is no such recruiter. This is everybody."),
        ("client", "-1", "There is no such client. These are all of them."),
        ("client", "9" * 5000, "There is no such client. These are all of them."),
        ("client", "²", "There is no such client. These are all of them."),
        ("kind", "<b>", "There is no such kind of follow-up. These are all that we owe."),
    ],
)
def test_a_wish_that_is_not_understood_is_said(
    cast: Cast, nina: Browser, wish: str, value: str, said: str
) -> None:
    lately(cast)
    shown = page(nina, **{wish: value})
    assert said in shown
    assert "2 of 3" in shown
    assert nina.get(reverse("insights_table", args=["kinds"]), {wish: value}).status_code == 200


def test_nothing_has_been_owed_yet(cast: Cast, nina: Browser) -> None:
    assert "Nothing has been owed yet" in page(nina)
    lately(cast)
    shown = page(nina, recruiter=cast.lea.pk)
    assert "Nothing was owed here" in shown
    assert "insights-kinds" not in shown


def test_the_page_does_not_grow_with_the_clients(
    cast: Cast, nina: Browser, django_assert_max_num_queries: Any
) -> None:
    lately(cast)
    now = timezone.now()
    engineer = quiet(cast.data_engineer())
    for number in range(12):
        other = Client.objects.create(name=f"Client {number:02}", owner=cast.nina)
        engineer.client = other
        word(engineer, "weekly_call", now - DAY, given=now - DAY)
    Browser().get(reverse("insights"))
    with django_assert_max_num_queries(12):
        shown = page(nina, client=cast.nordvik.pk, recruiter=cast.nina.pk)
    with django_assert_max_num_queries(12):
        shown = page(nina)
    assert "Client 09" not in shown.split('id="insights-clients"')[1]
    assert "The CSV has all of them." in shown
    csv = nina.get(reverse("insights_table", args=["clients"])).content.decode()
    assert "Client 11" in csv
