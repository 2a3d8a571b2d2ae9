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
    page = sign_in(people.nina, opens="/candidates/")
    expect(page.locator("#rows [data-row]")).to_have_count(3)
    page.get_by_label("Find a candidate").press_sequentially("krantz", delay=20)
    expect(page.locator("#rows [data-row]")).to_have_count(1)
    page.get_by_role("link", name="Filters").click()
    page.get_by_label("Country").select_option("PL")
    page.get_by_role("button", name="Show who fits").click()
    expect(page.get_by_text("Nobody fits all of this")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Find a candidate")).to_have_value("krantz")


DROPPED = """([name, words]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([words], name, { type: "text/plain" }));
  return dropped;
}"""


def test_files_are_chosen_together_or_dropped_and_each_is_answered(
    people: Cast, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(people.nina, opens=f"/candidates/{people.jonas.pk}/")
    panel = page.locator("section[aria-labelledby=documents]")
    png = b"\x89PNG\r\n\x00"
    picture = FilePayload(name="picture.pdf", mimeType="application/pdf", buffer=png)
    words = b"Twelve years of payroll."
    text = FilePayload(name="cv.txt", mimeType="text/plain", buffer=words)
    panel.get_by_label("Choose files").set_input_files([picture, text])
    outcomes = panel.locator("[data-outcome]")
    expect(outcomes).to_have_count(2)
    expect(outcomes.first).to_contain_text("picture.pdf")
    expect(outcomes.first).to_contain_text("This is a picture")
    expect(outcomes.last).to_contain_text("“cv.txt” is in.")
    expect(panel.get_by_role("link", name="cv.txt", exact=True)).to_be_visible()
    for name in ("letter.txt", "grades.txt"):  # the second while the first is on its way
        dropped = page.evaluate_handle(DROPPED, [name, f"{name}: the very best"])
        panel.dispatch_event("drop", {"dataTransfer": dropped})
    for name in ("letter.txt", "grades.txt"):
        expect(panel.get_by_role("link", name=name, exact=True)).to_be_visible()
    assert people.jonas.documents.count() == 3


def test_on_a_phone_no_page_is_wider_than_it(people: Cast, sign_in: Callable[..., Page]) -> None:
    people.presented(people.jonas, people.payroll())
    page = sign_in(people.nina, PHONE, opens="/clients/")
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
