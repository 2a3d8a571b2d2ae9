"""Editions: one per language of the readers, frozen once, whatever ends a worker in between."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from mailings.apart import RenderingFailed
from mailings.models import Letter
from processes import documents
from processes.models import Report, ReportSchedule
from processes.models.document import Made
from processes.reports import rendering
from processes.reports.chores import do_report, due_reports
from recruitcrm.chores import do_all
from tests.processes.reports.story import FRIDAY, Story, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def report(cast) -> Report:
    """Sara reads Swedish, Hugo Polish; the assignment is reported on in English."""
    for contact, language in ((cast.sara, "sv"), (cast.hugo, "pl")):
        contact.language = language
        contact.save()
    drafted: Report = Report.objects.draft(Story(cast).assignment, FRIDAY, at=on(19, 15))
    return drafted


@pytest.fixture
def approved(cast, report) -> Report:
    """Approved and rendered on Friday morning; it waits for its slot."""
    report.approve(by=cast.nina, at=on(20, 9))
    do_all(on(20, 9))
    return Report.objects.get()


def letters() -> QuerySet[Letter]:
    return Letter.objects.filter(kind="weekly_report")


def languages(report: Report) -> list[str]:
    return sorted(report.editions.values_list("language", flat=True))


def choose(contact: Any, language: str, *, on_: Report) -> None:
    schedule, _new = ReportSchedule.objects.get_or_create(assignment=on_.assignment)
    schedule.chosen.create(contact=contact, language=language)


def test_each_reader_gets_it_in_their_language(cast, report):
    do_all(FRIDAY)
    assert languages(report) == ["pl", "sv"]
    for contact, words in ((cast.sara, "Veckorapport"), (cast.hugo, "Raport tygodniowy")):
        letter = letters().get(to=contact.email)
        edition = report.editions.get(language=contact.language)
        assert letter.language == contact.language
        assert (letter.subject, letter.html, letter.text) == (
            edition.subject,
            edition.html,
            edition.text,
        )
        assert words in letter.subject
        assert letter.attachments.get() == edition.pdf


def test_the_figures_are_the_same_in_every_language(report):
    do_all(FRIDAY)
    report.refresh_from_db()
    made = {language: report.make(language) for language in ("pl", "sv")}
    for language, edition in made.items():
        assert report.editions.get(language=language).html == edition.html
    said = [re.findall(r": (\d+) \(|(\d+)\s?%", edition.text) for edition in made.values()]
    assert said[0] == said[1] and len(said[0]) >= 6  # five stages and the share who answered


def test_readers_of_one_language_share_one_rendering(cast, report, monkeypatch):
    cast.hugo.language = "sv"
    cast.hugo.save()
    rendered = counted(monkeypatch)
    do_all(FRIDAY)
    assert rendered == ["sv"]
    assert letters().count() == 2


def test_a_reader_added_after_rendering_has_their_edition_rendered_first(
    cast, approved, monkeypatch
):
    before = {edition.pk: edition.html for edition in approved.editions.all()}
    choose(cast.sara, "", on_=approved)
    choose(cast.hugo, "nl", on_=approved)
    rendered = counted(monkeypatch)
    do_all(FRIDAY)
    assert rendered == ["nl"]
    assert languages(approved) == ["nl", "pl", "sv"]
    assert letters().get(to=cast.hugo.email).language == "nl"
    for pk, html in before.items():
        assert approved.editions.get(pk=pk).html == html


def test_a_reader_added_while_the_letters_are_written_is_not_forgotten(cast, approved, monkeypatch):
    """Between the last look at the editions and the lock on the row somebody changes readers."""
    lock = documents._lock
    locked: list[Report] = []

    def changed_meanwhile(waiting: Any, document: Report) -> Report | None:
        if not locked:
            choose(cast.hugo, "nl", on_=approved)
        locked.append(document)
        return lock(waiting, document)

    monkeypatch.setattr(documents, "_lock", changed_meanwhile)
    do_report(approved.pk, FRIDAY)
    letter = letters().get()
    assert (letter.to, letter.language) == (cast.hugo.email, "nl")


def test_a_reader_changed_at_the_very_last_moment_stops_nobodys_letter(cast, approved, monkeypatch):
    """They are asked for once: whoever changes them behind that changes the next report."""
    missing = documents._missing
    looked = []

    def changed_behind(*known: Any) -> list[str]:
        found = missing(*known)
        looked.append(found)
        if len(looked) == 2:
            choose(cast.hugo, "nl", on_=approved)
        return found

    monkeypatch.setattr(documents, "_missing", changed_behind)
    do_report(approved.pk, FRIDAY)
    approved.refresh_from_db()
    assert (approved.letters_at, approved.last_error) == (FRIDAY, "")
    assert letters().count() == 2


def test_with_no_reader_yet_it_is_rendered_in_its_own_language(cast, report):
    for contact in (cast.sara, cast.hugo):
        contact.is_active = False
        contact.save()
    report.approve(by=cast.nina, at=on(20, 9))
    do_all(on(20, 9))
    assert languages(report) == ["en"]


@pytest.mark.parametrize("ended_after", [1, 2])
def test_a_worker_that_ended_between_editions_loses_and_doubles_nothing(
    report, monkeypatch, ended_after
):
    rendered = counted(monkeypatch, ends_after=ended_after)
    with pytest.raises(SystemExit):
        do_report(report.pk, FRIDAY)
    report.refresh_from_db()
    assert (len(languages(report)), report.rendered_at) == (ended_after - 1, None)
    assert not letters().exists()
    do_all(FRIDAY + documents.LEASE + A_MINUTE)
    report.refresh_from_db()
    assert report.state == "sent"
    assert languages(report) == ["pl", "sv"]
    assert len(rendered) == 3  # the one it died with is made anew, the other stays
    assert letters().count() == 2


def test_one_language_in_trouble_holds_the_letters_and_what_is_there_stays(report, monkeypatch):
    make, (well, ill) = rendering.make, report.languages()

    def poisoned(held: Report, language: str) -> Made:
        if language == ill:
            raise RenderingFailed("Rendering took longer than 45 seconds.")
        return make(held, language)

    monkeypatch.setattr(rendering, "make", poisoned)
    do_report(report.pk, FRIDAY)
    do_report(report.pk, FRIDAY + A_MINUTE)
    report.refresh_from_db()
    assert (report.failed_renderings, languages(report)) == (2, [well])
    assert not letters().exists()
    monkeypatch.setattr(rendering, "make", make)
    do_all(report.try_after)
    report.refresh_from_db()
    assert (report.state, report.failed_renderings, report.last_error) == ("sent", 0, "")
    assert letters().count() == 2


def test_no_rendering_begins_that_could_outlive_its_job(report, monkeypatch):
    monkeypatch.setattr(documents, "JOB_SECONDS", 1)
    do_report(report.pk, FRIDAY)
    report.refresh_from_db()
    assert (len(languages(report)), report.rendered_at) == (1, None)
    assert list(due_reports(FRIDAY)) == [report]  # another job goes on at once
    do_report(report.pk, FRIDAY)
    report.refresh_from_db()
    assert (len(languages(report)), report.letters_at) == (2, FRIDAY)


def test_stopped_between_rendering_and_writing_it_stays_unsent(cast, approved, monkeypatch):
    go_on = documents._write_letters

    def stopped_meanwhile(*args: Any, **known: Any) -> list[str]:
        approved.stop("Told by phone", by=cast.nina, at=FRIDAY)
        return go_on(*args, **known)

    monkeypatch.setattr(documents, "_write_letters", stopped_meanwhile)
    do_report(approved.pk, FRIDAY)
    assert not letters().exists()
    approved.refresh_from_db()
    assert (approved.state, approved.last_error) == ("stopped", "")


def test_whoever_asks_for_another_language_gets_the_nearest(approved):
    for asked, given in (("sv", "sv"), ("pl", "pl"), ("nl", "sv"), ("", "sv")):
        approved.language = "sv"
        edition = approved.edition(asked)
        assert edition is not None and edition.language == given
    approved.language = "en"  # which nobody reads, so there is none
    edition = approved.edition("nl")
    assert edition is not None and edition.language in {"pl", "sv"}


def test_before_it_is_rendered_there_is_none(report):
    assert report.edition("sv") is None
    assert sorted(report.languages()) == ["pl", "sv"]


def counted(monkeypatch: pytest.MonkeyPatch, *, ends_after: int = 0) -> list[str]:
    """The languages rendered from now on; at the given one the worker ends without a word."""
    make, rendered = rendering.make, []

    def counting(held: Report, language: str) -> Made:
        rendered.append(language)
        if len(rendered) == ends_after:
            raise SystemExit
        return make(held, language)

    monkeypatch.setattr(rendering, "make", counting)
    return rendered


@pytest.mark.parametrize(("asked", "made"), [("pl", "pl"), ("sv", "sv"), ("nl", "en"), ("", "en")])
def test_a_preview_is_made_in_the_language_that_was_asked_for(report, asked, made):
    """Of its readers'; any other is taken for the client's."""
    report.ask_for_preview(at=on(20, 9), language=asked)
    do_all(on(20, 9))
    report.refresh_from_db()
    assert f'<html lang="{made}"'.encode() in bytes(report.preview.content)
    assert not report.editions.exists()
