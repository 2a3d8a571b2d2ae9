"""A schedule that changes while a report waits for approval whose slot has passed."""

from __future__ import annotations

import pytest

from mailings.models import Letter
from processes.models import Report, ReportSchedule
from recruitcrm.chores import do_all
from tests.processes.reports.story import NEXT_FRIDAY, on

pytestmark = pytest.mark.django_db


def test_no_change_sends_what_missed_its_slot_for_want_of_approval(cast, quick_pdf):
    payroll = cast.payroll(at=on(16))
    schedule = ReportSchedule.objects.create(
        assignment=payroll, time_zone="Europe/Stockholm", needs_approval=True
    )
    schedule.take_effect(at=on(16))
    do_all(on(20, 16))  # nobody has approved it
    schedule.needs_approval = False
    schedule.save()
    schedule.take_effect(at=on(21))
    do_all(on(21))
    assert not Letter.objects.filter(kind="weekly_report").exists()
    assert Report.objects.get().waits_for_approval(on(21))
    do_all(NEXT_FRIDAY)  # words and all, by itself, with the next slot
    assert Report.objects.get().sent_at == NEXT_FRIDAY
