"""Nothing new is news: a holding message from Today's row, and the list that is read and sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mailings.models import Letter
from processes.models import HoldingMessage
from tests.browser.conftest import PHONE
from tests.processes.follow_ups.words import owed
from tests.processes.holding.words import prepared

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def jonas(people):
    ago = timezone.now() - timedelta(days=8)
    return people.presented(people.jonas, people.payroll(at=ago), ago)


def test_from_the_row_it_is_read_and_sent_without_leaving_today(people, jonas, sign_in):
    page = sign_in(people.nina)
    row = page.locator("#today [data-row]", has_text="personal feedback")
    row.get_by_role("link", name="Holding message").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Subject")).to_have_value("Interim payroll manager: nothing new yet")
    dialog.get_by_role("button", name="Send now").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#toasts")).to_contain_text("The message to Jonas Krantz is on its way.")
    assert page.url.endswith("/")
    assert HoldingMessage.objects.get().follow_up == owed("personal_feedback")
    assert Letter.objects.get(kind="holding").to == people.jonas.email


def test_on_a_phone_the_list_is_read_one_is_changed_and_sent(people, jonas, sign_in):
    amira = people.presented(people.amira, jonas.assignment, timezone.now() - timedelta(days=8))
    for candidacy in (jonas, amira):
        prepared(candidacy, at=timezone.now())
    page = sign_in(people.nina, PHONE)
    expect(page.get_by_text("2 holding messages are ready to read and send.")).to_be_visible()
    page.get_by_role("link", name="Read", exact=True).click()
    row = page.locator("[data-row]", has_text="Amira Lundqvist")
    row.get_by_role("link", name="Change").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Words").fill("Amira, still nothing. I ring on Monday.")
    dialog.get_by_role("button", name="Send now").click()
    expect(row).to_have_count(0)
    page.locator("[data-row]", has_text="Jonas Krantz").get_by_role("button", name="Send").click()
    expect(page.get_by_text("Nobody waits for a holding message.")).to_be_visible()
    assert Letter.objects.filter(kind="holding").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_putting_off_asks_for_the_word_and_names_the_chosen_day(people, jonas, sign_in):
    page = sign_in(people.nina, opens=f"/follow-ups/{owed('personal_feedback').pk}/putting-off/")
    expect(page.get_by_label("Words")).to_be_visible()
    page.get_by_label("I have called them").check()
    expect(page.get_by_label("Words")).to_be_hidden()
    page.get_by_label("What you told them").fill("Not before Friday")
    page.get_by_role("button", name="Put off").click()
    expect(page.locator("#toasts")).to_contain_text("Jonas Krantz: put off to")
    assert owed("personal_feedback").was_moved
