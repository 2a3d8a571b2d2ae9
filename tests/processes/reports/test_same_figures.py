"""The report of an assignment tells the client the same numbers as Insights tells us."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from processes.insights import figures
from processes.insights.choice import Choice
from processes.insights.figures import Answers, Period, Record
from processes.models import Assignment, FollowUp
from processes.reports import treatment_words
from processes.reports.facts import facts
from processes.reports.freezing import frozen, thawed
from processes.reports.report_facts import Kept, ReportFacts, Treatment
from tests.cast import Cast
from tests.processes.follow_ups.words import stockholm
from tests.processes.insights.story import quiet, word

OPENED, FIRST, AT = stockholm(2, 8), stockholm(3, 10), stockholm(20, 10)
HOUR = timedelta(hours=1)


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    """Words of each sort on one assignment, the clocks of silence and a client's answers too."""
    payroll = quiet(cast.payroll(at=OPENED))
    jonas = payroll.add(cast.jonas, by=cast.nina, at=OPENED)
    for kind, hours in (
        ("application", 4),
        ("application", 9),
        ("personal_feedback", 36),
        ("client_feedback", 20),
        ("feedback_after_meeting", 60),
        ("client_silence", 100),
        ("candidate_silence", 1),
    ):
        given = FIRST + hours * HOUR
        word(payroll, kind, FIRST + 48 * HOUR, asked=FIRST, given=given, candidacy=jonas)
    word(payroll, "feedback_after_meeting", AT - HOUR, asked=FIRST, candidacy=jonas)
    word(payroll, "candidate_silence", AT - HOUR, asked=FIRST, candidacy=jonas)
    pulled = word(payroll, "schedule", FIRST + 48 * HOUR, given=FIRST + 8 * HOUR)
    FollowUp.objects.filter(pk=pulled.pk).update(due_at=FIRST + 9 * HOUR)
    word(payroll, "weekly_call", AT - HOUR, asked=FIRST)
    return payroll


def both(payroll: Assignment) -> tuple[ReportFacts, Record, dict[str, Answers]]:
    zone = ZoneInfo("Europe/Stockholm")
    period = Period(AT, zone, Choice(3).month_starts(AT, zone))
    choice = Choice(3, client=payroll.client)
    whole = figures.in_all(figures.by_month(choice, period))
    return facts(payroll, OPENED, AT), whole, figures.answers(choice, period)


def test_words_kept_moved_and_late_are_the_same(payroll: Assignment) -> None:
    told, counted, _answers = both(payroll)
    # Applications and feedback in time, the schedule pulled forward and in time; the call is late.
    assert told.kept == Kept(kept=4, moved=0, late=1)
    assert (counted.kept, counted.moved, counted.late) == (4, 0, 1)


def test_waits_are_the_same(payroll: Assignment) -> None:
    told, _counted, answers = both(payroll)
    treated = told.treatment
    assert answers == {
        "application": Answers(2, 2, 6.5 * HOUR),
        "personal_feedback": Answers(1, 1, 36 * HOUR),
        "client_feedback": Answers(3, 2, 40 * HOUR),
    }
    assert (treated.applicants, treated.answered, treated.median_hours) == (2, 2, 6.5)
    assert treated.feedback_hours == 36
    assert (treated.clients_asked, treated.clients_answered, treated.clients_hours) == (3, 2, 40)


def test_the_report_says_them(payroll: Assignment) -> None:
    with translation.override("en"):
        said = treatment_words.treatment(both(payroll)[0].treatment)
    assert "The median wait for it was 1.5 days." in said
    assert "given 2 of 3 answers that people wait for; the median wait was 1.7 days." in said


def test_a_report_frozen_before_they_were_counted_can_still_be_read(payroll: Assignment) -> None:
    told = both(payroll)[0]
    stored = json.loads(json.dumps(frozen(told)))
    for name in ("feedback_hours", "clients_asked", "clients_answered", "clients_hours"):
        del stored["treatment"][name]
    old = thawed(ReportFacts, stored)
    assert asdict(old.treatment) == asdict(told.treatment) | {
        "feedback_hours": None,
        "clients_asked": 0,
        "clients_answered": 0,
        "clients_hours": None,
    }
    assert "median" not in treatment_words.treatment(old.treatment)
    assert treatment_words.treatment(Treatment(0, 0, None, None, 0, 0)) == ""
