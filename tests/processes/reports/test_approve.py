"""Approval freezes, a stop says why, words are saved as typed, and a preview is asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailings.models import Attachment, Letter
from processes.models import Event, Report
from processes.models.report import TEMPLATE_VERSION, NotADraft, TooLate
from processes.reports.chores import do_preview, due_previews
from recruitcrm.chores import do_all, tick
from tests.processes.reports.story import FRIDAY, Story, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def story(cast) -> Story:
    return Story(cast)


@pytest.fixture
def report(story) -> Report:
    return Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))


def test_what_was_approved_is_what_is_sent(story, report):
    report.write_words(comments={"lead": "Ring me about Jonas."})
    report.approve(by=story.cast.nina, at=on(20, 9))
    story.move(story.unseen[0], "interested", "interviewed", "presented", at=on(20, 10))
    do_all(FRIDAY)
    report.refresh_from_db()
    assert (report.approved_by, report.approved_at) == (story.cast.nina, on(20, 9))
    assert report.template_version == TEMPLATE_VERSION
    assert "Ring me about Jonas." in report.editions.get().html
    assert "Ada Unseen" not in report.editions.get().html


def test_approving_twice_changes_nothing(story, report):
    report.approve(by=story.cast.nina, at=on(20, 9))
    report.approve(by=story.cast.lea, at=on(20, 10))
    report.refresh_from_db()
    assert (report.approved_by, report.approved_at) == (story.cast.nina, on(20, 9))


def test_words_are_frozen_with_the_approval(story, report):
    report.approve(by=story.cast.nina, at=on(20, 9))
    with pytest.raises(NotADraft):
        report.write_words(comments={"lead": "Later"})
    report.refresh_from_db()
    assert report.comments == {}


def test_a_stopped_report_never_goes_out_and_says_why(story, report):
    report.stop("The client is on holiday", by=story.cast.nina, at=on(20, 9))
    do_all(FRIDAY + timedelta(hours=1))
    report.refresh_from_db()
    assert (report.state, report.stop_reason) == ("stopped", "The client is on holiday")
    assert not Letter.objects.filter(kind="weekly_report").exists()
    event = Event.objects.get(kind="report_stopped")
    assert (event.text, event.visible_to_client) == ("The client is on holiday", False)
    with pytest.raises(NotADraft):
        report.approve(by=story.cast.nina, at=FRIDAY)


def test_an_approved_one_can_be_stopped_until_its_letters_are_written(story, report):
    report.approve(by=story.cast.nina, at=on(20, 9))
    do_all(on(20, 9))
    report.stop("Wrong week", by=story.cast.nina, at=on(20, 10))
    do_all(FRIDAY)
    assert not Letter.objects.filter(kind="weekly_report").exists()


def test_what_is_on_its_way_can_no_longer_be_stopped(story, report):
    do_all(FRIDAY)
    for late in (report.stop, lambda why, **who: report.send_now(**who)):
        with pytest.raises(TooLate):
            late("Too late", by=story.cast.nina, at=FRIDAY)
    report.refresh_from_db()
    assert report.state == "sent"


def test_send_now_does_not_wait_for_the_slot_and_does_not_send_again_there(story, report):
    report.send_now(by=story.cast.nina, at=on(20, 11))
    do_all(on(20, 11))
    report.refresh_from_db()
    assert (report.sent_at, report.slot_at) == (on(20, 11), FRIDAY)
    count = Letter.objects.count()
    do_all(FRIDAY)
    assert Letter.objects.filter(kind="weekly_report").count() == 2 <= count


def test_one_rendered_and_waiting_goes_out_when_told_to(story, report):
    report.approve(by=story.cast.nina, at=on(20, 9))
    do_all(on(20, 9))
    report.send_now(by=story.cast.nina, at=on(20, 10))
    do_all(on(20, 10))
    report.refresh_from_db()
    assert report.sent_at == on(20, 10)


def test_a_preview_is_asked_of_a_worker_and_shows_the_words_of_now(report):
    report.ask_for_preview(at=on(20, 9))
    report.write_words(comments={"lead": "Just typed"})
    assert not due_previews(on(20, 8)).exists()
    do_all(on(20, 9))
    report.refresh_from_db()
    assert b"Just typed" in bytes(report.preview.content)
    assert (report.preview_wanted_at, report.state) == (None, "draft")
    assert not report.editions.exists()
    do_preview(report.pk, on(20, 9))  # rung twice


def test_a_preview_whose_job_was_lost_is_made_late(report):
    report.ask_for_preview(at=on(20, 9))
    tick(on(20, 9), ring=lambda chore, pk: None)
    assert not due_previews(on(20, 9)).exists()
    do_all(on(20, 10))
    report.refresh_from_db()
    assert report.preview is not None


def test_old_previews_leave_no_bytes_behind(story, report):
    for hour, words in ((9, "One"), (10, "Two")):
        report.write_words(comments={"lead": words})
        report.ask_for_preview(at=on(20, hour))
        do_all(on(20, hour))
        report.refresh_from_db()
    assert Attachment.objects.count() == 1
    do_all(FRIDAY)
    report.refresh_from_db()
    assert (report.preview, Attachment.objects.get()) == (None, report.editions.get().pdf)


def test_a_preview_asked_anew_meanwhile_is_not_taken_for_done(report, monkeypatch):
    from processes.reports import rendering

    printed = rendering.printed

    def slowly(held: Report, language: str, *, at):
        Report.objects.get(pk=held.pk).ask_for_preview(at=on(20, 10))
        return printed(held, language, at=at)

    monkeypatch.setattr(rendering, "printed", slowly)
    report.ask_for_preview(at=on(20, 9))
    do_preview(report.pk, on(20, 9))
    report.refresh_from_db()
    assert (report.preview_wanted_at, report.preview) == (on(20, 10), None)
