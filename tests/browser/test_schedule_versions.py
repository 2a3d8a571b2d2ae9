"""Nina moves a line of a schedule that the client has; Ada puts a template in order by keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mailings import pdf
from processes.models import ScheduleTemplate
from processes.schedules.sending import send
from recruitcrm.chores import do_all
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _mail_stays(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MAIL_GOES_OUT = False
    monkeypatch.setitem(pdf._here, "allowed", True)


def test_a_moved_line_says_why_and_becomes_the_next_version(people, sign_in):
    now = timezone.now()
    payroll = people.payroll(at=now - timedelta(days=1))
    send(payroll, by=people.nina, at=now - timedelta(hours=2))
    do_all(now - timedelta(hours=2))
    day = payroll.activities.get(milestone="decision").due_on + timedelta(days=7)
    page = sign_in(people.nina, PHONE, opens=f"/assignments/{payroll.pk}/schedule/")
    expect(page.locator("main")).to_contain_text("With Hugo Falk, Sara Berg")
    row = page.locator("li[data-row]", has_text="Decision")
    row.get_by_role("link", name="Other day").click()
    dialog = page.locator("#dialog")
    dialog.get_by_label("By", exact=True).fill(day.isoformat())
    dialog.get_by_role("button", name="Move").click()
    expect(dialog).to_contain_text("Say why it changes.")
    dialog.get_by_label("Why, in words for the client").fill("The board meets a week later.")
    dialog.get_by_role("button", name="Move").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("main")).to_contain_text("The board meets a week later.")
    page.get_by_role("button", name="Send version 2 now").click()
    expect(page.locator("main")).to_contain_text("Being made")
    do_all(timezone.now())
    page.reload()
    expect(page.get_by_role("link", name="PDF")).to_have_count(2)


def test_lines_of_a_template_change_places_by_keyboard(people, sign_in):
    page = sign_in(people.ada, opens="/settings/schedule-templates/interim/")
    up = page.get_by_role("button", name="Up: Client meetings")
    up.focus()
    for _twice in range(2):  # faster than the page is told
        page.keyboard.press("Enter")
    expect(page.locator("#template")).to_contain_text("The agency's own schedule")
    expect(page.locator("#lines > li").nth(3)).to_contain_text("Client meetings")
    expect(up).to_be_focused()  # so that it may go on
    page.keyboard.press("Enter")
    expect(page.locator("#lines > li").nth(2)).to_contain_text("Client meetings")
    expect(page.locator('[name="order"]').nth(2)).to_have_value("2")  # kept
    page.get_by_role("link", name="Add a line").click()
    dialog = page.locator("#dialog")
    dialog.get_by_label("In English").fill("References")
    dialog.get_by_label("Number").fill("7")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("#lines > li").last).to_contain_text("References")
    lines = ScheduleTemplate.objects.lines_of("interim")
    assert [line.said_in("en") for line in lines][2:4] == [
        "Client meetings",
        "Consultants asked for availability",
    ]
    assert lines[-1].said_in("en") == "References"
