"""A tick at Friday 15:00 yields a sent weekly report for every open assignment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailings.models import Letter
from processes.models import Event, Report
from recruitcrm.chores import do_all

FRIDAY = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)  # 15:00 in Stockholm
pytestmark = pytest.mark.django_db


def test_one_tick_at_the_slot_drafts_approves_renders_and_sends(cast, real_pdf):
    payroll, engineer = cast.payroll(), cast.data_engineer()
    cast.presented(cast.jonas, on=payroll)
    do_all(FRIDAY)
    assert {report.assignment_id for report in Report.objects.sent()} == {payroll.pk, engineer.pk}
    report = payroll.reports.get()
    assert report.sent_at == report.approved_at == FRIDAY
    edition = report.editions.get()
    assert bytes(edition.pdf.content).startswith(b"%PDF")
    letters = Letter.objects.filter(key__startswith=f"report:{report.pk}:").order_by("to")
    assert [letter.to for letter in letters] == [cast.hugo.email, cast.sara.email]
    assert {letter.html for letter in letters} == {edition.html}
    assert all(letter.attachments.get() == edition.pdf for letter in letters)
    assert Event.objects.filter(kind="report_sent", assignment=payroll).count() == 1
