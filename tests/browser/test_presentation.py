"""A recruiter puts the shortlist in order by keyboard, sees what is missing, and sends it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from processes.models import Presentation
from tests.cast import Cast
from tests.processes.presentations.shortlist import Shortlist

pytestmark = pytest.mark.django_db(transaction=True)


def test_chosen_ordered_typed_and_sent(people: Cast, sign_in: Callable[..., Page]) -> None:
    shortlist = Shortlist(people)
    page = sign_in(people.nina, opens=shortlist.address("assignment_presentation"))
    notes = page.locator("#notes")
    expect(notes).to_contain_text("Evidence for a must-have is missing: Rolf Ek.")
    page.get_by_role("checkbox", name="Rolf Ek").uncheck()
    expect(notes).to_contain_text("2 people are no selection")
    page.get_by_role("button", name="Jonas Krantz one place up").press("Enter")
    expect(page.locator("[data-order-item]").first).to_contain_text("Jonas Krantz")
    page.get_by_label("Introduction").fill("We spoke with 42 people.")
    expect(page.locator("[data-autosave-hint]")).to_have_text("Saved")
    page.reload()
    expect(page.locator("[data-order-item]").first).to_contain_text("Jonas Krantz")
    expect(page.get_by_label("Introduction")).to_have_value("We spoke with 42 people.")
    page.get_by_role("button", name="Send to the client").click()
    expect(page.get_by_text("is on its way to Sara Berg")).to_be_visible()
    sent = Presentation.objects.frozen().get()
    assert [person.name for person in sent.said.people] == ["Jonas Krantz", "Amira Lundqvist"]
