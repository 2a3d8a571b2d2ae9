"""A reader who is gone when the letter is about to go: nobody else waits in vain for the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from mailings.chores import do_letter
from mailings.models import Letter
from processes.models import Report
from processes.reports.chores import do_report
from recruitcrm.chores import do_all
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
LATER = FRIDAY + timedelta(minutes=5)


def leave(cast: Cast) -> None:
    for contact in (cast.sara, cast.hugo):
        cast.leaves(contact)


def change_employer(cast: Cast) -> None:
    for contact in (cast.sara, cast.hugo):
        contact.client = cast.lumen
        contact.save(update_fields=["client"])


GONE = pytest.mark.parametrize("go", [leave, change_employer])


@pytest.fixture
def report(cast: Cast) -> Report:
    """Its letters to Hugo and Sara are in the outbox."""
    found: Report = Report.objects.draft(cast.payroll(at=on(16)), FRIDAY, at=on(19, 15))
    do_report(found.pk, FRIDAY)
    assert Letter.objects.waiting().count() == 2
    return found


@GONE
def test_nobody_gets_it_and_today_says_so(
    client: Client, cast: Cast, report: Report, go: Callable[[Cast], None]
) -> None:
    client.force_login(cast.nina)
    go(cast)
    do_all(LATER)
    report.refresh_from_db()
    assert not Letter.objects.filter(sent_at__isnull=False).exists()
    assert (report.sent_at, report.letters_at) == (None, None)
    assert "Nobody to send it to" in report.last_error
    assert "1 weekly report could not be sent" in client.get("/").content.decode()
    assert "Nobody to send it to" in client.get("/reports/").content.decode()


@GONE
def test_whoever_reads_it_instead_gets_it(
    cast: Cast, report: Report, go: Callable[[Cast], None]
) -> None:
    go(cast)
    do_all(LATER)
    instead = cast.nordvik.contacts.create(first_name="Ida", email="ida@nordvik.example")
    report.assignment.decider = instead
    report.assignment.save(update_fields=["decider"])
    do_all(LATER + timedelta(hours=2))
    report.refresh_from_db()
    assert report.state == "sent"
    assert Letter.objects.get(sent_at__isnull=False).recipient == instead


def test_one_who_comes_back_gets_a_letter_after_all(cast: Cast, report: Report) -> None:
    leave(cast)
    do_all(LATER)
    cast.sara.come_back()
    do_all(LATER + timedelta(hours=2))
    (sent,) = Letter.objects.filter(sent_at__isnull=False)
    assert (sent.recipient, sent.key) == (cast.sara, f"report:{report.pk}:{cast.sara.pk}:1")


def test_where_another_gets_it_nothing_is_written_anew(cast: Cast, report: Report) -> None:
    cast.leaves(cast.hugo)
    do_all(LATER)
    report.refresh_from_db()
    assert (report.state, report.last_error, report.letters_at) == ("sent", "", FRIDAY)
    assert Letter.objects.count() == 2


def test_twice_or_late_it_says_the_same(cast: Cast, report: Report) -> None:
    leave(cast)
    letters = list(Letter.objects.values_list("pk", flat=True))
    for moment in (LATER, LATER, LATER + timedelta(days=2)):
        for pk in letters:
            do_letter(pk, moment)
    do_all(LATER + timedelta(days=2))
    report.refresh_from_db()
    assert report.last_error and Letter.objects.count() == 2


def test_a_letter_stopped_by_hand_stays_stopped(cast: Cast, report: Report) -> None:
    for letter in Letter.objects.waiting():
        letter.cancel(at=FRIDAY)
    do_all(LATER)
    report.refresh_from_db()
    assert (report.letters_at, Letter.objects.count()) == (FRIDAY, 2)


def test_one_whose_address_was_corrected_gets_it_there(cast: Cast, report: Report) -> None:
    sara = Letter.objects.get(to=cast.sara.email)
    Letter.objects.filter(pk=sara.pk).update(gave_up_at=FRIDAY, last_error="550 unknown")
    do_all(FRIDAY)
    cast.sara.email = "sara.holm@nordvik.example"
    cast.sara.keep(["email"], at=LATER)
    sara.refresh_from_db()
    sara.send_again(at=LATER)  # as the page of a letter that was given up says
    do_all(LATER)
    do_all(LATER + timedelta(hours=2))
    report.refresh_from_db()
    assert report.state == "sent" and report.letters_at == LATER
    sent = Letter.objects.filter(sent_at__isnull=False).order_by("pk")
    assert [one.to for one in sent] == [cast.hugo.email, "sara.holm@nordvik.example"]
    assert not Letter.objects.in_trouble().exists()


def test_what_somebody_has_is_not_sent_for_want_of_readers(cast: Cast, report: Report) -> None:
    do_all(FRIDAY)
    Report.objects.update(letters_at=None, try_after=LATER, ring_after=LATER)
    leave(cast)
    do_all(LATER)
    report.refresh_from_db()
    assert (report.state, report.letters_at, report.last_error) == ("sent", LATER, "")


def test_after_the_assignment_was_closed_nothing_is_written_anew(
    cast: Cast, report: Report
) -> None:
    hugo = Letter.objects.get(to=cast.hugo.email)
    Letter.objects.filter(pk=hugo.pk).update(try_after=LATER, ring_after=LATER)
    do_all(FRIDAY)
    report.assignment.close("cancelled", words="Reorganised", by=cast.nina, at=FRIDAY)
    cast.hugo.email = "hugo@nordvik.example"
    cast.hugo.keep(["email"], at=LATER)
    do_all(LATER)
    report.refresh_from_db()
    assert (report.state, report.letters_at) == ("sent", FRIDAY)
    assert Letter.objects.filter(kind="weekly_report").count() == 2
