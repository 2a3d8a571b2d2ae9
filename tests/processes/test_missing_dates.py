"""A date that is not agreed is a risk on the assignment's pages, until it is set (C3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.attention import GRACE, is_without_dates
from processes.models import Assignment
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db
A_SECOND = timedelta(seconds=1)


def agree(assignment: Assignment, decision_on: date | None) -> None:
    assignment.agree_dates(
        presentation_on=date(2026, 12, 1),
        meetings_on=date(2026, 12, 3),
        decision_on=decision_on,
        by=assignment.owner,
        at=NOW,
    )


def test_the_first_meeting_has_time_to_agree_them(cast: Cast) -> None:
    payroll = cast.payroll()
    assert not is_without_dates(payroll, MONDAY + GRACE)
    assert is_without_dates(payroll, MONDAY + GRACE + A_SECOND)
    assert is_without_dates(payroll, MONDAY + timedelta(days=60))


def test_one_that_is_missing_is_enough_and_none_is_no_risk(cast: Cast) -> None:
    payroll = cast.payroll()
    agree(payroll, None)
    assert is_without_dates(payroll, NOW)
    agree(payroll, date(2026, 12, 7))
    assert not is_without_dates(payroll, NOW)


def test_a_closed_assignment_risks_nothing(cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.close("lost", words="Too late.", by=cast.nina, at=NOW)
    assert not is_without_dates(payroll, NOW)


@pytest.mark.parametrize("tab", ["assignment", "assignment_schedule", "assignment_brief"])
def test_every_page_of_the_assignment_says_so(client: Browser, cast: Cast, tab: str) -> None:
    payroll = cast.payroll(at=MONDAY - timedelta(days=60))
    client.force_login(cast.nina)
    agree(payroll, None)
    said = client.get(reverse(tab, args=[payroll.pk])).content.decode()
    assert "A risk: no date for decision. Candidates are lost where no date is set." in said
    agree(payroll, date(2026, 12, 7))
    assert "A risk" not in client.get(reverse(tab, args=[payroll.pk])).content.decode()
