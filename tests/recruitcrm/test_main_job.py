"""The line through the house with real processes: from a logged call to the mail and the portal."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from candidates.models import Candidate
from clients.models import Contact
from mailings.models import Letter, LetterState
from processes.conversations import Conversation, log_conversation
from processes.models import Assignment, Event, EventKind, Report, ReportSchedule
from processes.people import Person
from recruitcrm.chores import tick
from recruitcrm.queue import ring_on, the_queue
from tests.cast import Cast
from tests.mail_server import MailServer
from tests.recruitcrm.beside import Start, eventually

DAY = timedelta(days=1)
SAID = "Eleven of twelve who were asked want to hear more."


@pytest.fixture
def now(transactional_db: None) -> datetime:
    """The real moment: nobody patches the clock, here least of all."""
    return timezone.now()


def schedule_that_has_just_passed(
    assignment: Assignment, now: datetime, **fields: Any
) -> ReportSchedule:
    """The assignment's own schedule; its last slot lies behind us, the next one days ahead."""
    day = now - timedelta(minutes=2)
    while day.weekday() > 4:
        day -= DAY
    schedule = ReportSchedule.objects.create(
        assignment=assignment,
        weekday=day.weekday(),
        time=day.time().replace(second=0, microsecond=0) if day.date() == now.date() else time(12),
        time_zone="UTC",
        **fields,
    )
    weekly = schedule.weekly(assignment.client.country)
    slot = weekly.next_after(now - 15 * DAY)
    while (later := weekly.next_after(slot)) <= now:
        slot = later
    assignment.next_report_at, assignment.next_draft_at = slot, weekly.draft_at(slot)
    assignment.save(update_fields=["next_report_at", "next_draft_at"])
    return schedule


def called(
    person: Contact | Candidate, about: Assignment, at: datetime, text: str, **more: Any
) -> None:
    whom = Person(contact=person) if isinstance(person, Contact) else Person(candidate=person)
    said = Conversation(
        kind=EventKind.CALLED, person=whom, at=at, assignment=about, text=text, **more
    )
    log_conversation(said, by=about.owner)


def reports_in(mails: list[EmailMessage], to: Contact) -> list[tuple[EmailMessage, bytes]]:
    """The mails to somebody that bring a PDF, each with its bytes."""
    return [
        (mail, attached.get_content())
        for mail in mails
        for attached in mail.iter_attachments()
        if to.email in mail["To"] and attached.get_content_type() == "application/pdf"
    ]


def words_of(pdf: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split()
    )


def test_a_week_of_calls_becomes_one_mail_each_and_the_portal_shows_the_same_bytes(
    cast: Cast, start: Start, mail_server: MailServer, now: datetime
) -> None:
    sara = cast.sits_in_portal(cast.sara)
    payroll = cast.payroll(at=now - 8 * DAY)
    schedule_that_has_just_passed(payroll, now)
    called(cast.sara, payroll, now - 7 * DAY, "What she needs from day one.")
    called(cast.jonas, payroll, now - 6 * DAY, "Would move to Gävle.")
    called(cast.sara, payroll, now - 5 * DAY, SAID, visible_to_client=True)
    cast.presented(cast.jonas, payroll, at=now - 5 * DAY)

    start("ticker")
    start("work")

    assert eventually(lambda: len(reports_in(mail_server.mails, cast.hugo)) == 1)
    assert eventually(lambda: len(reports_in(mail_server.mails, cast.sara)) == 1)
    report = Report.objects.get(assignment=payroll)
    assert eventually(lambda: Event.objects.filter(kind=EventKind.REPORT_SENT).exists())
    (event,) = Event.objects.filter(kind=EventKind.REPORT_SENT)
    assert (event.assignment, event.facts["report"], event.reached) == (payroll, report.pk, True)

    ((mail, pdf),) = reports_in(mail_server.mails, cast.sara)
    assert "Interim payroll manager" in mail["Subject"]
    assert mail["Reply-To"] == cast.nina.email
    assert "Interim payroll manager" in words_of(pdf)
    assert "Jonas Krantz" in words_of(pdf)
    assert reports_in(mail_server.mails, cast.hugo)[0][1] == pdf

    browser = Client()
    browser.force_login(sara)
    page = browser.get(reverse("portal_assignment", args=[payroll.pk]))
    assert reverse("portal_report", args=[report.pk]) in page.content.decode()
    assert browser.get(reverse("portal_report_pdf", args=[report.pk])).content == pdf
    frozen = browser.get(reverse("portal_report_page", args=[report.pk])).content.decode()
    body = mail.get_body(("html",))
    assert body is not None
    assert body.get_content().split() == frozen.split()

    # What the ticker would ring for in the next hours: nothing of this report.
    rung = tick(now + timedelta(hours=6), ring=partial(ring_on, the_queue()))
    assert (rung["drafts"], rung["reports"]) == (0, 0)
    letters = Letter.objects.filter(kind="weekly_report")
    assert eventually(lambda: letters.in_state(LetterState.SENT).count() == letters.count() == 2)
    assert len(reports_in(mail_server.mails, cast.sara)) == 1


def test_a_report_that_needs_approval_waits_for_it_and_takes_the_recruiters_words_along(
    cast: Cast, start: Start, mail_server: MailServer, now: datetime
) -> None:
    engineer = cast.data_engineer(at=now - 8 * DAY)
    schedule_that_has_just_passed(engineer, now, needs_approval=True)
    called(cast.peter, engineer, now - 5 * DAY, "He wants Spark above all.")
    start("ticker")
    start("work")
    assert eventually(lambda: Report.objects.filter(assignment=engineer).exists())
    report = Report.objects.get(assignment=engineer)
    browser = Client()
    browser.force_login(cast.rasmus)
    words = {"comment-lead": SAID}
    browser.post(reverse("report_comment", args=[report.pk]), words)
    assert reports_in(mail_server.mails, cast.peter) == []

    browser.post(reverse("report_approval", args=[report.pk]))

    assert eventually(lambda: reports_in(mail_server.mails, cast.peter))
    ((mail, pdf),) = reports_in(mail_server.mails, cast.peter)
    assert SAID in words_of(pdf)
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert SAID in plain.get_content()
    assert eventually(lambda: Report.objects.get(assignment=engineer).sent_at)
