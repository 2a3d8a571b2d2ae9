"""What a recruiter does to a draft on its page; a refusal is 422 and changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from processes.models import Report
from recruitcrm.chores import do_all
from tests.processes.reports.story import FRIDAY, Story, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def report(cast, client) -> Report:
    client.force_login(cast.nina)
    return Report.objects.draft(Story(cast).assignment, FRIDAY, at=on(19, 15))


def words(**typed: str) -> dict[str, str]:
    return {"comment": "", "wanted": "", "next_week": "", **typed}


def test_words_are_saved_without_javascript(client, report):
    answer = client.post(f"/reports/{report.pk}/comment/", words(comment="Jonas decides"))
    assert answer.status_code == 302
    report.refresh_from_db()
    assert report.comment == "Jonas decides"


def test_words_are_saved_as_they_are_typed_and_the_sheet_shows_them(client, report):
    typed = words(comment="Jonas decides", next_week="Thu: we ring you", wanted="A parking place")
    page = client.post(f"/reports/{report.pk}/comment/", typed, **HTMX).content.decode()
    assert page.lstrip().startswith('<div id="sheet"')
    for said in ("Jonas decides", "Thu: we ring you", "A parking place"):
        assert said in page


def test_a_fourth_question_is_refused_and_what_was_typed_is_kept(client, report):
    four = words(wanted="one\ntwo\nthree\nfour", comment="Still here")
    answer = client.post(f"/reports/{report.pk}/comment/", four)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "three questions" in page and "Still here" in page and "four" in page
    report.refresh_from_db()
    assert report.comment == ""


def test_the_refusal_leaves_the_field_alone_that_is_being_typed_in(client, report):
    four = words(wanted="one\ntwo\nthree\nfour")
    answer = client.post(f"/reports/{report.pk}/comment/", four, **HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#refusals")
    assert "<textarea" not in answer.content.decode()


def test_words_on_a_frozen_report_are_refused(client, cast, report):
    report.approve(by=cast.nina, at=on(20))
    answer = client.post(f"/reports/{report.pk}/comment/", words(comment="Late"))
    assert answer.status_code == 422
    assert "its words are frozen" in answer.content.decode()
    report.refresh_from_db()
    assert report.comment == ""


def test_approving(client, cast, report):
    assert client.post(f"/reports/{report.pk}/approval/").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.approved_by) == ("approved", cast.nina)


@pytest.mark.parametrize("step", ["approval", "sending"])
def test_what_was_typed_a_moment_ago_goes_along(client, report, step):
    address = f"/reports/{report.pk}/{step}/"
    assert client.post(address, words(wanted="one\ntwo\nthree\nfour")).status_code == 422
    report.refresh_from_db()
    assert report.state == "draft"
    assert client.post(address, words(comment="Jonas decides")).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.comment) == ("approved", "Jonas decides")


def test_approving_twice_is_quiet_but_new_words_on_what_is_frozen_are_refused(client, report):
    address = f"/reports/{report.pk}/approval/"
    for _click in range(2):
        assert client.post(address, words(comment="Jonas decides")).status_code == 302
    answer = client.post(address, words(comment="Ewa decides"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "its words are frozen" in page
    assert "What you typed, to copy" in page and "Ewa decides" in page


def test_a_stopped_one_cannot_be_approved(client, cast, report):
    report.stop("On holiday", by=cast.nina, at=on(20))
    answer = client.post(f"/reports/{report.pk}/approval/")
    assert answer.status_code == 422 and "was stopped" in answer.content.decode()


def test_stopping_needs_a_reason(client, report):
    answer = client.post(f"/reports/{report.pk}/stop/", {"reason": " "})
    assert answer.status_code == 422
    report.refresh_from_db()
    assert report.state == "draft"
    assert client.post(f"/reports/{report.pk}/stop/", {"reason": "On holiday"}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.stop_reason) == ("stopped", "On holiday")


def test_what_is_on_its_way_cannot_be_stopped_any_more(client, report):
    do_all(FRIDAY)
    answer = client.post(f"/reports/{report.pk}/stop/", {"reason": "Wait"})
    assert answer.status_code == 422 and "on its way already" in answer.content.decode()


def test_send_now_approves_and_sends_at_the_next_tick(client, report):
    assert client.post(f"/reports/{report.pk}/sending/").status_code == 302
    report.refresh_from_db()
    assert report.approved_at == report.send_at
    do_all(report.send_at)
    report.refresh_from_db()
    assert report.state == "sent"
    assert client.post(f"/reports/{report.pk}/sending/").status_code == 422


def test_a_preview_is_asked_for_waited_for_and_downloaded(client, report):
    address = f"/reports/{report.pk}/preview/"
    page = client.post(address, **HTMX).content.decode()
    assert 'hx-trigger="every 1s"' in page
    report.refresh_from_db()
    assert report.preview_wanted_at is not None and report.preview is None
    do_all(report.preview_wanted_at)
    page = client.get(address, **HTMX).content.decode()
    assert "every 1s" not in page and f"{address}pdf/" in page
    assert client.get(f"{address}pdf/").content.startswith(b"%PDF")


@pytest.mark.parametrize("step", ["comment", "approval", "stop", "sending"])
def test_nothing_is_changed_by_looking(client, report, step):
    assert client.get(f"/reports/{report.pk}/{step}/").status_code == 405


def test_what_is_approved_after_its_slot_is_said_to_be_on_its_way(client, cast, report):
    report.approve(by=cast.nina, at=on(20))
    for slot, said, unsaid in (
        (timezone.now() + timedelta(days=1), "Goes out", "On its way"),
        (timezone.now() - timedelta(days=1), "On its way", "Goes out"),
    ):
        Report.objects.filter(pk=report.pk).update(send_at=slot)
        page = client.get(f"/reports/{report.pk}/").content.decode()
        assert said in page and unsaid not in page
