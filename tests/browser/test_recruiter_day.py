"""Nina's day: a call logged without the mouse, people moved along an assignment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from processes.models import Assignment, Candidacy, Event, EventKind, FollowUp
from tests.browser.test_board import drag
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def payroll(people: Cast) -> Assignment:
    """Ordered eight days ago; nobody has called Sara or Hugo since."""
    return people.payroll(at=timezone.now() - timedelta(days=8))


def rows_of(page: Page, name: str) -> Locator:
    return page.locator("#today [data-row]", has_text=name)


def test_a_call_is_logged_by_keyboard_alone_and_what_it_settles_leaves_today(
    people, payroll, sign_in
):
    page = sign_in(people.nina)
    expect(rows_of(page, "Sara Berg").filter(has_text="irst call")).to_have_count(1)

    page.keyboard.press("l")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Log a call")).to_be_visible()
    page.keyboard.type("sara", delay=30)
    expect(dialog.locator(".chooser-option").first).to_contain_text("Sara Berg")
    page.keyboard.press("Enter")
    # The one assignment that it can be about is chosen already.
    expect(dialog.get_by_label("About")).to_have_value(str(payroll.pk))
    for _step in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "text":
            break
    page.keyboard.type("What she needs from day one.")
    page.keyboard.press("Control+Enter")

    expect(dialog).to_be_hidden()
    toasts = page.locator("#toasts")
    expect(toasts).to_contain_text("first call")
    expect(toasts).to_contain_text("Sara Berg")
    expect(rows_of(page, "Sara Berg").filter(has_text="irst call")).to_have_count(0)
    expect(rows_of(page, "Hugo Falk").filter(has_text="irst call")).to_have_count(1)
    event = Event.objects.get(kind=EventKind.CALLED)
    assert (event.contact, event.reached, event.assignment) == (people.sara, True, payroll)


def test_a_call_that_nobody_answered_settles_nothing(people, payroll, sign_in):
    page = sign_in(people.nina)
    row = rows_of(page, "Sara Berg").filter(has_text="irst call")
    row.get_by_role("link", name="Log", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("No answer").click()
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("Logged.")
    expect(row).to_have_count(1)
    assert FollowUp.objects.filter(settled_at__isnull=False).count() == 0


def test_a_candidate_is_found_added_moved_dragged_and_turned_down(people, payroll, sign_in):
    page = sign_in(people.nina, opens=payroll.get_absolute_url())
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("amira", delay=30)
    expect(dialog.get_by_label("Amira Lundqvist")).to_be_checked()
    dialog.get_by_role("button", name="Put on the board").click()
    card = page.locator("[data-card]", has_text="Amira Lundqvist")
    expect(card).to_be_visible()

    card.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-board-column=contacted]")).to_contain_text("Amira Lundqvist")

    drag(page, "Amira Lundqvist", "interested")
    expect(page.locator("[data-board-column=interested]")).to_contain_text("Amira Lundqvist")
    expect(card.locator("[name=from]")).to_have_value("interested")  # the server agrees

    card.locator("summary").click()
    card.get_by_role("link", name="End …").click()
    expect(dialog.get_by_role("heading")).to_contain_text("Amira Lundqvist")
    dialog.get_by_label("The candidate").check()
    dialog.get_by_label("Why").select_option("salary")
    dialog.get_by_label("In their words").fill("Ten thousand short.")
    dialog.locator("form button.btn-primary").click()

    expect(dialog).to_be_hidden()
    expect(card).to_have_count(0)
    page.locator("summary", has_text="Out of the process").click()
    expect(page.locator("#ended")).to_contain_text("Amira Lundqvist")
    gone = Candidacy.objects.get()
    assert (gone.end, gone.said_no, gone.stage) == ("withdrawn", "candidate", "interested")
