from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect

from accounts.letters import invite
from mailings.delivery import deliver
from mailings.models import Attachment, Letter
from tests.browser.conftest import DESK, PHONE
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_letter_is_read_as_its_recipient_sees_it(
    people: Cast, sign_in: Callable[..., Page], settings: LazySettings, size: ViewportSize
) -> None:
    settings.MAIL_GOES_OUT = False
    invited = invite(people.nina, by=people.ada, at=timezone.now())
    deliver(invited.letter.pk, at=timezone.now())
    page = sign_in(people.nina, size, opens="/mailbox/")
    expect(page.get_by_text("Letters end here")).to_be_visible()
    picture(page, f"mailbox-{size['width']}")
    page.locator("[data-row-link]").first.click()

    frame = page.frame_locator("iframe")
    link = frame.get_by_role("link").first
    expect(link).to_be_visible()
    picture(page, f"letter-{size['width']}")
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value.get_by_role("heading").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_letter_given_up_is_sent_again(people: Cast, sign_in: Callable[..., Page]) -> None:
    file = Attachment.objects.keep(
        filename="weekly report.pdf", content_type="application/pdf", content=b"%PDF-1.7"
    )
    letter = Letter.objects.write(
        kind="weekly_report",
        to="sara.berg@nordvik.example",
        to_name="Sara Berg",
        language="en",
        subject="Weekly report: Payroll manager",
        html="<p>Two meetings this week.</p>",
        text="Two meetings this week.",
        key="report 7",
        at=timezone.now(),
        attachments=[file],
    )
    Letter.objects.update(gave_up_at=timezone.now(), last_error="550 no such mailbox")
    page = sign_in(people.rasmus, opens=f"/mailbox/{letter.pk}/")
    expect(page.get_by_text("550 no such mailbox")).to_be_visible()
    picture(page, "given-up")
    with page.expect_download() as download:
        page.get_by_role("link", name="weekly report.pdf").click()
    assert download.value.suggested_filename == "weekly report.pdf"

    page.get_by_text("Send again").first.click()
    page.locator("form[action$='/sending/'] button").click()

    expect(page.get_by_text("It goes out within a few seconds.")).to_be_visible()
    assert Letter.objects.due(timezone.now()).get() == letter


def picture(page: Page, name: str) -> None:
    """Kept where PICTURES names a folder, to be looked at."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")
