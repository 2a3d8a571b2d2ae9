"""Friday in five minutes: three drafts, one after the other, without touching the mouse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Dialog, Page, expect

from processes.models import Report
from tests.browser.conftest import PHONE
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drafts(people: Cast) -> list[Report]:
    """Three of Nina's, each an hour after the other, with Jonas presented on the first."""
    now = timezone.now()
    found = []
    for hours in (2, 3, 4):
        payroll = people.payroll(at=now - timedelta(days=6))
        slot = now + timedelta(hours=hours)
        found.append(Report.objects.draft(payroll, slot, at=now, needs_approval=True))
    people.presented(people.jonas, found[0].assignment, at=now - timedelta(days=1))
    return found


def at_report(page: Page, report: Report) -> None:
    page.wait_for_url(f"**/reports/{report.pk}/?whose=mine*")
    page.wait_for_load_state()


def test_three_drafts_are_commented_and_approved_by_keys_alone(people, drafts, sign_in):
    page = sign_in(people.nina, opens="/reports/")
    page.keyboard.press("r")
    at_report(page, drafts[0])
    left = page.get_by_role("navigation", name="Drafts to review")
    for number, draft in enumerate(drafts, start=1):
        at_report(page, draft)
        expect(left).to_contain_text(f"{4 - number} left to review")
        page.keyboard.press("c")
        expect(page.get_by_label("In a sentence or two")).to_be_focused()
        page.keyboard.type(f"Word number {number}", delay=5)
        page.keyboard.press("Escape")
        page.keyboard.press("a")
    page.wait_for_url("**/reports/?whose=mine")
    expect(page.locator("#toasts")).to_contain_text("That was the last one")
    for number, draft in enumerate(drafts, start=1):
        draft.refresh_from_db()
        assert (draft.state, draft.approved_by) == ("approved", people.nina)
        assert draft.comments == {"lead": f"Word number {number}"}


def test_next_and_previous_take_along_what_was_typed_a_moment_ago(people, drafts, sign_in):
    page = sign_in(people.nina, opens="/reports/review/")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    at_report(page, drafts[0])
    page.keyboard.press("c")
    page.keyboard.type("Said in haste")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    at_report(page, drafts[1])
    page.keyboard.press("ArrowRight")
    at_report(page, drafts[2])
    page.keyboard.press("k")
    at_report(page, drafts[1])
    page.keyboard.press("ArrowLeft")
    at_report(page, drafts[0])
    expect(page.get_by_label("In a sentence or two")).to_have_value("Said in haste")
    assert asked == []
    assert [draft.state for draft in Report.objects.all()] == ["draft"] * 3


def test_sending_now_takes_two_keys(people, drafts, sign_in):
    page = sign_in(people.nina, opens="/reports/review/")
    page.keyboard.press("s")
    button = page.get_by_role("button", name="Send now")
    expect(button).to_be_focused()
    drafts[0].refresh_from_db()
    assert drafts[0].state == "draft"
    page.keyboard.press("Enter")
    at_report(page, drafts[1])
    drafts[0].refresh_from_db()
    assert drafts[0].approved_at == drafts[0].send_at


def test_letters_are_words_while_somebody_types(people, drafts, sign_in):
    page = sign_in(people.nina, opens=drafts[0].get_absolute_url())
    page.get_by_label("In a sentence or two").press_sequentially("ask jack", delay=5)
    expect(page.locator("[data-autosave-hint]")).to_have_text("Saved")
    drafts[0].refresh_from_db()
    assert (drafts[0].state, drafts[0].comments) == ("draft", {"lead": "ask jack"})


def test_a_row_makes_room_for_the_next_and_is_saved_as_it_is_typed(people, drafts, sign_in):
    page = sign_in(people.nina, opens=drafts[1].get_absolute_url())
    steps = page.get_by_role("group", name="Next week")
    shown = steps.locator(".own-row:visible")
    count = shown.count()
    steps.get_by_label("What we do").nth(count - 1).fill("We ring you")
    steps.get_by_label("Who").nth(count - 1).fill("Nina")
    expect(shown).to_have_count(min(count + 1, 8))
    expect(page.locator("#sheet")).to_contain_text("We ring you")
    expect(steps).to_contain_text("Your own words.")
    steps.get_by_role("button", name="Back to what the timeline says").click()
    page.wait_for_load_state()
    expect(page.locator("#sheet")).not_to_contain_text("We ring you")
    drafts[1].refresh_from_db()
    assert drafts[1].actions is None


def test_a_line_is_removed_with_one_click(people, drafts, sign_in):
    drafts[0].write_words(actions=[{"text": word, "owner": "Nina"} for word in ("One", "Two")])
    page = sign_in(people.nina, opens=drafts[0].get_absolute_url())
    page.get_by_role("group", name="Next week").get_by_label("Remove line 1").click()
    expect(page.locator("[data-autosave-hint]")).to_have_text("Saved")
    drafts[0].refresh_from_db()
    assert [row["text"] for row in drafts[0].actions] == ["Two"]


def test_a_number_opens_what_is_behind_it(people, drafts, sign_in):
    page = sign_in(people.nina, opens=drafts[0].get_absolute_url())
    page.locator("#sheet a.number").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Jonas Krantz")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_putting_off_in_the_dialog_refuses_a_moment_that_has_passed(people, drafts, sign_in):
    page = sign_in(people.nina, opens=drafts[0].get_absolute_url())
    page.keyboard.press("p")
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_label("Goes out at")
    expect(field).to_be_focused()
    field.fill("2020-01-02T10:00")
    dialog.get_by_role("button", name="Put it off").click()
    expect(dialog).to_contain_text("This moment has passed.")
    expect(field).to_have_value("2020-01-02T10:00")


def test_on_a_phone_it_is_approved_before_it_is_scrolled(people, drafts, sign_in):
    page = sign_in(people.nina, PHONE, opens=drafts[0].get_absolute_url())
    button = page.get_by_role("button", name="Approve").bounding_box()
    assert button and button["y"] < PHONE["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
