"""The list of reports and the page of one, as the recruiter finds them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from processes.models import Report
from recruitcrm.chores import do_all
from tests.processes.reports.story import FRIDAY, Story, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def story(cast, client) -> Story:
    client.force_login(cast.nina)
    return Story(cast)


@pytest.fixture
def report(story) -> Report:
    return Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))


def test_mine_come_first_and_everybodys_on_demand(client, cast, report):
    Report.objects.draft(cast.data_engineer(), FRIDAY, at=on(19, 15))
    assert "Data engineer" not in client.get("/reports/").content.decode()
    page = client.get("/reports/?whose=all").content.decode()
    assert "Data engineer" in page and "Interim payroll manager" in page


@pytest.mark.parametrize("state", ["review", "approved", "sent", "stopped"])
def test_each_state_has_its_tab(client, cast, report, state):
    if state == "approved":
        report.approve(by=cast.nina, at=on(20))
    if state == "sent":
        do_all(FRIDAY)
    if state == "stopped":
        report.stop("On holiday", by=cast.nina, at=on(20))
    for tab in ("review", "approved", "sent", "stopped"):
        page = client.get(f"/reports/?state={tab}").content.decode()
        assert ("data-row-link>Interim payroll manager" in page) == (tab == state)


def test_a_lead_sees_everybodys_first(client, cast, report):
    client.force_login(cast.lea)
    assert "Interim payroll manager" in client.get("/reports/").content.decode()
    assert "Nothing to review" in client.get("/reports/?whose=mine").content.decode()


def test_an_unknown_tab_is_not_found(client, story):
    assert client.get("/reports/?state=lost").status_code == 404


def test_what_went_wrong_stands_on_top_of_every_tab(client, report):
    Report.objects.update(last_error="MemoryError: too much", approved_at=None)
    assert "MemoryError: too much" in client.get("/reports/?state=sent").content.decode()


def test_a_late_approval_stands_there_too(client, report):
    Report.objects.update(needs_approval=True, send_at=timezone.now() - timedelta(hours=1))
    assert "and waits for approval" in client.get("/reports/").content.decode()


def test_a_draft_shows_what_the_client_will_see_and_who_gets_it(client, report):
    page = client.get(report.get_absolute_url()).content.decode()
    for words in ("2 people presented", "Hogia for 1,100", "To Sara Berg, Hugo Falk", "Approve"):
        assert words in page
    assert "Unseen" not in page


def test_it_is_shown_in_the_clients_language(client, report):
    Report.objects.update(language="sv")
    page = client.get(report.get_absolute_url()).content.decode()
    assert 'id="sheet" lang="sv"' in page
    assert "fredag 20 november 2026" in page.lower()


def test_a_sent_report_shows_the_frozen_page_and_its_pdf(client, report):
    do_all(FRIDAY)
    report.refresh_from_db()
    page = client.get(report.get_absolute_url())
    assert f'src="/reports/{report.pk}/page/?language=en"' in page.content.decode()
    frozen = client.get(f"/reports/{report.pk}/page/")
    assert frozen.content.decode() == report.editions.get().html
    assert "sandbox" in frozen["Content-Security-Policy"]
    assert frozen["X-Frame-Options"] == "SAMEORIGIN"
    pdf = client.get(f"/reports/{report.pk}/pdf/")
    assert pdf.content == bytes(report.editions.get().pdf.content)
    assert pdf["Content-Disposition"].startswith("attachment")
    assert (pdf["X-Content-Type-Options"], pdf["Cache-Control"]) == ("nosniff", "private, no-store")


def test_what_is_not_rendered_has_no_frozen_page_nor_pdf(client, report):
    for part in ("page", "pdf", "preview/pdf"):
        assert client.get(f"/reports/{report.pk}/{part}/").status_code == 404


def test_pages_take_few_queries(client, report, django_assert_max_num_queries):
    client.get("/reports/")
    with django_assert_max_num_queries(10):
        client.get("/reports/")
    with django_assert_max_num_queries(15):
        client.get(report.get_absolute_url())


def test_looking_writes_nothing(client, report):
    before = list(Report.objects.values())
    for address in ("/reports/", report.get_absolute_url(), f"/reports/{report.pk}/preview/"):
        client.get(address)
    assert list(Report.objects.values()) == before
