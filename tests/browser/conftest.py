"""A real Chromium at a desk and on a phone, walking through the product as people do."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from recruitcrm import machine
from tests.cast import PASSWORD, Cast

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

    from accounts.models import User

HERE = Path(__file__).parent
DESK: ViewportSize = {"width": 1440, "height": 1000}
PHONE: ViewportSize = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One more chance each: on a crowded machine a browser may be slower than any patience."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium where there is one, else Playwright's own."""
    # Playwright runs an event loop; our tests touch the database beside it, from one thread.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=10_000)  # as long as a click may take; usually it is at once
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=machine.chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_browser(
    chromium: Browser, live_server: LiveServer
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser windows of their own; one that had an error on a page fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(size: ViewportSize = DESK, **options: Any) -> BrowserContext:
        context = chromium.new_context(
            base_url=live_server.url, viewport=size, locale="en-GB", **options
        )
        context.set_default_timeout(10_000)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("console", lambda message: note(message.type, message.text))
        contexts.append(context)
        return context

    def note(kind: str, text: str) -> None:
        # A refusal is a 422, which Chromium calls an error; the page shows what is wrong.
        if kind == "error" and "422" not in text:
            complaints.append(text)

    yield open_one
    for context in contexts:
        context.close()
    wait_for_answers()
    assert not complaints, complaints


def wait_for_answers() -> None:
    """Until the server has answered all that closed windows have asked.

    A test whose tables are emptied under an answer leaves rows, or a deadlock, to the next one.
    """
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return Cast()


@pytest.fixture
def sign_in(open_browser: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Opens a browser and signs somebody in through the sign-in page."""

    def enter(user: User, size: ViewportSize = DESK) -> Page:
        page = open_browser(size).new_page()
        page.goto("/account/login/")
        page.locator("#id_login").fill(user.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_load_state()
        return page

    return enter
