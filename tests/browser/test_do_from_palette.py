"""What one does with somebody whom the palette has found, without opening their page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_right_arrow_shows_what_one_does_with_somebody(
    people: Cast, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(people.nina)
    page.keyboard.press("Control+k")
    page.keyboard.type("malinowska", delay=20)
    palette = page.get_by_role("dialog", name="Search everything")
    chosen = palette.get_by_role("option", selected=True)
    ways = palette.get_by_role("option", name=": Ewa Malinowska")
    expect(chosen).to_contain_text("Ewa Malinowska")
    expect(ways).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(ways).to_have_count(2)
    expect(chosen).to_have_accessible_name("Log a call: Ewa Malinowska")
    page.keyboard.press("ArrowLeft")
    expect(ways).to_have_count(0)
    expect(chosen).to_contain_text("Ewa Malinowska")
    chosen.locator("[data-unfold]").click()
    expect(palette.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_accessible_name("Put on an assignment: Ewa Malinowska")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(palette).to_be_hidden()
    who = page.get_by_role("dialog", name="Form").locator(f"[value=candidate-{people.ewa.pk}]")
    expect(who).to_have_count(1)
