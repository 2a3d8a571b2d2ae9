"""Between two reports the client finds the same facts under the same headings in the portal."""

from __future__ import annotations

from datetime import date

import pytest

from processes.models import Assignment, ReportSchedule, TargetCompany
from tests.processes.reports.story import on

pytestmark = pytest.mark.django_db


def page_of(client, story, **brief) -> str:
    Assignment.objects.filter(pk=story.assignment.pk).update(**brief)
    answer = client.get(f"/portal/assignments/{story.assignment.pk}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def companies(story) -> None:
    for name, state in (("Skandia", "approached"), ("AMF", "agreed")):
        TargetCompany.objects.create(
            assignment=story.assignment,
            name=name,
            state=state,
            state_since=on(10),
            note="CANARY note",
        )


def test_who_left_and_what_they_named_is_counted(client, story):
    page = page_of(client, story)
    assert "Who left, and why" in page and "3 said no themselves" in page
    assert "3 people have said no themselves so far, and named:" in page
    assert "2 of 3" in page
    assert "this week" in page and "+1" in page  # the funnel has its changes


def test_a_search_shows_its_companies_and_no_note_on_them(client, story, companies):
    page = page_of(client, story, kind="search")
    assert "Target companies" in page and "Skandia" in page and "AMF" in page
    assert "CANARY" not in page


def test_what_is_switched_off_for_their_reports_is_not_here_either(client, story, companies):
    ReportSchedule.objects.create(client=story.assignment.client, sections=["funnel", "market"])
    page = page_of(client, story, kind="search")
    assert "What the market tells us" in page
    assert "Target companies" not in page and "Skandia" not in page
    assert "Who left, and why" not in page


@pytest.mark.parametrize("kind", ["permanent", "interim"])
def test_other_kinds_have_no_companies(client, story, companies, kind):
    page = page_of(client, story, kind=kind)
    assert "Target companies" not in page and "Skandia" not in page


def test_an_interim_shows_what_its_start_depends_on(client, story):
    page = page_of(client, story, kind="interim", starts_on=date(2026, 12, 1))
    assert "Start and end of the interim" in page
    assert "Tue 1 Dec, 11 days from now" in page
    assert "We have waited for your answer since Wed." in page
    assert "Start and end of the interim" not in page_of(client, story, kind="permanent")


def test_numbers_are_no_links_for_a_client(client, story):
    assert "/behind/" not in page_of(client, story, kind="search")
