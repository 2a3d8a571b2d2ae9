"""Ada's first day: when reports go out, an exception for a client, and the old system's tables."""

from __future__ import annotations

from datetime import time

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, expect

from clients.models import Client
from processes.models import Assignment, ReportSchedule

pytestmark = pytest.mark.django_db(transaction=True)
FILES = {
    "clients.csv": "Account Id,Account Name,Billing City,Billing Country\n"
    "A1,Bergvik Paper,Karlstad,Sweden\nA2,Dorna Foods,Gdynia,Poland\n",
    "contacts.csv": "Contact Id,First Name,Last Name,Email,Account Id\n"
    "K1,Maria,Ek,maria.ek@bergvik.example,A1\nK2,Jan,Kos,jan.kos(at)dorna.example,A2\n",
    "candidates.csv": "Candidate Id,First Name,Last Name,Email,Skill Set\n"
    "C1,Olle,Sten,olle.sten@people.example,Payroll\n",
    "job-openings.csv": "Job Opening Id,Posting Title,Account Id,Contact Id,Date Opened\n"
    "J1,Head of payroll,A1,K1,2026-11-02\n",
}


def test_reports_go_out_when_the_admin_says_and_a_client_has_an_exception(people, sign_in):
    now = timezone.now()
    payroll, engineer = people.payroll(at=now), people.data_engineer(at=now)
    page = sign_in(people.ada)
    page.goto("/settings/report-schedules/")
    page.get_by_role("link", name="Change").first.click()
    slots = page.locator("#slots")
    before = slots.inner_text()
    page.get_by_label("Weekday").select_option(label="Thursday")
    page.get_by_label("Time", exact=True).fill("09:30")
    page.get_by_label("Only after a recruiter has approved it").check()
    expect(slots).to_contain_text("09:30")
    assert slots.inner_text() != before
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text("Thursday")
    agency = ReportSchedule.objects.of_agency()
    assert (agency.weekday, agency.time, agency.needs_approval) == (3, time(9, 30), True)

    page.get_by_role("link", name="Add an exception").first.click()
    expect(page.locator("input[name=q][autofocus]")).to_be_focused()
    page.keyboard.type("lumen", delay=20)
    page.locator("#found").get_by_role("link", name="all assignments").click()
    page.get_by_label("Weekday").select_option(label="Monday")
    page.get_by_role("checkbox", name="Peter Nowak").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Lumen Retail")
    exception = ReportSchedule.objects.in_force_for(engineer)
    assert (exception.client, exception.weekday) == (people.lumen, 0)
    assert exception.contacts_of(engineer) == [people.peter]
    assert ReportSchedule.objects.in_force_for(payroll) == agency
    expect(page.locator("main")).to_contain_text("Interim payroll manager, Nordvik Energi")

    page.get_by_text("Remove", exact=True).first.click()
    page.locator("form[action$='/removal/'] button").click()
    expect(page.locator("main")).to_contain_text("No exceptions")
    assert ReportSchedule.objects.in_force_for(engineer) == agency


def test_the_old_systems_tables_are_looked_at_first_and_then_taken_in(people, sign_in):
    page = sign_in(people.ada)
    page.get_by_role("link", name="Import").first.click()
    page.get_by_label("CSV files, or one ZIP of them").set_input_files(
        [
            FilePayload(name=name, mimeType="text/csv", buffer=text.encode())
            for name, text in FILES.items()
        ]
    )
    page.get_by_role("button", name="See what would happen").click()
    expect(page.get_by_role("heading", name="What would happen")).to_be_visible()
    refused = page.locator("section", has_text="Refused rows").locator("tbody tr")
    expect(refused).to_have_count(1)
    expect(refused).to_contain_text("contacts.csv")
    expect(refused).to_contain_text("3")  # the line
    assert not Client.objects.filter(name="Bergvik Paper").exists()

    page.get_by_role("button", name="Import 5 rows").click()
    expect(page.get_by_text("5 rows were taken in")).to_be_visible()
    page.get_by_role("link", name="See the assignments").click()
    page.get_by_role("link", name="Head of payroll").first.click()
    expect(page.get_by_role("heading", name="Head of payroll", level=1)).to_be_visible()
    opened = Assignment.objects.get(title="Head of payroll")
    assert opened.client.name == "Bergvik Paper"
    assert opened.next_report_at
