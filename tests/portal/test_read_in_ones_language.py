"""A report in the portal: in its reader's language where there is an edition in it."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from processes.models import Report
from recruitcrm.chores import do_all
from tests.cast import Cast
from tests.portal.asking import statements
from tests.processes.reports.story import FRIDAY, Story, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast: Cast, story: Story) -> Report:
    """Sara reads Swedish and Hugo Polish, both on paper and in the portal."""
    for contact, language in ((cast.sara, "sv"), (cast.hugo, "pl")):
        contact.language = language
        contact.save()
        user = contact.user or cast.sits_in_portal(contact)
        user.language = language
        user.save()
    Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    do_all(FRIDAY)
    return Report.objects.get()


@pytest.mark.parametrize(("who", "language"), [("sara", "sv"), ("hugo", "pl")])
def test_page_and_pdf_are_those_of_ones_language(
    client: Browser, cast: Cast, report: Report, who: str, language: str
) -> None:
    client.force_login(getattr(cast, who).user)
    edition = report.editions.get(language=language)
    assert client.get(f"/portal/reports/{report.pk}/page/").content.decode() == edition.html
    assert client.get(f"/portal/reports/{report.pk}/pdf/").content == bytes(edition.pdf.content)


def test_whoever_reads_another_language_gets_the_clients(
    client: Browser, cast: Cast, report: Report
) -> None:
    reader = cast.sara.user
    assert reader is not None
    reader.language = "nl"
    reader.save()
    Report.objects.update(language="pl")
    client.force_login(reader)
    page = client.get(f"/portal/reports/{report.pk}/page/").content.decode()
    assert page == report.editions.get(language="pl").html


def test_pages_take_few_queries(client, cast: Cast, report: Report):
    client.force_login(cast.sara.user)
    for part, most in (("", 6), ("page/", 6), ("pdf/", 7)):
        assert len(statements(client, f"/portal/reports/{report.pk}/{part}")) <= most
