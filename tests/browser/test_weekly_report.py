"""A draft gets its words, is approved, and is read by the hiring manager on a phone."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Route, expect
from pypdf import PdfReader

from mailings import pdf
from processes.models import Report
from recruitcrm.chores import do_all
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "Three people from energy companies want to hear more."


@pytest.fixture
def draft(people, monkeypatch) -> Report:
    """Of an assignment with Jonas presented; its slot comes in two hours."""
    monkeypatch.setitem(pdf._here, "allowed", True)
    now = timezone.now()
    payroll = people.payroll(at=now - timedelta(days=6))
    people.presented(people.jonas, payroll, at=now - timedelta(days=1))
    slot = now + timedelta(hours=2)
    return Report.objects.draft(payroll, slot, at=now - timedelta(hours=1), needs_approval=True)


def test_words_are_saved_as_they_are_typed_and_stand_in_the_report_at_once(people, draft, sign_in):
    page = sign_in(people.nina, opens=draft.get_absolute_url())
    hint = page.locator("[data-autosave-hint]")
    page.get_by_label("In a sentence or two").press_sequentially(SAID, delay=5)
    expect(hint).to_have_text("Saved")
    expect(page.locator("#sheet")).to_contain_text(SAID)
    draft.refresh_from_db()
    assert draft.comments == {"lead": SAID}

    decisions = page.get_by_role("group", name="Decisions wanted from the client")
    wanted = decisions.get_by_label("What the client decides").first
    cost = decisions.get_by_label("What waiting costs").first
    wanted.fill("")
    cost.fill("Jonas leaves")
    expect(page.locator("#refusals")).to_contain_text("Say what it is about")
    expect(hint).not_to_have_text("Saved")
    assert cost.input_value() == "Jonas leaves"
    draft.refresh_from_db()
    assert draft.decisions is None

    wanted.fill("An answer on Jonas")
    expect(hint).to_have_text("Saved")
    expect(page.locator("#refusals")).to_be_empty()
    page.reload()
    expect(wanted).to_have_value("An answer on Jonas")


def test_what_is_typed_while_the_rest_is_being_saved_is_not_called_saved(people, draft, sign_in):
    page = sign_in(people.nina, opens=draft.get_absolute_url())
    held: list[Route] = []
    page.route("**/comment/", lambda route: held.append(route))
    comment, hint = page.get_by_label("In a sentence or two"), page.locator("[data-autosave-hint]")
    with page.expect_request("**/comment/"):
        comment.press_sequentially("One", delay=5)
    comment.press_sequentially(" two", delay=5)
    held.pop().fulfill(status=200, body="<div id='sheet'>Heard: One</div>")
    expect(page.locator("#sheet")).to_contain_text("Heard: One")
    assert hint.inner_text() != "Saved"
    page.unroute("**/comment/")
    for route in held:
        route.continue_()
    expect(hint).to_have_text("Saved")
    draft.refresh_from_db()
    assert draft.comments == {"lead": "One two"}


def test_who_leaves_before_it_is_saved_is_asked_first(people, draft, sign_in):
    page = sign_in(people.nina, opens=draft.get_absolute_url())
    page.route("**/comment/", lambda route: route.fulfill(status=422, body=""))
    page.get_by_label("In a sentence or two").press_sequentially("Not yet", delay=5)
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto("/clients/")
    assert asked == ["beforeunload"]


def test_what_was_approved_is_read_and_fetched_on_the_hiring_managers_phone(
    people, draft, sign_in, settings
):
    settings.MAIL_GOES_OUT = False
    sara = people.sits_in_portal(people.sara)
    page = sign_in(people.nina, opens=draft.get_absolute_url())
    page.get_by_label("In a sentence or two").press_sequentially(SAID, delay=5)
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("#toasts")).to_contain_text("Approved")
    do_all(timezone.now())
    draft.refresh_from_db()
    assert draft.sent_at is None  # its slot has not come
    do_all(draft.send_at)

    phone = sign_in(sara, PHONE)
    phone.get_by_role("link", name="Interim payroll manager").click()
    expect(phone.get_by_text("Jonas Krantz").first).to_be_visible()
    phone.get_by_role("link", name="Report of week").or_(
        phone.locator("a[href^='/portal/reports/']")
    ).first.click()
    expect(phone.frame_locator("iframe").get_by_text(SAID)).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download PDF").click()
    fetched = download.value.path().read_bytes()
    assert fetched == bytes(draft.editions.get(language="en").pdf.content)
    pages = PdfReader(io.BytesIO(fetched)).pages
    assert SAID in " ".join(" ".join(page.extract_text().split()) for page in pages)
