"""Which sections a report has: as its schedule says, else the next wider one, else all."""

from __future__ import annotations

import pytest

from processes.models import Report, ReportSchedule
from processes.reports.sections import in_order
from tests.processes.reports.story import FRIDAY, on

pytestmark = pytest.mark.django_db
OF_AGENCY = ["lead", "funnel", "next_week"]
OF_CLIENT = ["lead", "obstacles", "next_week", "kept"]
OWN = ["lead", "candidates", "next_week"]


@pytest.fixture
def report(cast) -> Report:
    return Report.objects.draft(cast.payroll(at=on(16)), FRIDAY, at=on(19, 15))


def test_by_default_all_of_its_kind(report):
    assert ReportSchedule.objects.sections_for(report.assignment) is None
    assert report.sections_shown() == in_order(None, "interim")


def test_a_schedule_without_any_takes_those_of_the_next_wider_one(cast, report):
    sections_for = ReportSchedule.objects.sections_for
    default = ReportSchedule.objects.made_for_agency()
    default.sections = OF_AGENCY
    default.save()
    assert sections_for(report.assignment) == OF_AGENCY
    of_client = ReportSchedule.objects.create(client=cast.nordvik)
    own = ReportSchedule.objects.create(assignment=report.assignment)
    assert sections_for(report.assignment) == OF_AGENCY
    of_client.sections = OF_CLIENT
    of_client.save()
    assert sections_for(report.assignment) == OF_CLIENT
    own.sections = OWN
    own.save()
    assert sections_for(report.assignment) == OWN
    assert report.sections_shown() == OWN
    assert sections_for(cast.data_engineer()) == OF_AGENCY


def test_what_was_approved_keeps_the_sections_it_was_approved_with(cast, report):
    own = ReportSchedule.objects.create(assignment=report.assignment, sections=OWN)
    report.approve(by=cast.nina, at=on(20, 9))
    own.sections = OF_CLIENT
    own.save()
    assert Report.objects.get().sections_shown() == OWN
