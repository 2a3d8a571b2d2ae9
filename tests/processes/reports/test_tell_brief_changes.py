"""What is new in the brief stands in the weekly report, with what it does to the dates (C2)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from processes.models import Assignment, Report
from processes.reports.facts import facts
from processes.reports.freezing import frozen, thawed
from processes.reports.report_facts import ReportFacts
from processes.reports.sections import Section
from processes.reports.words import words
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll(at=MONDAY - 14 * DAY, brief="CANARY of ours", remote_days=1)


def edit(assignment: Assignment, at: Any, **changed: Any) -> None:
    must_haves = changed.pop("must_haves", [must.text for must in assignment.must_haves.all()])
    assignment.edit(
        by=assignment.owner,
        at=at,
        contacts=assignment.contacts.all(),
        must_haves=must_haves,
        **changed,
    )


def told(assignment: Assignment) -> ReportFacts:
    return facts(assignment, MONDAY, NOW)


def test_changes_of_the_week_are_told_with_their_dates(payroll: Assignment) -> None:
    edit(payroll, MONDAY - DAY, place="Gävle")  # told a week ago
    edit(payroll, MONDAY + DAY, remote_days=3, dates_effect="stay")
    edit(
        payroll,
        NOW - DAY,
        must_haves=["Hogia", "Coaching"],
        dates_effect="move",
        dates_words="The presentation moves to 9 December",
    )
    said = words(told(payroll))
    assert [(one.day, one.dates) for one in said.brief] == [
        ("Tue 17 Nov", "The agreed dates stay as they are."),
        ("Thu 19 Nov", "The presentation moves to 9 December."),
    ]
    assert said.brief[0].news == ["Days a week at home: 3 days (it was 1 day)"]
    assert said.brief[1].news[-2:] == [
        "New must-have: Hogia",
        "New must-have: Coaching",
    ]
    assert Section.BRIEF in {part.name for part in said.sections}


def test_a_week_without_a_change_has_no_such_section(payroll: Assignment) -> None:
    edit(payroll, MONDAY - DAY, place="Gävle")
    assert Section.BRIEF not in {part.name for part in words(told(payroll)).sections}


def test_what_comes_after_the_report_waits_for_the_next(payroll: Assignment) -> None:
    edit(payroll, NOW + DAY, place="Gävle")
    assert told(payroll).brief == ()


def test_a_frozen_report_says_it_in_each_readers_language(payroll: Assignment) -> None:
    edit(
        payroll,
        NOW - DAY,
        pay_from=Decimal(45_000),
        pay_currency="SEK",
        pay_per="month",
        offers={"development": "A year in Oslo"},
    )
    stored = thawed(ReportFacts, frozen(told(payroll)))
    assert stored == told(payroll)
    with translation.override("en"):
        assert words(stored).brief[0].news == [
            "Pay: from SEK 45,000 a month",
            "Development on offer: A year in Oslo",
        ]


def test_a_report_frozen_before_there_were_any_says_nothing(payroll: Assignment) -> None:
    edit(payroll, NOW - DAY, place="Gävle")
    older = frozen(told(payroll))
    del older["brief"]
    assert words(thawed(ReportFacts, older)).brief == []


def test_what_recruiters_write_for_themselves_is_only_named(payroll: Assignment) -> None:
    edit(payroll, NOW - DAY, brief="CANARY rewritten", pay="CANARY remark", competition="CANARY")
    stored = frozen(told(payroll))
    assert "CANARY" not in str(stored)
    assert words(told(payroll)).brief[0].news == [
        "The description of the role was written anew.",
        "What is said of the pay beside the numbers was written anew.",
    ]


def test_letter_text_and_pdf_say_the_same(payroll: Assignment) -> None:
    edit(payroll, NOW - DAY, place="Gävle", dates_effect="move", dates_words="Two days later")
    report = Report.objects.draft(payroll, NOW, at=NOW)
    report.approve(by=payroll.owner, at=NOW)
    made = report.make("en")
    for said in (made.html, made.text, made.pdf_html or ""):
        assert "What is new in the brief" in said
        assert "Place: Gävle" in said
        assert "Two days later." in said


def test_the_client_reads_it_in_the_portal(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll(at=NOW - 2 * DAY)
    edit(payroll, NOW - DAY, place="Gävle", brief="CANARY of ours", dates_effect="stay")
    client.force_login(cast.sits_in_portal(cast.sara))
    page = client.get(reverse("portal_assignment", args=[payroll.pk])).content.decode()
    assert "Place: Gävle" in page
    assert "The agreed dates stay as they are." in page
    assert "CANARY" not in page
