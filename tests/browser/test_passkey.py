"""A passkey, with a device that Chromium plays: added, signed out, signed in with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_passkey_is_added_and_opens_the_door(
    people: Cast, open_browser: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    """The browser of tests complains about every violation of the content security policy."""
    page = open_browser().new_page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    about = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    about |= {"hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": about})

    by_name = f"http://localhost:{urlsplit(live_server.url).port}"
    page.goto(f"{by_name}/account/login/")
    page.locator("#id_login").fill(people.nina.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{by_name}/account/security/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What you call it").fill("Nina's laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_visible()

    page.goto(f"{by_name}/account/passkeys/")
    expect(page.get_by_text("Nina's laptop")).to_be_visible()
    page.goto(f"{by_name}/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="With a passkey").click()
    page.wait_for_url(f"{by_name}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.goto(f"{live_server.url}/account/login/")  # a number, for which browsers keep no passkeys
    expect(page.get_by_role("button", name="With a passkey")).to_have_count(0)
