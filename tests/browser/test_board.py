"""Cards move by mouse and by menu through the same door; what is refused goes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import DESK
from tests.cast import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board(people, sign_in):
    """Nina's board with Ewa and Amira identified and Jonas presented."""
    people.assignment = people.payroll()
    people.presented(people.jonas, people.assignment)
    people.card = people.assignment.add(people.amira, by=people.nina, at=NOW)
    people.assignment.add(people.ewa, by=people.nina, at=NOW)
    page = sign_in(people.nina, opens=f"/assignments/{people.assignment.pk}/")
    page.wait_for_load_state("networkidle")  # what lets cards be dragged is fetched last
    return page


def column(page: Page, stage: str) -> Locator:
    return page.locator(f"[data-board-column={stage}]")


def drag(page: Page, name: str, stage: str) -> None:
    card = page.locator("[data-card]", has_text=name).bounding_box()
    goal = column(page, stage).bounding_box()
    assert card and goal
    page.mouse.move(card["x"] + 40, card["y"] + card["height"] - 6)
    page.mouse.down()
    page.mouse.move(card["x"] + 60, card["y"] + card["height"], steps=3)
    page.mouse.move(goal["x"] + 40, goal["y"] + 40, steps=15)
    page.mouse.up()


def test_a_card_that_is_dropped_has_moved(board, people):
    with board.expect_response("**/stage/") as answer:
        drag(board, "Amira Lundqvist", "contacted")
    assert answer.value.status == 200
    column(board, "contacted").get_by_text("Amira Lundqvist").wait_for()
    people.card.refresh_from_db()
    assert people.card.stage == "contacted"


def test_the_menu_moves_a_card_by_keyboard(board, people):
    board.locator("[data-card]", has_text="Amira Lundqvist").locator("summary").focus()
    board.keyboard.press("Enter")
    board.keyboard.press("Tab")
    board.keyboard.press("Enter")
    column(board, "contacted").get_by_text("Amira Lundqvist").wait_for()
    people.card.refresh_from_db()
    assert people.card.stage == "contacted"
    # Whoever goes on goes on from there.
    focused = board.locator("summary:focus")
    focused.wait_for()
    assert (focused.get_attribute("aria-label") or "").startswith("Amira Lundqvist")


def test_a_card_that_somebody_else_has_moved_stands_where_it_now_is(board, people):
    people.card.move_to("interested", by=people.rasmus, at=NOW)
    with board.expect_response("**/stage/") as answer:
        drag(board, "Amira Lundqvist", "contacted")
    assert answer.value.status == 422
    column(board, "interested").get_by_text("Amira Lundqvist").wait_for()
    assert column(board, "contacted").locator("[data-card]").count() == 0
    assert board.locator("#toasts").get_by_role("paragraph").first.is_visible()


def test_a_card_goes_back_when_the_connection_is_lost(board, people, chromium):
    # A window of its own: here the browser's complaint about the connection is part of the story.
    context = chromium.new_context(viewport=DESK)
    context.add_cookies(board.context.cookies())
    page = context.new_page()
    page.goto(board.url)
    page.wait_for_load_state("networkidle")
    page.route("**/stage/", lambda route: route.abort())
    drag(page, "Amira Lundqvist", "contacted")
    page.locator("#toasts").get_by_text("There is no connection").wait_for()
    assert column(page, "identified").get_by_text("Amira Lundqvist").is_visible()
    context.close()
    people.card.refresh_from_db()
    assert people.card.stage == "identified"
