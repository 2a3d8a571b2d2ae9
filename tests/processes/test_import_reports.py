"""The main job on real input: an imported batch, and the Friday after it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command

from mailings.models import Letter
from processes.importing.batch import Batch
from processes.models import Assignment, Report
from tests.cast import Cast
from tests.processes.zoho import batch

TUESDAY = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
FRIDAY = "2026-11-20T15:00:00+01:00"  # the agency's own time


def test_each_imported_open_assignment_gets_its_weekly_report_with_pdf(cast: Cast) -> None:
    Batch(by=cast.ada, at=TUESDAY).take_in(batch().items())
    call_command("tick", "--at", FRIDAY, "--here")
    assert {report.assignment.title for report in Report.objects.sent()} == {
        "Clinical Recruiter",
        "Senior Revenue Analyst",
        "Senior Product Manager",
    }
    assert Assignment.objects.open().count() == Report.objects.sent().count()
    letters = {letter.to: letter for letter in Letter.objects.filter(kind="weekly_report")}
    assert set(letters) == {
        "elena.brooks@pioneerclinical.example",
        "david.lin@atlasrevenue.example",
        "tara.shah@northpeakproduct.example",
    }
    letter = letters["elena.brooks@pioneerclinical.example"]
    assert "Sophia Gray" in letter.text and "Marcus Reed" in letter.text
    (pdf,) = letter.attachments.all()
    assert bytes(pdf.content).startswith(b"%PDF-")
    assert pdf.filename.startswith("Clinical Recruiter")


def test_the_next_tick_sends_nothing_again(cast: Cast) -> None:
    Batch(by=cast.ada, at=TUESDAY).take_in(batch().items())
    for moment in (FRIDAY, FRIDAY, "2026-11-20T15:05:00+01:00"):
        call_command("tick", "--at", moment, "--here")
    assert Letter.objects.filter(kind="weekly_report").count() == 3


def test_a_report_holds_no_internal_note_of_the_batch(
    cast: Cast,
) -> None:
    files = batch()
    marker = b"CANARY compensation"
    files["05-submissions.csv"] = files["05-submissions.csv"].replace(b"compensation", marker)
    Batch(by=cast.ada, at=TUESDAY).take_in(files.items())
    call_command("tick", "--at", FRIDAY, "--here")
    said = "".join(letter.text + letter.html for letter in Letter.objects.all())
    assert "Marcus Reed" in said
    assert "CANARY" not in said


@pytest.fixture(autouse=True)
def _kept_here(settings: Any) -> None:
    """No mail server: letters are kept on the mailbox page."""
    settings.MAIL_GOES_OUT = False
