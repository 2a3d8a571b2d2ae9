"""The guide to a meeting, from the risk on the board to what the client reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from processes.models import Meeting
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[..., Page]


def test_from_the_risk_to_what_the_client_reads(people: Cast, sign_in: SignIn) -> None:
    now, nina = timezone.now(), people.nina
    payroll = people.payroll(at=now - timedelta(days=7))
    jonas = people.presented(people.jonas, payroll, at=now - timedelta(days=1))
    soon = nina.working_hours().add_days(now, 1)
    Meeting.objects.book(jonas, starts_at=soon, by=nina, at=now, contact=people.sara)
    page = sign_in(nina, opens=payroll.get_absolute_url())
    page.get_by_role("link", name="Write the guide").click()
    dialog = page.locator("#dialog")
    expect(dialog.get_by_label("Points to explore together")).to_have_value(
        "\n".join(must.text for must in payroll.must_haves.all())
    )
    dialog.get_by_label("What to show and tell").fill("The new payroll engine")
    dialog.get_by_role("button", name="Publish to the client").click()
    expect(dialog.get_by_text("What does this person want?")).to_be_visible()
    expect(dialog.get_by_label("What to show and tell")).to_have_value("The new payroll engine")
    dialog.get_by_label("Purpose").check()
    dialog.get_by_role("button", name="Publish to the client").click()
    page.get_by_role("button", name="Send it to those who meet them").click()
    expect(page.get_by_text("Being made: the letter and its page.")).to_be_visible()
    page.goto(payroll.get_absolute_url())
    expect(page.get_by_role("link", name="Write the guide")).to_have_count(0)
    page.get_by_role("link", name="See it as the client sees it").click()
    expect(page.get_by_text("This is what Sara Berg sees.")).to_be_visible()
    meetings = page.locator("#meetings")
    expect(meetings.get_by_text("The new payroll engine")).to_be_visible()
    page.get_by_text("As somebody else").click()
    page.get_by_role("link", name="Hugo Falk").click()
    expect(page.get_by_text("Hugo has no access to the portal yet.")).to_be_visible()
    expect(meetings.get_by_text("Purpose")).to_be_visible()
