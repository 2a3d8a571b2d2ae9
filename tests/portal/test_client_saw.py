"""What the client saw and when: from the trail, told to the recruiter beside each report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.models import Action
from accounts.trail import note
from processes.models import Presentation, Report, SharedDocument
from processes.seen import seen
from recruitcrm.chores import do_all
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, Story, on

pytestmark = pytest.mark.django_db
LATER = FRIDAY + timedelta(hours=2)


@pytest.fixture
def report(story: Story) -> Report:
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    do_all(FRIDAY)
    report.refresh_from_db()
    return report


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    def clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return clock


def tab(cast: Cast, story: Story) -> str:
    browser = Browser()
    browser.force_login(cast.nina)
    answer = browser.get(reverse("assignment_reports", args=[story.assignment.pk]))
    return " ".join(answer.content.decode().split())


def test_the_recruiter_reads_who_opened_what_and_when(client, cast, story, report, at) -> None:
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
    [sara, second] = seen(story.assignment, [report]).readers
    assert (sara.contact, sara.last_at, sara.reports) == (cast.sara, LATER, 1)
    [opened] = sara.opened
    assert (opened.label, opened.reading.times) == ("The page of the assignment", 2)
    assert (opened.reading.page_at, opened.reading.last_at) == (FRIDAY, LATER)
    assert (second.contact.user, second.last_at, second.opened) == (hugo, None, [])
    page = tab(cast, story)
    assert "Sara read it" in page and "and downloaded the PDF" in page
    assert "Hugo not yet" in page
    assert "2 times, last" in page
    assert "carry no trackers" in page


def test_a_report_in_its_frame_is_read_once(client, story, report) -> None:
    for page in ("portal_report", "portal_report_page"):
        client.get(reverse(page, args=[report.pk]))
    [(_sara, reading)] = seen(story.assignment, [report]).of_reports[report.pk]
    assert reading and (reading.times, reading.file_at) == (1, None)


def test_what_somebody_of_us_or_of_another_client_read_does_not_count(cast, story, report) -> None:
    outsider = cast.sits_in_portal(cast.peter)
    for who in (cast.nina, outsider):
        note(Action.READ, by=who, at=FRIDAY, about=report, file=False)
    note(Action.EXPORTED, by=cast.sara.user, at=FRIDAY, about=report)
    found = seen(story.assignment, [report])
    assert [one.last_at for one in found.readers] == [None, None]
    assert found.of_reports[report.pk] == [(cast.sara, None)], "Hugo has no access at all"
    assert "no access" in tab(cast, story)


def test_whoever_left_is_told_as_somebody_who_had_read_it(client, cast, story, report) -> None:
    client.get(reverse("portal_report", args=[report.pk]))
    cast.sara.leave(by=cast.nina, at=LATER)
    [hugo, sara] = seen(story.assignment, [report]).readers
    assert (hugo.contact, sara.contact, sara.may_see) == (cast.hugo, cast.sara, False)
    assert "Has no access to this assignment any more." in tab(cast, story)


def test_a_presentation_a_schedule_and_a_document_are_named(cast, story, report) -> None:
    about = {"assignment": story.assignment, "send_at": FRIDAY, "try_after": FRIDAY}
    shown = {"ring_after": FRIDAY, "sent_at": FRIDAY, "frozen_at": FRIDAY, "facts": {}}
    made = {"made_at": FRIDAY, "sent_by": cast.nina}
    presentation = Presentation.objects.create(number=1, **about, **shown, **made)
    document = cast.amira.documents.create(
        kind="cv", name="CV.pdf", size=1, by=cast.nina, added_at=FRIDAY
    )
    shared = SharedDocument.share(document, story.amira, by=cast.nina, at=FRIDAY)
    for row, file in ((presentation, False), (shared, True)):
        note(Action.READ, by=cast.sara.user, at=FRIDAY, about=row, file=file)
    sara = seen(story.assignment, []).readers[0]
    assert [one.label for one in sara.opened] == ["Presentation, version 1", "CV.pdf"]
    assert [one.reading.file_at for one in sara.opened] == [None, FRIDAY]


def test_however_much_was_read_it_costs_two_queries(
    cast, story, report, django_assert_num_queries
) -> None:
    for minute in range(30):
        note(
            Action.READ, by=cast.sara.user, at=on(20, 16) + timedelta(minutes=minute), about=report
        )
    with django_assert_num_queries(2):
        found = seen(story.assignment, [report])
    assert found.of_reports[report.pk][0][1].times == 30
