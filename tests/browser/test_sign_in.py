from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_admin_signs_in_and_invites_nobody_twice(
    people: Cast, open_browser: Callable[..., BrowserContext]
) -> None:
    page = open_browser().new_page()
    page.goto("/account/login/")
    page.locator("#id_login").fill(people.ada.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/settings/people/new/")
    page.get_by_label("Name").fill("Nina Again")
    page.get_by_label("E-mail").fill(people.nina.email)
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("Somebody signs in with this address already.")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Nina Again")


def test_a_profile_is_set_on_a_phone(people: Cast, sign_in: Callable[..., Page]) -> None:
    page = sign_in(people.nina, PHONE, opens="/account/profile/")
    page.get_by_label("Phone").fill("070 999 88 77")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Phone")).to_have_value("+46 70 999 88 77")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
