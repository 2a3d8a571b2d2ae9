from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import PHONE
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_list_follows_the_typing_and_the_address_keeps_it(
    people: Cast, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(people.nina)
    page.goto("/candidates/")
    expect(page.locator("#rows [data-row]")).to_have_count(3)
    page.get_by_label("Find a candidate").press_sequentially("krantz", delay=20)
    expect(page.locator("#rows [data-row]")).to_have_count(1)
    page.get_by_label("Country").select_option("PL")
    expect(page.get_by_text("Nobody fits all of this")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Find a candidate")).to_have_value("krantz")


def test_a_wrong_file_is_refused_in_the_dialog_and_a_right_one_is_kept(
    people: Cast, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(people.nina)
    page.goto(f"/candidates/{people.jonas.pk}/")
    page.locator("section[aria-labelledby=documents]").get_by_role("link", name="Add").click()
    dialog = page.get_by_role("dialog")
    png = b"\x89PNG\r\n\x00"
    picture = FilePayload(name="cv.pdf", mimeType="application/pdf", buffer=png)
    dialog.get_by_label("File").set_input_files(picture)
    dialog.get_by_role("button", name="Add the document").click()
    expect(dialog.get_by_text("This is not a PDF")).to_be_visible()
    words = b"Twelve years of payroll."
    text = FilePayload(name="cv.txt", mimeType="text/plain", buffer=words)
    dialog.get_by_label("File").set_input_files(text)
    dialog.get_by_role("button", name="Add the document").click()
    expect(page.get_by_role("link", name="cv.txt")).to_be_visible()
    expect(dialog).to_be_hidden()


def test_on_a_phone_no_page_is_wider_than_it(people: Cast, sign_in: Callable[..., Page]) -> None:
    people.presented(people.jonas, people.payroll())
    page = sign_in(people.nina, PHONE)
    for address in (
        "/clients/",
        f"/clients/{people.nordvik.pk}/",
        "/candidates/",
        f"/candidates/{people.jonas.pk}/",
        "/candidates/new/",
        "/search/?q=nord",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
