"""Reports that went out stay as they were, and stand side by side; numbers show what they count."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from processes.models import Report
from recruitcrm.chores import do_all
from tests.processes.reports.story import FRIDAY, LAST_FRIDAY, NEXT_FRIDAY, Story, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
A_DAY = timedelta(days=1)


@pytest.fixture
def story(cast, client) -> Story:
    client.force_login(cast.nina)
    return Story(cast)


@pytest.fixture
def three(story) -> list[Report]:
    """Sent on three Fridays."""
    slots = [LAST_FRIDAY, FRIDAY, NEXT_FRIDAY]
    for slot in slots:
        Report.objects.draft(story.assignment, slot, at=slot - A_DAY)
        do_all(slot)
    return [Report.objects.get(slot_at=slot) for slot in slots]


def frozen_facts(report: Report) -> dict[str, Any]:
    facts: dict[str, Any] | None = report.facts
    assert facts is not None
    return facts


def both(client: Client, address: str) -> list[Report]:
    page = client.get(address)
    assert page.status_code == 200
    shown: list[Report] = page.context["both"]
    text = page.content.decode()
    assert all(f'src="/reports/{report.pk}/page/"' in text for report in shown)
    return shown


def test_each_stands_beside_the_next_the_last_beside_the_one_before(client, three):
    first, second, third = three
    assert both(client, f"/reports/{first.pk}/comparison/") == [first, second]
    assert both(client, f"/reports/{second.pk}/comparison/") == [second, third]
    assert both(client, f"/reports/{third.pk}/comparison/") == [second, third]
    assert both(client, f"/reports/{third.pk}/comparison/?with={first.pk}") == [first, third]


def test_the_figures_of_both_are_those_that_were_frozen(client, story, three):
    story.person("Late Comer", at=on(27, 16))
    page = client.get(f"/reports/{three[0].pk}/comparison/")
    rows = {row.label: (row.earlier, row.later, row.change) for row in page.context["compared"]}
    frozen = [
        {step["stage"]: step["total"] for step in frozen_facts(report)["funnel"]}
        for report in three[:2]
    ]
    assert rows["Identified"] == (8, 9, 1)
    assert rows["Presented"][:2] == (frozen[0]["presented"], frozen[1]["presented"]) == (0, 2)


def test_the_only_one_has_nothing_beside_it(client, story):
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    assert client.get(f"/reports/{report.pk}/comparison/").status_code == 404  # a draft
    do_all(FRIDAY)
    assert "No other report yet" in client.get(f"/reports/{report.pk}/comparison/").content.decode()


@pytest.mark.parametrize("other", ["0", "x", "99999999999999999999"])
def test_what_cannot_stand_beside_it_is_not_found(client, three, other):
    assert client.get(f"/reports/{three[0].pk}/comparison/?with={other}").status_code == 404


def test_reports_of_other_assignments_and_drafts_cannot_stand_beside_it(client, cast, three):
    do_all(NEXT_FRIDAY)
    strange = Report.objects.draft(cast.data_engineer(), NEXT_FRIDAY, at=NEXT_FRIDAY - A_DAY)
    draft = Report.objects.draft(three[0].assignment, NEXT_FRIDAY + A_DAY, at=NEXT_FRIDAY)
    do_all(NEXT_FRIDAY)
    assert Report.objects.get(pk=strange.pk).sent_at
    for other in (strange, draft, three[0]):
        address = f"/reports/{three[0].pk}/comparison/?with={other.pk}"
        assert client.get(address).status_code == 404


def test_the_assignments_tab_leads_there(client, three):
    page = client.get(f"/assignments/{three[0].assignment_id}/reports/").content.decode()
    assert all(f"/reports/{report.pk}/comparison/" in page for report in three)


def test_a_number_of_the_sheet_leads_to_the_people_it_counts(client, story):
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    page = client.get(report.get_absolute_url()).content.decode()
    address = f"/reports/{report.pk}/behind/presented/"
    assert f'href="{address}" data-dialog>2</a>' in page
    behind = client.get(address).content.decode()
    assert "2 are counted here" in behind
    assert "Amira Lundqvist" in behind and "Jonas Krantz" in behind and "Ada Unseen" not in behind


def test_a_number_that_no_report_has_is_not_found(client, story):
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    for figure in ("nothing", "left:nobody:salary", "presented:x"):
        assert client.get(f"/reports/{report.pk}/behind/{figure}/").status_code == 404


def test_a_frozen_report_says_where_the_timeline_has_gone_on(client, story):
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    do_all(FRIDAY)
    report.refresh_from_db()
    for step in frozen_facts(report)["funnel"]:
        step["total"] += step["stage"] == "presented"
    report.save()
    page = client.get(f"/reports/{report.pk}/behind/presented/").content.decode()
    assert "The report says 3" in page


def test_the_pages_ask_little(client, story, three, django_assert_max_num_queries):
    draft = Report.objects.draft(story.assignment, NEXT_FRIDAY + A_DAY, at=NEXT_FRIDAY)
    sent = three[1]
    client.get(sent.get_absolute_url())
    for address, most in (
        (draft.get_absolute_url(), 14),
        (sent.get_absolute_url(), 8),
        (f"/reports/{sent.pk}/comparison/", 8),
        (f"/reports/{draft.pk}/behind/presented/", 14),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
