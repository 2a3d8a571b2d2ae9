"""A hiring manager reads their assignment on a small phone, in their language, and on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.cast import Cast
from tests.portal.test_assignment_page import SECTIONS
from tests.processes.reports.story import Story

pytestmark = pytest.mark.django_db(transaction=True)
SMALL: ViewportSize = {"width": 360, "height": 780}
DESK: ViewportSize = {"width": 1440, "height": 1000}
ON_PAPER = """() => {
    const clicked = document.querySelectorAll("[data-frame-only], .skip-link, #toasts");
    const grid = document.querySelector(".portal-grid");
    return {
        frame: [...clicked].filter((one) => one.checkVisibility()).length,
        paper: getComputedStyle(document.body).backgroundColor,
        ink: getComputedStyle(document.body).color,
        badge: getComputedStyle(document.querySelector(".badge-brand")).color,
        columns: getComputedStyle(grid).gridTemplateColumns.split(" ").length,
    };
}"""
WHERE = (
    "(one) => { const box = one.getBoundingClientRect(); return [box.left, box.top + scrollY]; }"
)


def test_a_page_to_read_anywhere(people: Cast, sign_in: Callable[..., Page]) -> None:
    story = Story(people)
    user = people.sits_in_portal(people.sara)
    address = f"/portal/assignments/{story.assignment.pk}/"
    page = sign_in(user, SMALL, opens=address, color_scheme="dark")

    # On a small phone everything stands below each other, and nothing reaches out of the page.
    tops = [page.locator(f"#{name}").evaluate(WHERE)[1] for name in SECTIONS]
    assert tops == sorted(tops) and len(set(tops)) == len(SECTIONS)
    assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]
    assert page.locator("#team a[href^='tel:']").get_attribute("href") == "tel:+46701234567"

    # At the desk two of them stand beside each other, and are read row by row.
    page.set_viewport_size(DESK)
    plan, progress = (page.locator(f"#{name}").evaluate(WHERE) for name in ("plan", "progress"))
    assert plan[1] == progress[1] and plan[0] < progress[0]

    # Paper is white, whatever the screen is, with the same two columns and nothing to click.
    page.emulate_media(media="print")
    paper = page.evaluate(ON_PAPER)
    assert paper.pop("ink").startswith("oklch(0.2 ")
    assert (
        float(paper.pop("badge").removeprefix("oklch(").split()[0]) <= 0.48
    )  # to be read on white
    assert paper == {"frame": 0, "paper": "rgb(255, 255, 255)", "columns": 2}
    page.emulate_media(media="screen")

    # The language is two clicks away, on the same page.
    page.locator("summary", has_text="Sara Berg").click()
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("h1")).to_have_text("Interim payroll manager")
