"""Ada's first day: who comes in, and when reports go out. The old system's tables: test_import."""

from __future__ import annotations

import os
import re
from datetime import time
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from mailings.models import Letter
from processes.models import ReportSchedule
from tests.accounts.test_invite import link_in
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def test_reports_go_out_when_the_admin_says_and_a_client_has_an_exception(people, sign_in):
    now = timezone.now()
    payroll, engineer = people.payroll(at=now), people.data_engineer(at=now)
    page = sign_in(people.ada, opens="/settings/report-schedules/")
    page.get_by_role("link", name="Change").first.click()
    slots = page.locator("#slots")
    before = slots.inner_text()
    page.get_by_label("Weekday").select_option(label="Thursday")
    page.get_by_label("Time", exact=True).fill("09:30")
    page.get_by_label("Only after a recruiter has approved it").check()
    expect(slots).to_contain_text("09:30")
    assert slots.inner_text() != before
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("Thursday")
    agency = ReportSchedule.objects.of_agency()
    assert (agency.weekday, agency.time, agency.needs_approval) == (3, time(9, 30), True)

    page.get_by_role("link", name="Add an exception").first.click()
    expect(page.locator("input[name=q][autofocus]")).to_be_focused()
    page.keyboard.type("lumen", delay=20)
    page.locator("#found").get_by_role("link", name="all assignments").click()
    page.get_by_label("Weekday").select_option(label="Monday")
    page.get_by_role("checkbox", name="Peter Nowak").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Lumen Retail")
    exception = ReportSchedule.objects.in_force_for(engineer)
    assert (exception.client, exception.weekday) == (people.lumen, 0)
    assert exception.contacts_of(engineer) == [people.peter]
    assert ReportSchedule.objects.in_force_for(payroll) == agency
    expect(page.locator("main")).to_contain_text("Interim payroll manager, Nordvik Energi")

    page.get_by_text("Remove", exact=True).first.click()
    page.locator("form[action$='/removal/'] button").click()
    expect(page.locator("main")).to_contain_text("No exceptions")
    assert ReportSchedule.objects.in_force_for(engineer) == agency


def test_who_is_invited_comes_in_and_whose_access_ends_is_out(
    people, sign_in, open_browser, settings
):
    settings.MAIL_GOES_OUT = True
    ada = sign_in(people.ada, opens="/settings/people/")
    ada.get_by_role("link", name="Invite a colleague").click()
    ada.get_by_label("Name").fill("Karin Sjö")
    ada.get_by_label("E-mail").fill("karin@askvik.example")
    ada.get_by_role("button", name="Invite").click()
    expect(ada.locator("main")).to_contain_text("has not come, link works until")
    picture(ada, "people")

    karin = open_browser().new_page()
    karin.goto(link_in(Letter.objects.get()))
    picture(karin, "invitation")
    karin.get_by_role("button", name="Come in as karin@askvik.example").click()
    karin.get_by_label("New password", exact=True).fill("a word that is kept, always")
    karin.get_by_label("New password confirmation").fill("a word that is kept, always")
    karin.get_by_role("button", name="Keep this password").click()
    expect(karin).to_have_url(re.compile("/$"))

    karin.goto(people.nordvik.get_absolute_url())
    karin.get_by_label("More about Sara Berg").click()
    karin.get_by_role("link", name="Invite to the portal …").click()
    picture(karin, "contact-portal")
    karin.get_by_role("button", name="Send the invitation").click()
    expect(karin.locator("#toasts")).to_contain_text("has been invited")

    sara = open_browser(PHONE).new_page()
    sara.goto(link_in(Letter.objects.latest("pk")))
    picture(sara, "invitation-of-a-contact")
    sara.get_by_role("button", name="Come in as").click()
    picture(sara, "welcome-of-a-contact")
    sara.get_by_role("link", name="See how it stands").click()
    expect(sara).to_have_url(re.compile("/portal/$"))

    karin.get_by_label("More about Sara Berg").click()
    karin.get_by_role("link", name="Access to the portal …").click()
    picture(karin, "contact-portal-open")
    karin.get_by_role("button", name="Close the portal for them, at once").click()
    expect(karin.locator("#toasts")).to_contain_text("The portal is closed")
    sara.reload()
    expect(sara.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    sara.get_by_role("link", name="With a code by mail").click()
    sara.get_by_label("E-mail").fill("sara.berg@nordvik.example")
    sara.get_by_role("button", name="Mail me a code").click()
    expect(sara.get_by_role("heading", name="The code from your mail")).to_be_visible()
    picture(sara, "code")
    assert Letter.objects.count() == 2  # the invitations: no code for whoever may not come in

    ada.goto(f"/settings/people/{people.nina.pk}/")
    picture(ada, "person")
    ada.get_by_label("may sign in").uncheck()
    ada.get_by_role("button", name="Save").click()
    expect(ada.locator("main")).to_contain_text("Say who takes it over.")
    ada.get_by_label("Who takes over").select_option(label="Karin Sjö")
    ada.get_by_role("button", name="Save").click()
    expect(ada.locator("main")).to_contain_text("May not sign in any more")
    people.nordvik.refresh_from_db()
    assert people.nordvik.owner.full_name == "Karin Sjö"


def picture(page: Page, name: str) -> None:
    """Kept where PICTURES names a folder, to be looked at: light and dark."""
    if folder := os.environ.get("PICTURES"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=Path(folder) / f"{name}-{scheme}.png", full_page=True)
