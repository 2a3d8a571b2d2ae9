"""How long people wait: medians in time of the clock, and who has been answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from processes.insights.choice import Choice
from processes.insights.figures import Answers, answers, answers_by_month
from processes.models import Assignment
from tests.cast import Cast
from tests.processes.follow_ups.words import stockholm
from tests.processes.insights.story import period, quiet, word

NOVEMBER = stockholm(2, 10)
HOUR = timedelta(hours=1)
EVERYTHING = Choice(3)


def asked(on: Assignment, kind: str, hours: float | None, *, dropped: bool = False) -> None:
    """Somebody began to wait on the 2nd of November, and was answered so many hours later."""
    word(
        on,
        kind,
        NOVEMBER + 120 * HOUR,
        asked=NOVEMBER,
        given=None if hours is None else NOVEMBER + hours * HOUR,
        dropped=NOVEMBER + HOUR if dropped else None,
    )


def test_medians_and_the_share_answered(cast: Cast) -> None:
    payroll = quiet(cast.payroll())
    for hours in (1, 5, 100):
        asked(payroll, "application", hours)
    asked(payroll, "application", None)
    asked(payroll, "application", None, dropped=True)  # withdrew before we answered
    for hours in (10, 20):
        asked(payroll, "personal_feedback", hours)
    for kind, hours in (("client_feedback", 60), ("feedback_after_meeting", 84)):
        asked(payroll, kind, hours)
    asked(payroll, "weekly_call", 3)
    found = answers(EVERYTHING, period())
    assert found == {
        "application": Answers(4, 3, 5 * HOUR),
        "personal_feedback": Answers(2, 2, 15 * HOUR),
        "client_feedback": Answers(2, 2, 72 * HOUR),
    }
    assert (found["application"].share, found["client_feedback"].days) == (75, 3.0)
    assert found["application"].is_few


def test_the_month_is_that_in_which_the_waiting_began(cast: Cast) -> None:
    payroll = quiet(cast.payroll())
    asked(payroll, "application", 48)
    october = stockholm(30, 10, month=10)
    word(payroll, "application", NOVEMBER, asked=october, given=NOVEMBER)
    turn = datetime(2026, 10, 31, 23, tzinfo=UTC)  # November begins in Stockholm
    word(payroll, "personal_feedback", NOVEMBER, asked=turn, given=turn + HOUR)
    with timezone.override("America/New_York"):  # whoever looks, from wherever
        found = answers_by_month(EVERYTHING, period())
    first, second = Answers(1, 1, NOVEMBER - october), Answers(1, 1, 48 * HOUR)
    assert found["application"] == [Answers(), first, second]
    assert found["personal_feedback"] == [Answers(), Answers(), Answers(1, 1, HOUR)]


def test_a_choice_narrows_it_but_not_the_kind(cast: Cast) -> None:
    asked(quiet(cast.payroll()), "application", 4)
    asked(quiet(cast.data_engineer()), "application", 8)
    for choice, hours in (
        (Choice(3, recruiter=cast.rasmus), 8),
        (Choice(3, client=cast.nordvik), 4),
        (Choice(3, kind="schedule"), 6),
    ):
        assert answers(choice, period())["application"].median == hours * HOUR, choice


def test_nobody_waited(cast: Cast) -> None:
    quiet(cast.payroll())
    found = answers(EVERYTHING, period())
    assert set(found.values()) == {Answers()}
    assert (Answers().share, Answers().days, Answers().is_few) == (None, None, False)
