"""An assignment is opened, people are put on its board and leave it, as a recruiter does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from processes.models import Assignment
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[..., Page]


def test_the_people_of_the_typed_client_are_offered(people: Cast, sign_in: SignIn) -> None:
    page = sign_in(people.nina)
    page.goto("/assignments/new/")
    page.get_by_label("Title").fill("Data engineer")
    page.locator(".ts-control").click()
    page.keyboard.type("lumen")
    page.locator(".ts-dropdown").get_by_text("Lumen Retail").click()
    page.get_by_label("Who decides").select_option("Peter Nowak")
    page.get_by_label("Three things that decide it").fill("Spark\nPolish\nSQL\nPython")
    page.get_by_role("button", name="Open the assignment").click()
    expect(page.get_by_text("Only three can decide")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Data engineer")
    page.get_by_label("Three things that decide it").fill("Spark\nPolish\nSQL")
    page.get_by_role("button", name="Open the assignment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data engineer")
    expect(page.get_by_text("Peter Nowak decides")).to_be_visible()
    assert Assignment.objects.get().client == people.lumen


def test_somebody_is_found_by_typing_put_on_the_board_and_ended_with_a_reason(
    people: Cast, sign_in: SignIn
) -> None:
    payroll = people.payroll()
    page = sign_in(people.nina)
    page.goto(payroll.get_absolute_url())
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


def test_without_scripts_the_menu_of_a_card_still_moves_it(
    people: Cast, sign_in: SignIn, open_browser: Callable[..., object]
) -> None:
    payroll = people.payroll()
    candidacy = payroll.add(people.jonas, by=people.nina, at=NOW)
    signed_in = sign_in(people.nina)
    context = open_browser(java_script_enabled=False)
    context.add_cookies(signed_in.context.cookies())  # type: ignore[attr-defined]
    page: Page = context.new_page()  # type: ignore[attr-defined]
    page.goto(payroll.get_absolute_url())
    card = page.locator("[data-card]", has_text="Jonas Krantz")
    card.locator("summary").click()
    card.get_by_role("button", name="Contacted").click()
    moved = page.locator("[data-board-column=contacted]")
    expect(moved.get_by_text("Jonas Krantz")).to_be_visible()
    candidacy.refresh_from_db()
    assert candidacy.stage == "contacted"
