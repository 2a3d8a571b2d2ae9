"""Pictures of a walk, to be looked at; none are taken where PICTURES names no folder."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE


def picture(page: Page, name: str) -> None:
    """The whole page at the desk and on a phone, light and dark; nothing reaches out of either."""
    folder, was = os.environ.get("PICTURES"), page.viewport_size
    if not folder or not was:
        return
    for size, where in ((DESK, "desk"), (PHONE, "phone")):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            path = Path(folder) / f"{name}-{where}-{scheme}.png"
            page.screenshot(path=path, full_page=True, animations="disabled")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
    page.set_viewport_size(was)
    page.emulate_media(color_scheme="light")
