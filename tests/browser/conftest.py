"""A real Chromium at a desk and on a phone, walking through the product as people do."""

from __future__ import annotations

import os
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
from tests.browser.windows import Windows
from tests.cast import Cast

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
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
                "--process-per-site",  # one for all pages of a window, not one for each test
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """Ours, which tells who is still waiting for an answer."""
    from django.test.testcases import LiveServerThread
    from pytest_django.live_server_helper import LiveServer

    from tests.browser.server import Server

    LiveServerThread.server_class = Server
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def windows(chromium: Browser, live_server: LiveServer) -> Windows:
    return Windows(chromium, live_server.url)


@pytest.fixture
def open_browser(windows: Windows) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser windows of their own; one that had an error on a page fails the test."""

    def open_one(size: ViewportSize = DESK, **options: Any) -> BrowserContext:
        return windows.open_one(size, **options)

    yield open_one
    complaints = windows.close()
    assert not complaints, complaints


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return Cast()


@pytest.fixture
def sign_in(
    open_browser: Callable[..., BrowserContext], live_server: LiveServer
) -> Callable[..., Page]:
    """Opens a page in a browser in which somebody is signed in; by hand: test_sign_in.py."""

    def enter(user: User, size: ViewportSize = DESK, *, opens: str = "/", **options: Any) -> Page:
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = open_browser(size, **options)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        page = context.new_page()
        page.goto(opens)
        return page

    return enter
