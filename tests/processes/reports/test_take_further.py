"""A report on its way: approved at the slot, rendered once, sent; early, on time, twice, late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mailings.leases import claim
from mailings.models import Letter
from processes import documents
from processes.models import Event, Report
from processes.models.document import Made
from processes.reports import rendering
from processes.reports.chores import do_report, due_reports
from recruitcrm.chores import do_all, tick
from tests.processes.reports.story import FRIDAY, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def report(cast) -> Report:
    return Report.objects.draft(cast.payroll(at=on(16)), FRIDAY, at=on(19, 15))


def test_early_nothing_happens_to_a_draft(report):
    assert not due_reports(FRIDAY - A_MINUTE).exists()
    Report.objects.update(try_after=on(19), ring_after=on(19))
    do_report(report.pk, FRIDAY - A_MINUTE)
    report.refresh_from_db()
    assert (report.state, report.try_after) == ("draft", FRIDAY)


def test_early_an_approved_one_is_rendered_and_waits_for_its_slot(cast, report):
    report.approve(by=cast.nina, at=on(20, 9))
    do_all(on(20, 9))
    report.refresh_from_db()
    assert (report.rendered_at, report.try_after) == (on(20, 9), FRIDAY)
    assert not Letter.objects.exists()


def test_on_time_one_letter_goes_to_each_recipient_with_the_same_bytes(cast, report):
    do_all(FRIDAY)
    report.refresh_from_db()
    letters = list(Letter.objects.order_by("to"))
    assert [letter.recipient for letter in letters] == [cast.hugo, cast.sara]
    for letter in letters:
        assert letter.key == f"report:{report.pk}:{letter.recipient_id}"
        edition = report.editions.get()
        assert (letter.html, letter.text, letter.subject, letter.language) == (
            edition.html,
            edition.text,
            edition.subject,
            edition.language,
        )
        assert letter.attachments.get() == edition.pdf
        assert (letter.reply_to, letter.from_name) == (cast.nina.email, cast.agency.name)
    assert (report.state, report.approved_by, report.sent_at) == ("sent", None, FRIDAY)


def test_that_it_was_sent_is_told_once_and_reached_the_client(cast, report):
    do_all(FRIDAY)
    event = Event.objects.get(kind="report_sent")
    assert (event.reached, event.visible_to_client, event.at) == (True, True, FRIDAY)
    assert event.contact in {cast.hugo, cast.sara}
    assert event.facts == {"report": report.pk, "week": 1}


def test_twice_and_at_once_changes_nothing(report):
    do_all(FRIDAY)
    before = Report.objects.values().get()
    for moment in (FRIDAY, FRIDAY + timedelta(hours=1)):
        do_report(report.pk, moment)
        do_all(moment)
    assert Report.objects.values().get() == before
    assert Letter.objects.count() == 2


def test_late_it_still_goes_out_and_only_once(report):
    woken = FRIDAY + timedelta(days=2)
    do_all(woken)
    report.refresh_from_db()
    assert (report.sent_at, report.slot_at) == (woken, FRIDAY)
    assert Letter.objects.count() == 2


def test_whoever_lost_the_claim_writes_nothing(report, monkeypatch):
    """A worker that was away too long: another has rendered and sent meanwhile."""
    make = rendering.make

    def slowly(held: Report, language: str) -> Made:
        monkeypatch.setattr(rendering, "make", make)
        do_report(held.pk, FRIDAY + documents.LEASE)
        return replace(make(held, language), html="stale")

    monkeypatch.setattr(rendering, "make", slowly)
    do_report(report.pk, FRIDAY)
    report.refresh_from_db()
    assert report.letters_at == FRIDAY + documents.LEASE
    assert "stale" not in report.editions.get().html
    assert Letter.objects.count() == 2


def test_while_one_holds_it_another_leaves_it_alone(report):
    Report.objects.update(try_after=FRIDAY + documents.LEASE)  # held by somebody
    do_report(report.pk, FRIDAY)
    report.refresh_from_db()
    assert report.state == "draft"


def test_a_killed_worker_leaves_nothing_that_stops_the_next(report):
    tick(FRIDAY, ring=lambda chore, pk: None)  # rung, and the job was lost
    claim(Report.objects.waiting(), report.pk, at=FRIDAY, lease=documents.LEASE)
    later = FRIDAY + documents.LEASE + A_MINUTE
    do_all(later)
    report.refresh_from_db()
    assert report.sent_at == later


def test_one_that_needs_approval_waits_in_full_view(cast, report):
    Report.objects.update(needs_approval=True)
    do_all(FRIDAY)
    report.refresh_from_db()
    assert (report.state, report.waits_for_approval(FRIDAY)) == ("draft", True)
    assert list(Report.objects.in_trouble(FRIDAY)) == [report]
    report.approve(by=cast.nina, at=FRIDAY + A_MINUTE)
    do_all(FRIDAY + A_MINUTE)
    report.refresh_from_db()
    assert report.state == "sent"


def test_with_nobody_to_write_to_it_waits_and_says_so(cast, report):
    for contact in (cast.hugo, cast.sara):
        contact.is_active = False
        contact.save()
    do_all(FRIDAY)
    report.refresh_from_db()
    assert report.state == "approved"
    assert "Nobody to send it to" in report.last_error
    assert list(Report.objects.in_trouble(FRIDAY)) == [report]
    cast.sara.is_active = True
    cast.sara.save()
    do_all(FRIDAY + documents.LONGEST_WAIT)
    report.refresh_from_db()
    assert (report.state, report.last_error) == ("sent", "")
    assert Letter.objects.get().recipient == cast.sara


def test_one_poisoned_report_delays_no_other_and_is_tried_again(cast, report, monkeypatch):
    other = Report.objects.draft(cast.data_engineer(at=on(16)), FRIDAY, at=on(19, 15))
    make = rendering.make

    def poisoned(held: Report, language: str) -> Made:
        if held.pk == report.pk:
            raise MemoryError("too much")
        return make(held, language)

    monkeypatch.setattr(rendering, "make", poisoned)
    do_all(FRIDAY)
    report.refresh_from_db()
    other.refresh_from_db()
    assert other.state == "sent"
    assert (report.state, report.last_error) == ("approved", "MemoryError: too much")
    monkeypatch.setattr(rendering, "make", make)
    do_all(report.try_after)
    report.refresh_from_db()
    assert report.state == "sent"


def test_closing_an_assignment_stops_its_draft(cast, report):
    Report.objects.update(needs_approval=True)
    report.assignment.close("cancelled", words="Reorganised", by=cast.nina, at=on(20, 10))
    report.refresh_from_db()
    assert (report.state, report.stop_reason) == ("stopped", "The assignment was closed.")
    assert not Report.objects.in_trouble(FRIDAY).exists()


@pytest.mark.parametrize("closed_by", ["its verb", "hand"])
def test_after_the_closing_word_comes_no_report_that_was_approved_before(cast, report, closed_by):
    report.approve(by=cast.nina, at=on(20, 9))
    do_all(on(20, 9))  # rendered, and waiting for its slot
    if closed_by == "hand":
        type(report.assignment).objects.update(closed_at=on(20, 10), outcome="lost")
    else:
        report.assignment.close("cancelled", words="Reorganised", by=cast.nina, at=on(20, 10))
    do_all(FRIDAY)
    report.refresh_from_db()
    assert (report.state, report.stop_reason) == ("stopped", "The assignment was closed.")
    assert not Letter.objects.filter(kind="weekly_report").exists()


def test_a_draft_of_a_closed_assignment_does_not_go_out(cast, report):
    """Closed elsewhere than by its verb, such as by a hand in the database."""
    type(report.assignment).objects.update(closed_at=on(20, 10), outcome="lost")
    do_all(FRIDAY)
    report.refresh_from_db()
    assert (report.state, report.stop_reason) == ("stopped", "The assignment was closed.")


def test_a_recipient_who_left_before_the_letter_went_gets_none(cast, report):
    do_report(report.pk, FRIDAY)
    cast.hugo.is_active = False
    cast.hugo.save()
    do_all(FRIDAY)
    states = dict(Letter.objects.values_list("to", "cancelled_because"))
    assert states == {cast.hugo.email: "not_accepted", cast.sara.email: ""}
