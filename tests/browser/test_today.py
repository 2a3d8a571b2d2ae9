"""Today with the keyboard only: walking, logging, taking back, holding; and on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from processes.models import Assignment, Event, EventKind
from tests.browser.conftest import PHONE
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)

IN_FOCUS = "document.activeElement.closest('[data-row]')?.textContent ?? ''"


@pytest.fixture
def payroll(people: Cast) -> Assignment:
    """Ordered eight days ago; since then Jonas was interviewed, and Amira has applied."""
    now = timezone.now()
    assignment = people.payroll(at=now - timedelta(days=8))
    jonas = assignment.add(people.jonas, by=people.nina, at=now - timedelta(days=7))
    jonas.move_to("interviewed", by=people.nina, at=now - timedelta(days=7))
    assignment.add(people.amira, by=None, at=now - timedelta(days=8), applied=True)
    return assignment


def rows_of(page: Page, name: str) -> Locator:
    return page.locator("#today [data-row]", has_text=name)


def walk_to(page: Page, *words: str) -> None:
    """Presses j until the row with these words has the focus."""
    for _step in range(20):
        page.keyboard.press("j")
        text = str(page.evaluate(IN_FOCUS))
        if all(word in text for word in words):
            return
    raise AssertionError(f"no row with {words}")


def test_a_call_is_logged_from_its_row_and_taken_back_with_the_keyboard_only(
    people: Cast, payroll: Assignment, sign_in
) -> None:
    page = sign_in(people.nina)
    walk_to(page, "Sara Berg", "irst call")
    page.keyboard.press("l")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Log a call")).to_be_visible()
    # Whom it was with and what it is about are known: only what was said is missing.
    expect(dialog.get_by_label("About")).to_have_value(str(payroll.pk))
    expect(dialog.get_by_label("What was said")).to_be_focused()
    page.keyboard.type("What she needs from day one.")
    page.keyboard.press("Control+Enter")

    expect(dialog).to_be_hidden()
    first_call = rows_of(page, "Sara Berg").filter(has_text="irst call")
    expect(first_call).to_have_count(0)
    expect(page.locator("#toasts")).to_contain_text("Sara Berg")
    event = Event.objects.get(kind=EventKind.CALLED)
    assert (event.contact, event.text) == (people.sara, "What she needs from day one.")
    # The next row has the focus: the day goes on without the mouse.
    page.wait_for_function(f"({IN_FOCUS}) !== ''")

    page.keyboard.press("u")
    expect(page.locator("#toasts")).to_contain_text("Undone. Owed again")
    expect(first_call).to_have_count(1)
    assert not Event.objects.standing().filter(pk=event.pk).exists()
    page.wait_for_function(f"({IN_FOCUS}) !== ''")


def test_h_writes_a_holding_message_and_escape_gives_the_row_back(
    people: Cast, payroll: Assignment, sign_in
) -> None:
    page = sign_in(people.nina)
    walk_to(page, "Jonas Krantz", "personal feedback")
    page.keyboard.press("h")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_contain_text("Jonas Krantz")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.wait_for_function(f"({IN_FOCUS}).includes('Jonas Krantz')")


def test_what_stands_in_the_menu_is_pressed_by_its_letter_too(
    people: Cast, payroll: Assignment, sign_in
) -> None:
    page = sign_in(people.nina)
    walk_to(page, "Jonas Krantz", "personal feedback")
    page.keyboard.press("p")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_contain_text("Jonas Krantz")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.wait_for_function(f"({IN_FOCUS}).includes('Jonas Krantz')")


def test_a_question_mark_shows_the_keys(people: Cast, sign_in) -> None:
    page = sign_in(people.nina, opens="/clients/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Keyboard")).to_be_visible()
    expect(dialog).to_contain_text("Holding message")


def test_the_filter_leaves_one_kind(people: Cast, payroll: Assignment, sign_in) -> None:
    page = sign_in(people.nina)
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("What", exact=True).select_option("application")
    page.get_by_role("button", name="Show").click()
    expect(rows_of(page, "Amira Lundqvist")).to_have_count(1)
    expect(rows_of(page, "Sara Berg")).to_have_count(0)
    page.get_by_title("Everything again").click()
    expect(rows_of(page, "Sara Berg").first).to_be_visible()


def test_on_a_phone_nothing_is_cut_off_and_the_menu_stays_in_view(
    people: Cast, payroll: Assignment, sign_in
) -> None:
    page = sign_in(people.nina, PHONE)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    row = rows_of(page, "Jonas Krantz").first
    row.locator("summary").click()
    menu = row.locator(".menu-list")
    expect(menu).to_be_visible()
    box = menu.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    menu.get_by_role("link", name="Put off").click()
    expect(page.get_by_role("dialog").get_by_role("heading")).to_contain_text("Jonas Krantz")
