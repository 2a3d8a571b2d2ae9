"""Somebody on a phone applies: no account, with or without scripts, and uploads the CV once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from processes.forms import application as form
from processes.models import Application, Candidacy, Vacancy
from tests.browser.conftest import PHONE
from tests.processes.vacancies.story import CV, PAY, WORDS

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page: Page) -> bool:
    """Whether nothing has to be moved sideways to be read."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    return bool(wide <= PHONE["width"])


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_somebody_applies_on_a_phone(people, open_browser, tmp_path: Path, monkeypatch, scripts):
    monkeypatch.setattr(form, "TOO_FAST", timedelta(0))  # a browser types faster than people
    vacancy = Vacancy(assignment=people.data_engineer(**PAY))
    now = timezone.now()
    vacancy.write(at=now, **(WORDS | {"valid_until": now.date() + timedelta(days=9)}))
    vacancy.publish(by=people.rasmus, at=now)
    cv = tmp_path / "maja.txt"
    cv.write_bytes(CV)

    context = open_browser(PHONE, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/jobs/")
    assert fits(page)
    page.get_by_role("link", name="Data engineer").click()
    expect(page.get_by_text("PLN 18,000–22,000 a month")).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="Apply", exact=True).click()
    page.get_by_label("First name").fill("Maja")
    page.get_by_label("Last name").fill("Nilsson")
    page.get_by_label("E-mail").fill("maja@")
    page.get_by_label("CV").set_input_files(cv)
    page.get_by_label("What did you last make faster?").fill("A report that took a night")
    page.get_by_role("button", name="Send the application").click()

    expect(page.get_by_text("Enter a valid email address")).to_be_visible()
    expect(page.get_by_text("We have your CV: maja.txt")).to_be_visible()
    expect(page.get_by_label("First name")).to_have_value("Maja")
    assert fits(page)
    page.get_by_label("E-mail").fill("maja@people.example")
    page.get_by_role("button", name="Send the application").click()

    expect(page.get_by_role("heading", name="your application has arrived")).to_be_visible()
    expect(page.get_by_text("You have an answer by")).to_be_visible()
    assert fits(page)
    assert context.cookies() == []
    application = Application.objects.get()
    assert application.document is not None
    assert application.document.file.read() == CV
    assert Candidacy.objects.get().applied_at == application.at
