"""Everything is within reach of the keyboard, and nothing needs scripts to be reached."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def focused(page, look: str) -> str:
    return str(page.evaluate(f"document.activeElement.{look}"))


def test_l_opens_the_log_in_a_dialog_and_escape_gives_the_focus_back(people, sign_in):
    page = sign_in(people.nina, opens="/clients/")
    link = page.get_by_role("link", name="Log a call").first
    link.focus()
    page.keyboard.press("l")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("heading", name="Log a call").wait_for()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert "Log a call" in focused(page, "textContent")
    assert page.url.endswith("/clients/")


def test_whoever_wants_less_motion_may_type_at_once_as_well(people, sign_in):
    page = sign_in(people.nina, opens="/clients/", reduced_motion="reduce")
    page.keyboard.press("l")
    page.get_by_role("dialog").get_by_role("heading", name="Log a call").wait_for()
    page.keyboard.type("sara")
    page.locator(".chooser-option", has_text="Sara Berg").wait_for()


def test_l_is_a_letter_while_somebody_types(people, sign_in):
    page = sign_in(people.nina)
    page.keyboard.press("Control+k")
    assert focused(page, "name") == "q"
    page.keyboard.type("l")
    assert focused(page, "value") == "l"
    page.get_by_role("option", name="All that fits “l”").wait_for()
    assert page.get_by_role("dialog", name="Form").count() == 0


def test_a_slash_puts_the_cursor_where_the_list_is_searched(people, sign_in):
    page = sign_in(people.nina, opens="/candidates/?q=amira")
    page.keyboard.press("/")
    page.keyboard.type("krantz")
    assert (focused(page, "name"), focused(page, "value")) == ("q", "krantz")
    page.get_by_role("link", name="Jonas Krantz").wait_for()


def test_j_and_k_walk_through_the_rows_and_enter_opens_one(people, sign_in):
    people.payroll()
    people.data_engineer()
    page = sign_in(people.lea, opens="/assignments/")
    page.keyboard.press("j")
    first = focused(page, "href")
    page.keyboard.press("j")
    second = focused(page, "href")
    page.keyboard.press("k")
    assert focused(page, "href") == first != second
    page.keyboard.press("Enter")
    page.wait_for_url(first)


def test_without_scripts_the_log_is_a_page(people, sign_in):
    page = sign_in(people.nina, opens="/clients/", java_script_enabled=False)
    page.get_by_role("link", name="Log a call").first.click()
    assert page.get_by_role("heading", name="Log a call", level=1).is_visible()
    assert page.locator("main form[method=post]").is_visible()


def test_on_a_phone_the_sidebar_is_a_bar_at_the_bottom(people, sign_in):
    page = sign_in(people.ada, PHONE)
    assert not page.get_by_role("complementary", name="Sidebar").is_visible()
    bar = page.get_by_role("navigation", name="Main")
    bar.get_by_role("link", name="Clients").click()
    page.wait_for_url("**/clients/")
    bar.get_by_text("More").click()
    assert bar.get_by_role("link", name="Import").is_visible()
    page.keyboard.press("Escape")
    assert not bar.get_by_role("link", name="Import").is_visible()
