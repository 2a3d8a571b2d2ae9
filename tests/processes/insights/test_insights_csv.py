"""The figures for a spreadsheet: every line, and nothing that it would reckon with."""

from __future__ import annotations

import csv

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from processes.insights.tables import Line, Table, harmless
from tests.cast import Cast
from tests.processes.insights.story import quiet, word


def rows(browser: Browser, table: str, **wishes: str | int) -> list[list[str]]:
    answer = browser.get(reverse("insights_table", args=[table]), wishes)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{table}.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))


@pytest.fixture
def nina(cast: Cast, client: Browser) -> Browser:
    client.force_login(cast.nina)
    now = timezone.now()
    cast.nordvik.name = '=HYPERLINK("https://evil.example")'
    cast.nordvik.save(update_fields=["name"])
    word(quiet(cast.payroll()), "weekly_call", now, given=now)
    return client


def test_a_clients_name_is_no_formula(nina: Browser) -> None:
    assert rows(nina, "clients") == [
        ["Client", "Owed", "On time", "Moved", "Late", "On time, %", "Small numbers"],
        ['\'=HYPERLINK("https://evil.example")', "1", "1", "0", "0", "100", "fewer than ten"],
    ]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_what_begins_like_a_formula_gets_an_apostrophe(first: str) -> None:
    assert harmless(f"{first}1+1") == f"'{first}1+1"
    written = Table("t", ("Name",), [Line(f"{first}1", (-1, 1.2345, None))]).as_csv()
    assert f"'{first}1" in written
    assert ",-1,1.23,," in written  # a number is a number


def test_for_the_eye_a_number_is_rounded() -> None:
    line = Line("", (1.96, 1234, None, "a"))
    assert line.shown == ["2.0", "1,234", "–", "a"]


def test_every_table_follows_the_choice(cast: Cast, nina: Browser) -> None:
    assert rows(nina, "kinds")[1][:3] == ["weekly call", "1", "1"]
    assert rows(nina, "recruiters")[1][0] == "Nina Lind"
    assert len(rows(nina, "recruiters", recruiter=cast.rasmus.pk)) == 1
    assert len(rows(nina, "months", months=12)) == 13
    assert rows(nina, "months")[-1][1] == "1"
    answers = rows(nina, "answers", months=3)
    assert (len(answers), answers[-1][0]) == (5, "Whole period")


def test_there_is_no_other_table(nina: Browser) -> None:
    assert nina.get("/insights/salaries.csv").status_code == 404
