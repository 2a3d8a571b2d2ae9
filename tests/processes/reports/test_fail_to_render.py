"""A report that cannot be rendered: tried again, then shown to a person; others are not delayed."""

from __future__ import annotations

import os
import signal
import time
from datetime import timedelta
from typing import Any

import pytest
import weasyprint

from mailings.apart import RenderingFailed
from processes import documents
from processes.models import Report
from processes.reports import rendering
from processes.reports.chores import do_preview, do_report, due_previews, due_reports
from recruitcrm.chores import do_all
from tests.processes.reports.story import FRIDAY, on

pytestmark = pytest.mark.django_db
A_MINUTE, TEN_MINUTES = timedelta(minutes=1), timedelta(minutes=10)


@pytest.fixture
def report(cast) -> Report:
    drafted: Report = Report.objects.draft(cast.payroll(at=on(16)), FRIDAY, at=on(19, 15))
    return drafted


@pytest.fixture
def poison(quick_pdf):
    """Every rendering fails until it is called."""

    def fail(html: str, *, language: str) -> bytes:
        raise RenderingFailed("Rendering took longer than 45 seconds.")

    with pytest.MonkeyPatch.context() as poisoned:
        poisoned.setattr(documents, "render_pdf", fail)
        yield poisoned.undo


@pytest.fixture
def given_up(poison, report) -> Report:
    for moment in (FRIDAY, FRIDAY + A_MINUTE, FRIDAY + A_MINUTE + TEN_MINUTES):
        do_report(report.pk, moment)
    failed: Report = Report.objects.get()
    assert failed.waits_for_a_person
    return failed


def hang() -> None:
    time.sleep(60)


def eat() -> None:
    eaten: list[bytes] = []
    while True:
        eaten.append(bytes([len(eaten) % 256]) * 1_000_000)


def raise_it() -> None:
    raise RecursionError("a table in a table in a table")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (hang, "Rendering took longer than 2 seconds."),
        (eat, "Rendering needed more than 48 MB of memory."),
        (raise_it, "RecursionError: a table in a table in a table"),
        (die, "Rendering ended without a result (-9)."),
    ],
)
def test_one_poisoned_report_delays_no_other(
    cast, report, real_pdf, settings, monkeypatch, harm, reason
):
    other = Report.objects.draft(cast.data_engineer(at=on(16)), FRIDAY, at=on(19, 15))
    well = weasyprint.HTML.write_pdf
    if harm is hang:
        settings.PDF_SECONDS = 2
    if harm is eat:
        settings.PDF_MEGABYTES = 48

    def write_pdf(self: Any, *args: Any, **options: Any) -> Any:
        if report.assignment.title in self.etree_element.findtext(".//title"):
            harm()
        return well(self, *args, **options)

    monkeypatch.setattr(weasyprint.HTML, "write_pdf", write_pdf)
    do_report(report.pk, FRIDAY)
    settings.PDF_SECONDS, settings.PDF_MEGABYTES = 120, 300
    do_report(other.pk, FRIDAY)
    report.refresh_from_db()
    other.refresh_from_db()
    assert (report.rendered_at, report.last_error) == (None, reason)
    assert (report.failed_renderings, report.try_after) == (1, FRIDAY + A_MINUTE)
    assert bytes(other.editions.get().pdf.content).startswith(b"%PDF")
    assert other.letters_at == FRIDAY


def test_early_it_is_not_tried_again(poison, report):
    do_report(report.pk, FRIDAY)
    early = FRIDAY + A_MINUTE - timedelta(seconds=1)
    assert not due_reports(early).exists()
    do_report(report.pk, early)
    report.refresh_from_db()
    assert report.failed_renderings == 1


def test_on_time_it_is_tried_again_and_goes_out_as_if_nothing_had_been(poison, report):
    do_report(report.pk, FRIDAY)
    poison()
    do_all(FRIDAY + A_MINUTE)
    report.refresh_from_db()
    assert (report.state, report.sent_at) == ("sent", FRIDAY + A_MINUTE)
    assert (report.failed_renderings, report.last_error) == (0, "")


