"""Whoever has no scripts can still sign in, log a call, move a stage and read a report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from mailings import pdf
from processes.models import Event, EventKind, Report
from recruitcrm.chores import do_all
from tests.browser.conftest import PHONE
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plain(sign_in: Callable[..., Page]) -> Callable[..., Page]:
    """A browser without scripts, in which somebody is signed in."""
    return partial(sign_in, size=PHONE, java_script_enabled=False)


def test_somebody_signs_in_and_logs_a_call_without_scripts(people, open_browser):
    people.payroll(at=timezone.now() - timedelta(days=2))
    page = open_browser(PHONE, java_script_enabled=False).new_page()
    page.goto("/account/login/")
    page.locator("#id_login").fill(people.nina.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    row = page.locator("[data-row]", has_text="Sara Berg").first
    row.get_by_role("link", name="Log", exact=True).click()
    page.get_by_label("What was said").fill("What she needs.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("Settled")
    assert Event.objects.get(kind=EventKind.CALLED).contact == people.sara


def test_somebody_is_found_by_name_without_scripts(people, plain):
    page = plain(people.nina, opens="/log/")
    page.get_by_label("Name or company").fill("krantz")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("With whom").select_option(
        label="Jonas Krantz, Senior HR, ex head of payroll"
    )
    page.get_by_label("What was said").fill("Would move to Gävle.")
    page.get_by_role("button", name="Save").click()
    assert Event.objects.get(kind=EventKind.CALLED).candidate == people.jonas


def test_a_stage_is_moved_and_an_assignment_opened_without_scripts(people, plain):
    payroll = people.payroll()
    card = payroll.add(people.amira, by=people.nina, at=timezone.now())
    page = plain(people.nina, opens=payroll.get_absolute_url())
    page.locator("[data-card] summary").click()
    page.locator("[data-card] button[value=interested]").click()
    expect(page.locator("[data-board-column=interested]")).to_contain_text("Amira")
    card.refresh_from_db()
    assert card.stage == "interested"

    page.goto("/assignments/new/")
    page.get_by_label("Title").fill("Head of finance")
    page.get_by_label("Client", exact=True).select_option(label="Nordvik Energi")
    page.get_by_role("button", name="Show the people of this client").click()
    page.get_by_label("Who decides").select_option(label=str(people.sara))
    page.get_by_role("button", name="Open the assignment").click()
    expect(page.get_by_role("heading", name="Head of finance")).to_be_visible()


def test_a_report_is_written_approved_and_read_without_scripts(
    people, plain, settings, monkeypatch
):
    settings.MAIL_GOES_OUT = False
    monkeypatch.setitem(pdf._here, "allowed", True)
    now = timezone.now()
    payroll = people.payroll(at=now - timedelta(days=6))
    draft = Report.objects.draft(payroll, now, at=now, needs_approval=True)
    page = plain(people.nina, opens=draft.get_absolute_url())
    page.get_by_label("In a sentence or two").fill("A quiet week.")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("#toasts")).to_contain_text("That was the last one")
    page.goto(draft.get_absolute_url())
    expect(page.locator("#sheet")).to_contain_text("A quiet week.")
    do_all(timezone.now())

    reader = plain(people.sits_in_portal(people.sara))
    reader.get_by_role("link", name="Interim payroll manager").click()
    reader.locator("a[href^='/portal/reports/']").first.click()
    expect(reader.frame_locator("iframe").get_by_text("A quiet week.")).to_be_visible()
    with reader.expect_download() as download:
        reader.get_by_role("link", name="Download PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
