"""A page asks the database as many questions about a dozen rows as about two."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role
from candidates.models import Candidate, Document, Pool, SavedSearch
from clients.models import Client, ClientNote, Contact
from mailings.models import Letter
from processes.models import Assignment, Meeting, Obstacle, Report
from processes.pools import put_into
from processes.timeline import record
from tests.cast import Cast, person
from tests.processes.reports.story import FRIDAY, on

pytestmark = pytest.mark.django_db


class Desk:
    """Everything of which a page has a list, once more at each call."""

    def __init__(self) -> None:
        self.cast = Cast()
        self.sara = self.cast.sits_in_portal(self.cast.sara)
        self.payroll = self.cast.payroll(at=on(2))
        self.jonas = self.cast.presented(self.cast.jonas, self.payroll, at=on(3))
        self.pool = Pool.objects.create(name="Pool", made_by=self.cast.nina)
        self.rows = 0

    def one_more(self) -> None:
        self.rows += 1
        self.people()
        self.work()

    def people(self) -> None:
        cast, name = self.cast, f"Number {self.rows}"
        person(name, Role.RECRUITER)
        Client.objects.create(name=name, owner=cast.nina)
        contact = Contact.objects.create(client=cast.nordvik, first_name=name, last_name="Ek")
        ClientNote.objects.create(
            client=cast.nordvik, about="culture", text=name, by=cast.nina, written_at=on(4)
        )
        candidate = Candidate.objects.create(first_name=name, last_name="Ek", owner=cast.nina)
        Document.objects.create(
            candidate=cast.jonas,
            kind="cv",
            name=f"{name}.pdf",
            file=ContentFile(b"%PDF-", name="cv.pdf"),
            size=5,
            content_type="application/pdf",
            by=cast.nina,
        )
        put_into(self.pool, [candidate], by=cast.nina, at=on(5))
        Pool.objects.create(name=name, made_by=cast.nina)
        search = SavedSearch.objects.create(
            owner=cast.nina, name=name, wanted={"owner": cast.lea.pk, "pool": self.pool.pk}
        )
        search.watch(cast.nina, at=on(5))
        stood = cast.presented(candidate, self.payroll, at=on(5))
        Meeting.objects.book(
            stood, starts_at=timezone.now() + timedelta(days=9), by=cast.nina, at=on(5)
        )
        record("called", by=cast.nina, at=on(6), assignment=self.payroll, contact=contact)
        record("called", by=cast.nina, at=on(6), candidacy=stood, reached=False)
        record("noted", by=cast.nina, at=on(6), candidacy=self.jonas, text=name)

    def work(self) -> None:
        cast = self.cast
        another = cast.payroll(at=on(6), decider=None)
        cast.presented(cast.jonas, another, at=on(6))
        Report.objects.draft(another, FRIDAY, at=on(19, 15))
        found: dict[str, Any] = {"by": cast.nina, "at": on(6)}
        Obstacle.find(
            assignment=self.payroll,
            kind="salary",
            title=f"Pay {self.rows}",
            evidence="7 of 12",
            proposal="3,000 more",
            **found,
        )
        Letter.objects.write(
            kind="invitation",
            to=f"number{self.rows}@example.org",
            to_name="Number",
            language="en",
            subject="Welcome",
            html="<p>Welcome</p>",
            text="Welcome",
            key=f"number:{self.rows}",
            at=on(6),
        )


def questions(browser: Browser, address: str) -> list[str]:
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return [question["sql"].partition(" FROM ")[2][:60] for question in asked.captured_queries]


def test_pages_ask_no_more_about_a_dozen_rows_than_about_two(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    desk = Desk()
    desk.one_more()
    desk.one_more()
    tabs = ("", "timeline/", "schedule/", "obstacles/", "reports/", "brief/", "ended/", "edit/")
    pages = {
        desk.cast.nina: [
            *("/", "/?whose=all", "/assignments/", "/candidates/", "/clients/", "/reports/"),
            *(f"/assignments/{desk.payroll.pk}/{tab}" for tab in tabs),
            f"/candidacies/{desk.jonas.pk}/",
            f"/candidates/{desk.cast.jonas.pk}/",
            f"/clients/{desk.cast.nordvik.pk}/",
            *("/mailbox/", "/search/?q=number", "/pools/", "/saved-searches/"),
            f"/pools/{desk.pool.pk}/",
        ],
        desk.cast.ada: ["/settings/people/", "/settings/report-schedules/"],
        desk.sara: ["/portal/", f"/portal/assignments/{desk.payroll.pk}/"],
    }
    browsers = {reader: Browser() for reader in pages}
    for reader, browser in browsers.items():
        browser.force_login(reader)

    def asked() -> dict[str, list[str]]:
        return {
            page: questions(browsers[reader], page) for reader in pages for page in pages[reader]
        }

    with_two = asked()
    for _row in range(10):
        desk.one_more()
    assert Assignment.objects.count() == 13
    grown = {page: rows for page, rows in asked().items() if len(rows) > len(with_two[page])}
    assert grown == {}
