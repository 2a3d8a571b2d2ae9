"""K7: who left at which stage, why, who said no, and after which meeting."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from processes.models import Candidacy
from processes.stages import Stage
from tests.cast import Cast
from tests.processes.insights.leaving import DAY, left, seven, somebody

PANELS = ("stages", "reasons", "who", "kinds", "meeting", "months", "clients", "managers")


@pytest.fixture
def people(cast: Cast, client: Browser) -> dict[str, Candidacy]:
    client.force_login(cast.nina)
    return seven(cast)


def page(browser: Browser, **wishes: Any) -> str:
    answer = browser.get(reverse("insights_leaving"), wishes)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def table(browser: Browser, name: str, **wishes: Any) -> dict[str, list[str]]:
    """The lines of a table, by their names."""
    answer = browser.get(reverse("insights_leaving_table", args=[name]), wishes)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    _heading, *lines = csv.reader(answer.content.decode("utf-8-sig").splitlines())
    return {name: numbers for name, *numbers in lines}


def cases(browser: Browser, **wishes: Any) -> set[Candidacy]:
    answer = browser.get(reverse("insights_leaving_cases"), wishes)
    assert answer.status_code == 200
    return set(answer.context["cases"].people)


FEW = "fewer than five"


def test_every_way_of_counting(client: Browser, people: dict[str, Candidacy]) -> None:
    stages = table(client, "stages")
    assert stages == {
        "Contacted": ["3", "2", "0", "1", "50", FEW],
        "Presented": ["2", "1", "1", "0", "33", FEW],
        "Client meeting": ["1", "1", "0", "0", "17", FEW],
    }
    assert table(client, "reasons")["Salary"] == ["2", "2", "0", "0", "33", FEW]
    assert table(client, "who")["The client"] == ["1", "0", "1", "0", "17", FEW]
    assert table(client, "kinds")["Interim"] == ["5", "3", "1", "1", "83", ""]
    assert table(client, "meeting") == {
        "Before meeting the client": ["5", "3", "1", "1", "83", ""],
        "After meeting the client": ["1", "1", "0", "0", "17", FEW],
    }
    assert table(client, "clients")["Nordvik Energi"] == ["5", "3", "1", "1", "83", ""]
    assert table(client, "managers")["Peter Nowak, Lumen Retail"] == ["1", "1", "0", "0", "17", FEW]
    months = table(client, "months", months=3)
    assert len(months) == 3
    assert sum(int(numbers[0]) for numbers in months.values()) == 6


def test_whom_people_met_and_how_many_withdrew_after_it(
    client: Browser, people: dict[str, Candidacy]
) -> None:
    assert table(client, "met") == {
        "Sara Berg, Nordvik Energi": ["2", "1", "50", "4.0", "3.0", FEW]
    }


def test_the_middle_time_at_a_stage(client: Browser, people: dict[str, Candidacy]) -> None:
    times = table(client, "times")
    assert times["Identified"] == ["2.0", "7", "", "0", FEW]
    assert times["Contacted"] == ["2.0", "4", "27.0", "3", FEW]
    assert times["Presented"] == ["2.0", "2", "20.5", "2", FEW]


def test_the_page_says_it_in_a_sentence_and_every_figure_leads_to_its_cases(
    client: Browser, people: dict[str, Candidacy]
) -> None:
    shown = page(client)
    assert "6 people left. 4 people withdrew, most often at “Contacted”." in shown
    for name in (*PANELS, "met", "times"):
        assert f'id="leaving-{name}"' in shown
        assert f'href="/insights/leaving/{name}.csv"' in shown
    assert "Fewer than five: chance, not a pattern." in shown
    assert not re.search(r"\sstyle=", shown)
    assert 'href=""' not in shown
    assert '<a class="link-hover" href="/insights/leaving/cases/">6 people left' in shown
    for panel in (
        panel for side in client.get(reverse("insights_leaving")).context["sides"] for panel in side
    ):
        for row in panel.rows:
            for figure in row.figures:
                assert figure.url or not figure.value, (panel.name, row.name)
    ways = set(re.findall(r'href="(/insights/leaving/cases/[^"]*)"', shown))
    assert len(ways) > 30
    for way in ways:
        answer = client.get(way.replace("&amp;", "&"))
        assert answer.context["cases"].people, way
        assert not answer.context["choice"].refusals


WANTED: list[tuple[dict[str, str], set[str]]] = [
    ({}, {"hours", "pay", "client", "we", "cooled", "lumen"}),
    ({"stage": "contacted"}, {"hours", "we", "lumen"}),
    ({"stage": "contacted", "who": "candidate"}, {"hours", "lumen"}),
    ({"reason": "salary", "kind": "interim"}, {"pay"}),
    ({"meeting": "after"}, {"cooled"}),
    ({"meeting": "before", "who": "client"}, {"client"}),
    ({"moved": "presented"}, {"cooled", "stays"}),
]


def test_the_cases_are_those_that_were_counted(
    client: Browser, people: dict[str, Candidacy]
) -> None:
    for wishes, who in WANTED:
        assert cases(client, **wishes) == {people[name] for name in who}, wishes


def test_cases_of_a_client_a_manager_and_a_meeting(
    client: Browser, cast: Cast, people: dict[str, Candidacy]
) -> None:
    assert cases(client, client=cast.lumen.pk) == {people["lumen"]}
    assert cases(client, manager=cast.peter.pk) == {people["lumen"]}
    assert cases(client, met=cast.sara.pk) == {people["cooled"], people["stays"]}
    assert cases(client, met=cast.sara.pk, meeting="after") == {people["cooled"]}
    assert cases(client, asked=cast.sara.pk) == {people["cooled"], people["stays"]}


def test_what_is_hidden_is_neither_counted_nor_a_case(
    client: Browser, cast: Cast, people: dict[str, Candidacy]
) -> None:
    payroll = people["pay"].assignment
    payroll.confidential = True
    payroll.save(update_fields=["confidential"])
    client.force_login(cast.rasmus)
    assert "1 person left." in page(client)
    assert list(table(client, "clients")) == ["Lumen Retail"]
    assert not table(client, "met")
    assert cases(client) == {people["lumen"]}
    assert cases(client, met=cast.sara.pk) == set()
    assert cases(client, moved="contacted") == set()


CANNOT_BE = [
    {"months": "5"},
    {"client": "999999999"},
    {"manager": "x"},
    {"met": "9" * 30},
    {"stage": "hired"},
    {"reason": "salary'"},
    {"month": "1999-01"},
]


def test_wishes_that_cannot_be_are_passed_over_and_said(
    client: Browser, people: dict[str, Candidacy]
) -> None:
    for wishes in CANNOT_BE:
        answer = client.get(reverse("insights_leaving_cases"), wishes)
        assert len(answer.context["choice"].refusals) == 1, wishes
        assert len(answer.context["cases"].people) == 6
    assert client.get(reverse("insights_leaving_cases"), {"before": "x-1"}).status_code == 200


def test_cases_come_page_by_page(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    now = timezone.now()
    payroll = cast.payroll(at=now - 3 * DAY)
    for number in range(52):
        gone = somebody(cast, payroll, Stage.IDENTIFIED, now - 2 * DAY, number=number)
        left(gone, "we", "experience", now - timedelta(minutes=number))
    first = client.get(reverse("insights_leaving_cases"))
    assert len(first.context["cases"].people) == 50
    rest = client.get(reverse("insights_leaving_cases") + first.context["next_url"])
    assert len(rest.context["cases"].people) == 2
    assert not rest.context["next_url"]


def test_a_name_is_no_formula(client: Browser, cast: Cast, people: dict[str, Candidacy]) -> None:
    cast.sara.first_name = "=1+1"
    cast.sara.save(update_fields=["first_name"])
    assert "'=1+1 Berg, Nordvik Energi" in table(client, "managers")
    assert client.get(reverse("insights_leaving_table", args=["people"])).status_code == 404


def test_it_costs_twelve_queries(
    client: Browser, cast: Cast, people: dict[str, Candidacy], django_assert_max_num_queries: Any
) -> None:
    page(client)
    with django_assert_max_num_queries(12):
        page(client, client=cast.nordvik.pk, kind="interim", who="candidate")


def test_before_anybody_has_left_the_page_says_what_will_stand_there(
    cast: Cast, client: Browser
) -> None:
    client.force_login(cast.nina)
    assert "Nobody has left yet" in page(client)
    assert "Nobody left here" in page(client, kind="search")
    assert (
        "There is nobody behind this figure"
        in client.get(reverse("insights_leaving_cases")).content.decode()
    )
