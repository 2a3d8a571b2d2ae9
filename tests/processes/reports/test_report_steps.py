"""What a recruiter does to a draft on its page; a refusal is 422 and changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from processes.models import Report
from recruitcrm.chores import do_all
from tests.processes.reports.story import FRIDAY, Story, on
from tests.processes.reports.typed import HTMX, comment, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
FOUR = rows("decisions", *[{"text": "One more"}] * 4, of=4)


@pytest.fixture
def report(cast, client) -> Report:
    client.force_login(cast.nina)
    return Report.objects.draft(Story(cast).assignment, FRIDAY, at=on(19, 15))


def test_approving(client, cast, report):
    assert client.post(f"/reports/{report.pk}/approval/").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.approved_by) == ("approved", cast.nina)


@pytest.mark.parametrize("step", ["approval", "sending"])
def test_what_was_typed_a_moment_ago_goes_along(client, report, step):
    address = f"/reports/{report.pk}/{step}/"
    assert client.post(address, FOUR).status_code == 422
    report.refresh_from_db()
    assert report.state == "draft"
    assert client.post(address, comment("Jonas decides")).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.comments) == ("approved", {"lead": "Jonas decides"})


def test_approving_twice_is_quiet_but_new_words_on_what_is_frozen_are_refused(client, report):
    address = f"/reports/{report.pk}/approval/"
    for _click in range(2):
        assert client.post(address, comment("Jonas decides")).status_code == 302
    answer = client.post(address, comment("Ewa decides"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "its words are frozen" in page
    assert "What you typed, to copy" in page and "Ewa decides" in page


def test_a_stopped_one_cannot_be_approved(client, cast, report):
    report.stop("On holiday", by=cast.nina, at=on(20))
    answer = client.post(f"/reports/{report.pk}/approval/")
    assert answer.status_code == 422 and "was stopped" in answer.content.decode()


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


def test_a_preview_may_be_in_the_language_of_a_reader(client, cast, report):
    cast.hugo.language = "sv"
    cast.hugo.save()
    page = client.get(f"{report.get_absolute_url()}?language=sv").content.decode()
    assert 'id="sheet" lang="sv"' in page and "As read in" in page
    client.post(f"/reports/{report.pk}/preview/?language=sv", **HTMX)
    report.refresh_from_db()
    assert report.preview_language == "sv"


@pytest.mark.parametrize("step", ["comment", "proposals", "approval", "sending"])
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
