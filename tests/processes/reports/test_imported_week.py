"""The main job on real input: import the batch, and Friday at three every client has a report."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from mailings.models import Letter
from processes.importing.batch import Batch
from processes.models import Assignment, Report
from tests.cast import NOW
from tests.processes.zoho import batch

pytestmark = pytest.mark.django_db


def test_after_the_import_one_tick_sends_a_report_for_each_open_assignment(cast, capsys):
    Batch(by=cast.ada, at=NOW).take_in(batch().items())
    still_open = Assignment.objects.open()
    assert still_open.count() >= 2
    call_command("tick", "--at", "2026-11-20T15:00", "--here")
    told = {(report.assignment_id, report.state) for report in Report.objects.all()}
    assert told == {(assignment.pk, "sent") for assignment in still_open}
    report = Report.objects.get(assignment__title="Clinical Recruiter")
    assert report.sent_at == datetime(2026, 11, 20, 14, tzinfo=UTC)
    letter = Letter.objects.get(key__startswith=f"report:{report.pk}:")
    assert letter.to_name == "Elena Brooks"
    assert bytes(letter.attachments.get().content).startswith(b"%PDF")
    call_command("tick", "--at", "2026-11-20T15:05", "--here")
    assert Report.objects.count() == still_open.count()
