from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_ctrl_k_finds_while_typing_and_the_keyboard_is_enough(
    people: Cast, sign_in: Callable[..., Page]
) -> None:
    people.payroll()
    page = sign_in(people.nina, opens="/clients/")
    page.get_by_label("Find a client").focus()
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Search everything")
    box = palette.get_by_role("combobox")
    expect(box).to_be_focused()
    expect(palette.get_by_role("group", name="To do")).to_be_visible()

    page.keyboard.type("payroll", delay=20)
    options = palette.get_by_role("option")
    expect(options).to_have_count(4)  # two people, an assignment, and all that fits
    chosen = palette.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Amira Lundqvist")
    page.keyboard.press("ArrowUp")  # round the edge
    expect(chosen).to_contain_text("All that fits")
    for _step in range(2):
        page.keyboard.press("ArrowDown")
    expect(chosen).to_contain_text("Jonas Krantz")
    expect(box).to_be_focused()
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")

    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    expect(page.get_by_label("Find a client")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(chosen).to_contain_text("Amira Lundqvist")  # what was typed is still there
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/candidates/{people.jonas.pk}/")


def test_a_call_is_logged_from_anywhere(people: Cast, sign_in: Callable[..., Page]) -> None:
    page = sign_in(people.nina, opens="/candidates/")
    page.get_by_role("link", name="Search everything").first.click()
    page.keyboard.type("log", delay=20)
    palette = page.get_by_role("dialog", name="Search everything")
    expect(palette.get_by_role("option", selected=True)).to_have_text("Log a call")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Form")).to_be_visible()
    expect(page.locator("#palette")).to_be_hidden()
    assert page.url.endswith("/candidates/")


def test_a_person_is_found_by_a_name_with_a_slip(
    people: Cast, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(people.nina)
    page.keyboard.press("Control+k")
    page.keyboard.type("malinovska", delay=20)
    palette = page.get_by_role("dialog", name="Search everything")
    expect(palette.get_by_role("option", selected=True)).to_contain_text("Ewa Malinowska")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/candidates/{people.ewa.pk}/")


def test_on_a_phone_it_opens_from_the_bar_and_fits(
    people: Cast, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(people.nina, PHONE)
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Search everything").locator("visible=true").click()
    page.keyboard.type("nordvik", delay=20)
    palette = page.get_by_role("dialog", name="Search everything")
    chosen = palette.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Nordvik Energi")
    edge = palette.bounding_box()
    assert edge and edge["x"] >= 0 and edge["x"] + edge["width"] <= PHONE["width"]
    chosen.click()
    page.wait_for_url(f"**/clients/{people.nordvik.pk}/")


def test_without_javascript_it_is_a_page(
    people: Cast, open_browser: Callable[..., BrowserContext]
) -> None:
    page = open_browser(java_script_enabled=False).new_page()
    page.goto("/account/login/")
    page.locator("#id_login").fill(people.nina.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Search everything").first.click()
    expect(page.get_by_role("link", name="New candidate")).to_be_visible()
    page.get_by_role("searchbox").fill("lundqvist")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Amira Lundqvist").click()
    page.wait_for_url(f"**/candidates/{people.amira.pk}/")
