"""Windows that are used again: their scripts, styles and fonts need not be read anew."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext, ViewportSize

from tests.browser.server import wait_for_answers


class Windows:
    """Those of one Chromium; each is somebody's own while a test lasts, and then nobody's."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self.browser = browser
        self.base_url = base_url
        self.plain: list[tuple[ViewportSize, BrowserContext]] = []
        self.open: list[BrowserContext] = []
        self.complaints: list[str] = []

    def open_one(self, size: ViewportSize, **options: Any) -> BrowserContext:
        """A plain one is one that was used before, if there is; any other is made."""
        for known, context in self.plain:
            if known == size and not options and context not in self.open:
                break
        else:
            context = self.make(size, **options)
            if not options:
                self.plain.append((size, context))
                # With a page that stays open, so does the process that shows the others.
                context.new_page().goto("/account/login/")
                context.clear_cookies()
        self.open.append(context)
        return context

    def make(self, size: ViewportSize, **options: Any) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.base_url, viewport=size, locale="en-GB", **options
        )
        context.set_default_timeout(10_000)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("console", lambda message: self.note(message.type, message.text))
        return context

    def note(self, kind: str, text: str) -> None:
        # A refusal is a 422, which Chromium calls an error; the page shows what is wrong.
        if kind == "error" and "422" not in text:
            self.complaints.append(text)

    def close(self) -> list[str]:
        """Nobody is signed in and nothing is open any more; what was complained about."""
        plain = [context for _size, context in self.plain]
        for context in self.open:
            if context in plain:
                for page in context.pages[1:]:
                    page.close()
                context.clear_cookies()
            else:
                context.close()
        self.open.clear()
        wait_for_answers()
        complaints = [*self.complaints]
        self.complaints.clear()
        return complaints