def test_twice_it_waits_longer_and_after_the_third_time_for_a_person(poison, report):
    do_report(report.pk, FRIDAY)
    do_report(report.pk, FRIDAY + A_MINUTE)
    report.refresh_from_db()
    assert report.try_after == FRIDAY + A_MINUTE + TEN_MINUTES
    assert not Report.objects.not_rendered().exists()
    do_report(report.pk, report.try_after)
    assert list(Report.objects.not_rendered()) == [report]


def test_late_nobody_tries_again_by_itself(given_up, poison):
    poison()
    much_later = FRIDAY + timedelta(days=3)
    assert not due_reports(much_later).exists()
    do_report(given_up.pk, much_later)
    given_up.refresh_from_db()
    assert (given_up.state, given_up.failed_renderings) == ("approved", 3)


def test_whoever_must_look_sees_it_in_red_and_what_to_do(client, cast, given_up, poison):
    client.force_login(cast.nina)
    assert "1 weekly report could not be sent" in client.get("/").content.decode()
    page = client.get(f"/reports/{given_up.pk}/").content.decode()
    assert "took longer than 45 seconds" in page and "tried three times" in page
    assert f'action="/reports/{given_up.pk}/rendering/"' in page
    assert client.get(f"/reports/{given_up.pk}/rendering/").status_code == 405
    poison()
    assert client.post(f"/reports/{given_up.pk}/rendering/").status_code == 302
    given_up.refresh_from_db()
    assert (given_up.failed_renderings, given_up.last_error) == (0, "")
    do_all(given_up.try_after)
    given_up.refresh_from_db()
    assert given_up.state == "sent"
    assert "could not be sent" not in client.get("/").content.decode()


def test_somebody_elses_is_not_ones_own(client, cast, given_up):
    client.force_login(cast.rasmus)
    assert "could not be sent" not in client.get("/?whose=mine").content.decode()


def test_sending_now_tries_again_too(cast, given_up, poison):
    poison()
    given_up.send_now(by=cast.nina, at=on(21))
    do_all(on(21))
    given_up.refresh_from_db()
    assert given_up.state == "sent"


def test_what_was_stopped_is_not_rendered_again(client, cast, given_up):
    client.force_login(cast.nina)
    given_up.stop("Told by phone", by=cast.nina, at=on(21))
    assert client.post(f"/reports/{given_up.pk}/rendering/").status_code == 422
    given_up.refresh_from_db()
    assert given_up.failed_renderings == 3


def test_a_preview_that_fails_says_so_and_is_not_rung_for_again(client, cast, report, poison):
    client.force_login(cast.nina)
    report.ask_for_preview(at=on(20, 9))
    do_all(on(20, 9))
    assert not due_previews(on(27)).exists()
    page = client.get(f"/reports/{report.pk}/").content.decode()
    assert "It could not be rendered." in page and "took longer than 45 seconds" in page
    assert "It could not be taken further." not in page
    poison()
    report.ask_for_preview(at=on(20, 10))
    do_all(on(20, 10))
    report.refresh_from_db()
    assert report.preview is not None
    assert (report.preview_error, report.preview_wanted_at) == ("", None)


def test_a_preview_that_ends_its_worker_each_time_is_given_up(report, monkeypatch):
    def end_the_worker(held: Report, language: str, *, at: Any) -> None:
        raise SystemExit

    monkeypatch.setattr(rendering, "printed", end_the_worker)
    report.ask_for_preview(at=on(20, 9))
    moment = on(20, 9)
    for _time in range(3):
        with pytest.raises(SystemExit):
            do_preview(report.pk, moment)
        assert not due_previews(moment + timedelta(seconds=45)).exists()
        moment += timedelta(minutes=1)
        assert due_previews(moment).exists()
    do_preview(report.pk, moment)
    report.refresh_from_db()
    assert (report.preview, report.preview_wanted_at) == (None, None)
    assert "worker" in report.preview_error
