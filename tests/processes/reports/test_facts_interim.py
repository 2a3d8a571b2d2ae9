"""An interim in facts: what may keep somebody from starting, who is there, whether it goes on."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from candidates.models import Candidate
from processes.models import Assignment, Candidacy, Placement
from processes.reports.facts import facts
from processes.reports.report_facts import Interim, Serving
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, on

pytestmark = pytest.mark.django_db
SOON = date(2026, 11, 30)
FAR = date(2027, 1, 11)


@pytest.fixture
def work(cast: Cast) -> Assignment:
    return cast.payroll(at=on(2), starts_on=SOON, decision_on=date(2026, 11, 26))


def interim(work: Assignment, until: datetime = FRIDAY) -> Interim:
    fresh = Assignment.objects.select_related("client", "owner", "decider").get(pk=work.pk)
    known = facts(fresh, until - timedelta(days=7), until).interim
    assert known is not None
    return known


def risk(work: Assignment, until: datetime = FRIDAY) -> tuple[str, date | None, int | None]:
    known = interim(work, until)
    return known.risk, known.risk_on, known.risk_days


def answered(row: Candidacy, cast: Cast) -> Candidacy:
    row.client_answers("Good", by=cast.nina, at=on(19))
    return row


def test_without_a_wanted_start_nothing_is_at_risk(cast, work):
    Assignment.objects.update(starts_on=None)
    assert risk(work) == ("", None, None)


def test_a_start_that_is_far_is_not_at_risk_yet(cast, work):
    Assignment.objects.update(starts_on=FAR)
    assert risk(work) == ("", None, None)


def test_nobody_to_start_soon(work):
    assert risk(work) == ("nobody", None, 10)


def test_whoever_is_out_cannot_start(cast, work):
    row = cast.presented(cast.jonas, work, at=on(18))
    row.finish("withdrawn", reason="salary", said_no="candidate", by=cast.nina, at=on(19))
    assert risk(work) == ("nobody", None, 10)


def test_the_client_has_not_answered(cast, work):
    cast.presented(cast.jonas, work, at=on(18))
    assert risk(work) == ("waiting", on(18).date(), 10)


def test_no_day_is_agreed_for_the_decision(cast, work):
    answered(cast.presented(cast.jonas, work, at=on(18)), cast)
    assert risk(work) == ("", None, None)
    Assignment.objects.update(decision_on=None)
    assert risk(work) == ("no_decision", None, 10)


def test_all_are_free_only_later_and_that_is_known_long_before(cast, work):
    Assignment.objects.update(starts_on=FAR)
    for person in (cast.jonas, cast.amira):
        cast.presented(person, work, at=on(18))
    Candidate.objects.filter(pk=cast.jonas.pk).update(available_on=date(2027, 2, 1))
    assert risk(work) == ("", None, None)  # of Amira nobody knows it
    Candidate.objects.filter(pk=cast.amira.pk).update(available_on=date(2027, 1, 18))
    assert risk(work) == ("unavailable", date(2027, 1, 18), 52)


def test_the_day_has_come_and_nobody_starts(cast, work):
    answered(cast.presented(cast.jonas, work, at=on(18)), cast)
    assert risk(work, on(30)) == ("passed", SOON, 0)


def placed(cast: Cast, work: Assignment, starts_on: date, ends_on: date | None) -> Placement:
    row = answered(cast.presented(cast.jonas, work, at=on(18)), cast)
    agreed: Placement = Placement.objects.agree(
        row, starts_on=starts_on, ends_on=ends_on, by=cast.nina, at=on(20, 10)
    )
    return agreed


def test_somebody_starts_as_wanted(cast, work):
    placed(cast, work, SOON, date(2027, 2, 26))
    known = interim(work)
    assert (known.risk, known.delivered, known.delivered_new, known.awaited) == ("", 1, 1, 0)
    assert known.serving == (Serving("Jonas Krantz", SOON, date(2027, 2, 26)),)


def test_somebody_starts_later_than_wanted(cast, work):
    placed(cast, work, date(2026, 12, 7), None)
    assert risk(work) == ("later", date(2026, 12, 7), 10)


def test_two_are_wanted_and_one_starts(cast, work):
    Assignment.objects.update(positions=2)
    placed(cast, work, SOON, None)
    assert risk(work, on(30)) == ("passed", SOON, 0)


def test_whoever_left_after_the_start_serves_no_more(cast, work):
    placed(cast, work, date(2026, 11, 20), None).candidacy.finish(
        "withdrawn", reason="other_offer", said_no="candidate", by=cast.nina, at=on(23)
    )
    assert interim(work, on(22)).serving != ()
    assert interim(work, on(24)).serving == ()


def serving(work: Assignment, until: datetime) -> tuple[int | None, str, date | None]:
    (row,) = interim(work, until).serving
    return row.days_left, row.extension, row.extension_on


def test_days_left_and_the_question_whether_it_goes_on(cast, work):
    placement = placed(cast, work, date(2026, 11, 23), date(2027, 1, 29))
    assert serving(work, FRIDAY) == (None, "", None)  # not begun; 70 days to the end
    assert serving(work, on(30)) == (60, "open", None)
    placement.ask_extension(by=cast.nina, at=on(30, 10))
    later = on(30) + timedelta(days=7)
    assert serving(work, later) == (53, "asked", SOON)
    placement.answer_extension(date(2027, 4, 30), by=cast.nina, at=later + timedelta(hours=1))
    told = later + timedelta(days=1)
    assert serving(work, told) == (143, "extended", date(2026, 12, 7))
    assert serving(work, told + timedelta(days=14)) == (129, "", None)  # no news any more
    assert serving(work, datetime.fromisoformat("2027-03-05T14:00:00+00:00")) == (56, "open", None)


def test_it_ends_as_agreed_and_that_stays_said(cast, work):
    placement = placed(cast, work, date(2026, 11, 23), date(2026, 12, 31))
    placement.answer_extension(None, by=cast.nina, at=on(24))
    assert serving(work, on(24, 12)) == (37, "ends", date(2026, 11, 24))
    after = datetime.fromisoformat("2027-01-04T14:00:00+00:00")
    assert serving(work, after) == (0, "ends", date(2026, 11, 24))


def test_what_the_client_said_later_is_not_known_before(cast, work):
    placed(cast, work, date(2026, 11, 20), date(2026, 12, 31)).ask_extension(
        by=cast.nina, at=on(27)
    )
    assert serving(work, on(24)) == (37, "open", None)


def test_only_an_interim_has_such_facts(cast):
    known = facts(cast.data_engineer(at=on(16)), on(16), FRIDAY)
    assert known.interim is None
