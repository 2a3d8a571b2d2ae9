"""Ada gives a client reports of its own: readers, their languages, the order of the sections."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from clients.models import Contact
from processes.models import ReportSchedule

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_exception_with_a_new_reader_and_an_order_by_keyboard(people, sign_in):
    payroll = people.payroll(at=timezone.now())
    page = sign_in(people.ada, opens="/settings/report-schedules/new/")
    page.keyboard.type("nordvik", delay=20)
    page.locator("#found").get_by_role("link", name="all assignments").click()
    page.get_by_label("The working day after").check()
    page.get_by_role("checkbox", name="Sara Berg").check()
    page.get_by_label("Language of the reports to Sara Berg").select_option(label="Swedish")
    page.get_by_text("Add somebody else").click()
    page.get_by_label("First name").fill("Maja")
    page.get_by_label("E-mail").fill("maja@nordvik-group.example")

    order = page.locator("[data-order]")
    expect(order).to_be_hidden()
    page.get_by_label("Its own, in this order").check()
    market = page.get_by_role("button", name="Move up: What the market tells us")
    market.focus()
    for place in (9, 8, 7):
        page.keyboard.press("Enter")
        expect(page.locator("[data-order-voice]")).to_have_text(f"Now number {place} in the report")
        expect(market).to_be_focused()
    page.get_by_role("checkbox", name="Kept promises").uncheck()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Not saved yet: something below needs another look.")).to_be_visible()
    expect(page.get_by_label("First name")).to_have_value("Maja")
    assert not Contact.objects.filter(first_name="Maja").exists()
    page.get_by_label("maja@nordvik-group.example is right").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="Nordvik Energi")).to_be_visible()
    schedule = ReportSchedule.objects.in_force_for(payroll)
    assert (schedule.client, schedule.on_holiday) == (people.nordvik, "after")
    read = {reader.contact.first_name: reader.language for reader in schedule.readers_of(payroll)}
    assert read == {"Sara": "sv", "Maja": "sv"}
    assert schedule.sections is not None
    assert schedule.sections.index("market") == 6
    assert "kept" not in schedule.sections
    assert schedule.chosen.get(contact__first_name="Maja").confirmed_by == people.ada


def test_sections_are_dragged_into_another_order(people, sign_in):
    page = sign_in(people.ada, opens="/settings/report-schedules/agency/")
    rows = page.locator("[data-order-item]")
    rows.nth(4).locator("[data-order-handle]").drag_to(rows.nth(1))
    expect(rows.nth(1)).to_contain_text("From search to shortlist")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("Friday 15:00")
    sections = ReportSchedule.objects.of_agency().sections
    assert sections is not None
    assert sections[:3] == ["lead", "funnel", "decisions"]
