"""People are put on the board of an assignment and leave it, as a recruiter does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[..., Page]


def test_somebody_is_found_by_typing_put_on_the_board_and_ended_with_a_reason(
    people: Cast, sign_in: SignIn
) -> None:
    payroll = people.payroll()
    page = sign_in(people.nina, opens=payroll.get_absolute_url())
    page.get_by_role("link", name="Add candidates").first.click()
    dialog = page.locator("#dialog")
    dialog.get_by_label("Find candidates").fill("lundq")
    expect(dialog.get_by_role("checkbox").first).to_be_checked()
    dialog.get_by_role("button", name="Put on the board").click()
    card = page.locator("[data-card]", has_text="Amira Lundqvist")
    card.locator("summary").click()
    card.get_by_role("link", name="End").click()
    dialog.get_by_label("We", exact=True).check()
    dialog.get_by_label("Why").select_option("Experience")
    dialog.get_by_label("In their words").fill("Too senior for us")
    dialog.get_by_role("button", name="End it").click()
    expect(dialog.get_by_text("is no reason to drop somebody")).to_be_visible()
    dialog.get_by_label("In their words").fill("Has not run payroll since 2015")
    dialog.get_by_role("button", name="End it").click()
    page.locator("summary", has_text="Out of the process").click()
    expect(page.get_by_text("Experience · we said no")).to_be_visible()
    page.get_by_role("button", name="Take up again").click()
    expect(page.locator("[data-card]", has_text="Amira Lundqvist")).to_be_visible()


def test_without_scripts_the_menu_of_a_card_still_moves_it(people: Cast, sign_in: SignIn) -> None:
    payroll = people.payroll()
    candidacy = payroll.add(people.jonas, by=people.nina, at=NOW)
    page = sign_in(people.nina, opens=payroll.get_absolute_url(), java_script_enabled=False)
    card = page.locator("[data-card]", has_text="Jonas Krantz")
    card.locator("summary").click()
    card.get_by_role("button", name="Contacted").click()
    moved = page.locator("[data-board-column=contacted]")
    expect(moved.get_by_text("Jonas Krantz")).to_be_visible()
    candidacy.refresh_from_db()
    assert candidacy.stage == "contacted"
