"""A report that does not go out at its slot: stopped, skipped and the client told, or put off."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from mailings.leases import claim, still_held
from mailings.models import Letter
from processes.models import Event, Report
from processes.models.report import TooLate
from recruitcrm.chores import do_all
from tests.processes.reports.story import FRIDAY, NEXT_FRIDAY, Story, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
MONDAY = on(23, 10)
HOUR = timedelta(hours=1)


@pytest.fixture
def story(cast, client) -> Story:
    client.force_login(cast.nina)
    return Story(cast)


@pytest.fixture
def report(story) -> Report:
    return Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))


def letters() -> int:
    return Letter.objects.filter(kind="weekly_report").count()


def test_a_skipped_report_does_not_go_out_and_its_reason_is_for_the_client(story, report):
    report.skip("Everybody is at the fair", by=story.cast.nina, at=on(20, 9))
    do_all(FRIDAY + HOUR)
    report.refresh_from_db()
    assert (report.state, report.skipped, letters()) == ("stopped", True, 0)
    event = Event.objects.get(kind="report_skipped")
    assert (event.text, event.visible_to_client) == ("Everybody is at the fair", False)
    following = Report.objects.draft(story.assignment, NEXT_FRIDAY, at=on(26, 15))
    told = following.known(on(26, 15)).skipped
    assert [(row.on.day, row.reason) for row in told] == [(20, "Everybody is at the fair")]


def test_a_stopped_reports_reason_stays_among_us(story, report):
    report.stop("The client is angry", by=story.cast.nina, at=on(20, 9))
    assert not report.skipped
    following = Report.objects.draft(story.assignment, NEXT_FRIDAY, at=on(26, 15))
    assert following.known(on(26, 15)).skipped == ()


def test_one_put_off_goes_out_then_and_not_before(story, report):
    report.put_off(MONDAY, by=story.cast.nina, at=on(20, 9))
    do_all(FRIDAY)
    report.refresh_from_db()
    assert (report.state, report.slot_at, report.put_off_from) == ("draft", FRIDAY, FRIDAY)
    do_all(MONDAY - HOUR)
    assert letters() == 0
    do_all(MONDAY)
    report.refresh_from_db()
    assert (report.sent_at, letters()) == (MONDAY, 2)
    do_all(MONDAY + HOUR)
    assert letters() == 2


def test_an_approved_one_put_off_twice_keeps_the_slot_it_was_due_at_first(story, report):
    nina = story.cast.nina
    report.approve(by=nina, at=on(20, 9))
    do_all(on(20, 9))
    report.put_off(on(24), by=nina, at=on(20, 10))
    report.put_off(MONDAY, by=nina, at=on(20, 11))
    assert (report.send_at, report.put_off_from) == (MONDAY, FRIDAY)
    due = list(Event.objects.filter(kind="report_put_off").values_list("facts__due", flat=True))
    assert due == [on(24).isoformat(), MONDAY.isoformat()]
    do_all(FRIDAY)
    assert letters() == 0
    do_all(MONDAY)
    assert letters() == 2


def test_one_put_off_that_missed_its_moment_too_is_due_at_the_next_slot(story, report):
    Report.objects.filter(pk=report.pk).update(needs_approval=True)
    report.put_off(MONDAY, by=story.cast.nina, at=on(20, 9))
    following = Report.objects.draft(story.assignment, NEXT_FRIDAY, at=on(26, 15))
    assert following == report
    assert (following.slot_at, following.send_at) == (NEXT_FRIDAY, NEXT_FRIDAY)
    assert following.put_off_from is None


def test_a_worker_that_was_about_to_send_it_has_lost_it(story, report):
    report.approve(by=story.cast.nina, at=FRIDAY)
    held = claim(Report.objects.waiting(), report.pk, at=FRIDAY, lease=HOUR)
    assert held is not None
    report.put_off(MONDAY, by=story.cast.nina, at=FRIDAY)
    assert not still_held(Report.objects.waiting(), held).exists()


@pytest.mark.parametrize("way", ["stop", "skip"])
def test_what_is_on_its_way_is_held_back_no_more(client, story, report, way):
    do_all(FRIDAY)
    with pytest.raises(TooLate):
        report.put_off(MONDAY, by=story.cast.nina, at=FRIDAY)
    with pytest.raises(TooLate):
        getattr(report, way)("Wait", by=story.cast.nina, at=FRIDAY)
    answer = client.post(f"/reports/{report.pk}/{way}/", {"reason": "Wait for me"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "on its way already" in page and "Wait for me" in page
    report.refresh_from_db()
    assert (report.state, report.skipped) == ("sent", False)


@pytest.mark.parametrize(("way", "skipped"), [("stop", False), ("skip", True)])
def test_both_need_a_reason(client, report, way, skipped):
    address = f"/reports/{report.pk}/{way}/"
    assert client.get(address).status_code == 200
    answer = client.post(address, {"reason": " "})
    assert answer.status_code == 422 and "This field is required" in answer.content.decode()
    report.refresh_from_db()
    assert report.state == "draft"
    assert client.post(address, {"reason": "On holiday"}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.stop_reason) == ("stopped", "On holiday")
    assert report.skipped is skipped


class TestThePage:
    """Now is a day before the slot; the next report is due a week after it."""

    @pytest.fixture
    def report(self, story) -> Report:
        hours = story.assignment.client.working_hours()
        slot = hours.add_days(hours.next_open(timezone.now()), 2)
        self.later = hours.add_days(slot, 1)
        self.next_slot = slot + timedelta(days=7)
        story.assignment.next_report_at = self.next_slot
        story.assignment.save()
        return Report.objects.draft(story.assignment, slot, at=timezone.now())

    def post(self, client, report: Report, until: datetime | str):
        typed = until if isinstance(until, str) else f"{timezone.localtime(until):%Y-%m-%dT%H:%M}"
        return client.post(f"/reports/{report.pk}/putting-off/", {"until": typed})

    def test_it_is_put_off_to_a_moment_in_office_hours(self, client, report):
        slot = report.send_at
        assert self.post(client, report, self.later).status_code == 302
        report.refresh_from_db()
        assert report.send_at == self.later.replace(second=0, microsecond=0)
        assert report.put_off_from == slot
        page = client.get(report.get_absolute_url()).content.decode()
        assert "Put off; it was due" in page

    @pytest.mark.parametrize(
        ("choose", "said"),
        [
            (lambda self: timezone.now() - HOUR, "has passed"),
            (lambda self: self.next_slot + HOUR, "The next report is due"),
            (lambda self: self.later.replace(hour=2), "Nobody reads it then"),
            (lambda self: "tomorrow", "Enter a valid date/time"),
        ],
    )
    def test_another_moment_is_refused_and_stays_in_the_field(self, client, report, choose, said):
        before = Report.objects.values().get()
        answer = self.post(client, report, choose(self))
        page = answer.content.decode()
        assert answer.status_code == 422 and said in page
        assert 'name="until" value="' in page
        assert Report.objects.values().get() == before
        assert not Event.objects.filter(kind="report_put_off").exists()

    def test_behind_the_next_that_is_drafted_already_is_too_late(self, client, story, report):
        following = Report.objects.draft(story.assignment, self.next_slot, at=timezone.now())
        story.assignment.next_report_at = self.next_slot + timedelta(days=7)
        story.assignment.save()
        hours = story.assignment.client.working_hours()
        behind = hours.add_days(self.next_slot, 1)
        answer = self.post(client, report, behind)
        assert answer.status_code == 422 and "The next report is due" in answer.content.decode()
        following.stop("Nothing to say", by=story.cast.nina, at=timezone.now())
        assert self.post(client, report, behind).status_code == 302
