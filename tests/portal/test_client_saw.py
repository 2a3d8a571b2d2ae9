"""What the client saw and when: from the trail, told to the recruiter beside each report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.models import Action
from accounts.trail import note
from processes.models import Assignment, Presentation, Report, SharedDocument
from processes.seen import seen
from recruitcrm.chores import do_all
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, on

pytestmark = pytest.mark.django_db
LATER = FRIDAY + timedelta(hours=2)


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    cast.sits_in_portal(cast.sara)
    return cast.payroll(at=on(2))


@pytest.fixture
def report(cast: Cast, payroll: Assignment) -> Report:
    """One that went out; nobody opens it in earnest."""
    report = Report.objects.draft(payroll, FRIDAY, at=on(19, 15))
    report.approved_at = report.letters_at = report.sent_at = report.rendered_at = FRIDAY
    report.approved_by, report.facts = cast.nina, {}
    report.save()
    return report


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    def clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return clock


def tab(cast: Cast, assignment: Assignment) -> str:
    browser = Browser()
    browser.force_login(cast.nina)
    answer = browser.get(reverse("assignment_reports", args=[assignment.pk]))
    return " ".join(answer.content.decode().split())


def test_the_recruiter_reads_who_opened_what_and_when(client, cast, story, at) -> None:
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    do_all(FRIDAY)
    report.refresh_from_db()
    hugo = cast.sits_in_portal(cast.hugo)
    for moment, page in (
        (FRIDAY, "portal_assignment"),
        (LATER, "portal_assignment"),
        (LATER, "portal_report"),
        (LATER, "portal_report_page"),
        (LATER, "portal_report_pdf"),
    ):
        at(moment)
        row = story.assignment if page == "portal_assignment" else report
        assert client.get(reverse(page, args=[row.pk])).status_code == 200
    at(LATER + timedelta(hours=3))
    found = seen(story.assignment, [report])
    [sara, second] = found.readers
    assert (sara.contact, sara.last_at, sara.reports) == (cast.sara, LATER, 1)
    [opened] = sara.opened
    assert (opened.label, opened.reading.times) == ("The page of the assignment", 2)
    assert (opened.reading.page_at, opened.reading.last_at) == (FRIDAY, LATER)
    assert (second.contact.user, second.last_at, second.opened) == (hugo, None, [])
    [(_sara, reading), _hugo] = found.of_reports[report.pk]
    assert reading and reading.times == 2, "as a page, whose frame is no page, and as a file"
    page = tab(cast, story.assignment)
    assert "Sara read it" in page and "and downloaded the PDF" in page
    assert "Hugo not yet" in page
    assert "2 times, last" in page
    assert "carry no trackers" in page


def test_what_somebody_of_us_or_of_another_client_read_does_not_count(
    cast, payroll, report
) -> None:
    outsider = cast.sits_in_portal(cast.peter)
    for who in (cast.nina, outsider):
        note(Action.READ, by=who, at=FRIDAY, about=report, file=False)
    note(Action.EXPORTED, by=cast.sara.user, at=FRIDAY, about=report)
    found = seen(payroll, [report])
    assert [one.last_at for one in found.readers] == [None, None]
    assert found.of_reports[report.pk] == [(cast.sara, None)], "Hugo has no access at all"
    assert "no access" in tab(cast, payroll)


def test_whoever_left_is_told_as_somebody_who_had_read_it(cast, payroll, report) -> None:
    note(Action.READ, by=cast.sara.user, at=FRIDAY, about=report, file=False)
    cast.sara.leave(by=cast.nina, at=LATER)
    [hugo, sara] = seen(payroll, [report]).readers
    assert (hugo.contact, sara.contact, sara.may_see) == (cast.hugo, cast.sara, False)
    assert "Has no access to this assignment any more." in tab(cast, payroll)


def test_a_presentation_and_a_document_are_named(cast, payroll) -> None:
    amira = cast.presented(cast.amira, payroll, at=on(10))
    about = {"assignment": payroll, "send_at": FRIDAY, "try_after": FRIDAY}
    shown = {"ring_after": FRIDAY, "sent_at": FRIDAY, "frozen_at": FRIDAY, "facts": {}}
    made = {"made_at": FRIDAY, "sent_by": cast.nina}
    presentation = Presentation.objects.create(number=1, **about, **shown, **made)
    document = cast.amira.documents.create(
        kind="cv", name="CV.pdf", size=1, by=cast.nina, added_at=FRIDAY
    )
    shared = SharedDocument.share(document, amira, by=cast.nina, at=FRIDAY)
    for row, file in ((presentation, False), (shared, True)):
        note(Action.READ, by=cast.sara.user, at=FRIDAY, about=row, file=file)
    sara = seen(payroll, []).readers[0]
    assert [one.label for one in sara.opened] == ["Presentation, version 1", "CV.pdf"]
    assert [one.reading.file_at for one in sara.opened] == [None, FRIDAY]


def test_however_much_was_read_it_costs_two_queries(
    cast, payroll, report, django_assert_num_queries
) -> None:
    for minute in range(30):
        note(
            Action.READ, by=cast.sara.user, at=on(20, 16) + timedelta(minutes=minute), about=report
        )
    with django_assert_num_queries(2):
        found = seen(payroll, [report])
    [(_sara, reading)] = found.of_reports[report.pk]
    assert reading and reading.times == 30
