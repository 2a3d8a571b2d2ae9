"""What stands in the way is counted on the timeline, and what is enough proposes an obstacle."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from candidates.models import Candidate
from processes import evidence
from processes.evidence import Evidence
from processes.models import Assignment, Candidacy
from processes.timeline import record
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll()


def counted(assignment: Assignment, cause: str, at: datetime = NOW) -> Evidence | None:
    found = evidence.counted(assignment, assignment.activities.all(), at=at)
    return next((one for one in found if one.cause == cause), None)


def somebody(assignment: Assignment, number: int) -> Candidacy:
    candidate = Candidate.objects.create(first_name=f"Eva {number}", owner=assignment.owner)
    return assignment.add(candidate, by=assignment.owner, at=MONDAY)


def approach(assignment: Assignment, people: int, at: datetime = MONDAY) -> list[Candidacy]:
    found = [somebody(assignment, number) for number in range(people)]
    for candidacy in found:
        candidacy.move_to("contacted", by=assignment.owner, at=at)
    return found


def withdraw(candidacy: Candidacy, reason: str, at: datetime = NOW) -> None:
    owner = candidacy.assignment.owner
    candidacy.finish("withdrawn", reason=reason, said_no="candidate", by=owner, at=at)


def tell_no(assignment: Assignment, *reasons: str) -> list[Evidence]:
    for number, reason in enumerate(reasons):
        withdraw(somebody(assignment, number), reason)
    found = evidence.counted(assignment, (), at=NOW)
    return [one for one in found if one.cause == "withdrawals"]


def test_reasons_are_counted_among_all_who_said_no(payroll: Assignment) -> None:
    salary, remote = tell_no(payroll, "salary", "remote_work", "salary")
    assert salary.facts == {"count": 2, "total": 3}
    assert salary.sentence == "2 of 3 who said no named: Salary."
    assert (remote.reason, remote.facts) == ("remote_work", {"count": 1, "total": 3})


def test_whom_we_or_the_client_turned_down_names_no_reason_of_theirs(
    cast: Cast, payroll: Assignment
) -> None:
    for who in ("we", "client"):
        candidacy = somebody(payroll, 1)
        candidacy.finish("rejected", reason="salary", said_no=who, by=cast.nina, at=NOW)
    assert counted(payroll, "withdrawals") is None


@pytest.mark.parametrize(("people", "enough"), [(2, False), (3, True)])
def test_three_withdrawals_for_the_same_reason_are_enough(
    payroll: Assignment, people: int, enough: bool
) -> None:
    assert tell_no(payroll, *["salary"] * people)[0].is_enough is enough


@pytest.mark.parametrize("reason", ["other", "closed", "other_chosen", "no_answer"])
def test_ways_to_part_that_say_nothing_are_never_enough(payroll: Assignment, reason: str) -> None:
    assert not tell_no(payroll, *[reason] * 4)[0].is_enough


@pytest.mark.parametrize(
    ("reason", "kind", "title"),
    [
        ("salary", "salary", "Pay below the market"),
        ("stays", "not_interested", "People are not interested"),
        ("must_have", "criterion", "One criterion is missing"),
        ("other_offer", "other", "Took another offer"),
    ],
)
def test_a_reason_has_its_kind_and_its_line(
    payroll: Assignment, reason: str, kind: str, title: str
) -> None:
    one = tell_no(payroll, reason)[0]
    assert (one.kind, one.title) == (kind, title)


def test_whoever_spoke_went_on_or_said_no_has_answered(cast: Cast, payroll: Assignment) -> None:
    people = approach(payroll, 7)
    say: dict[str, Any] = {"by": cast.nina, "at": NOW}
    record("called", candidacy=people[0], reached=True, **say)
    record("called", candidacy=people[1], reached=False, **say)
    record("mailed", candidacy=people[2], reached=True, rang="us", **say)
    record("mailed", candidacy=people[3], reached=True, rang="them", **say)
    people[4].move_to("interested", **say)
    withdraw(people[5], "salary")
    withdraw(people[6], "no_answer")
    found = counted(payroll, "answer_rate")
    assert found is not None
    assert found.facts == {"answered": 4, "approached": 7}
    assert found.sentence == "4 of 7 approached have answered, 57 %."


def test_a_call_that_was_undone_is_no_answer(cast: Cast, payroll: Assignment) -> None:
    (one,) = approach(payroll, 1)
    call = record("called", candidacy=one, reached=True, by=cast.nina, at=NOW)
    type(call).objects.filter(pk=call.pk).update(undone_at=NOW)
    found = counted(payroll, "answer_rate")
    assert found is not None
    assert found.facts["answered"] == 0


def test_whoever_was_approached_yesterday_may_still_answer(payroll: Assignment) -> None:
    approach(payroll, 3, at=NOW - timedelta(days=1))
    assert counted(payroll, "answer_rate") is None
    later = counted(payroll, "answer_rate", at=NOW + timedelta(days=3))
    assert later is not None
    assert later.facts["approached"] == 3


@pytest.mark.parametrize(
    ("approached", "answered", "enough"),
    [(24, 0, False), (25, 3, True), (25, 4, False), (40, 6, False), (40, 5, True)],
)
def test_under_15_percent_after_25_approaches_is_enough(
    approached: int, answered: int, enough: bool
) -> None:
    facts = {"approached": approached, "answered": answered}
    assert Evidence("answer_rate", facts).is_enough is enough


def test_the_clients_words_count_as_late_when_they_came_late_or_are(
    cast: Cast, payroll: Assignment
) -> None:
    first = cast.presented(cast.jonas, payroll)  # due on Wednesday
    cast.presented(cast.amira, payroll)
    third = cast.presented(cast.ewa, payroll)
    third.client_answers("Yes", by=cast.nina, at=MONDAY + timedelta(days=1))
    assert counted(payroll, "late_answers", at=MONDAY + timedelta(days=1, hours=1)) == Evidence(
        "late_answers", {"late": 0, "asked": 1}
    )
    first.client_answers("No", by=cast.nina, at=NOW)
    found = counted(payroll, "late_answers")
    assert found is not None
    assert found.facts == {"late": 2, "asked": 3}
    assert found.sentence.startswith("2 of 3 answers that we asked for came later than agreed")
    assert found.is_enough


def test_one_late_answer_is_not_enough() -> None:
    assert not Evidence("late_answers", {"late": 1, "asked": 9}).is_enough


def test_the_plan_slips_by_its_worst_step(cast: Cast, payroll: Assignment) -> None:
    steps = list(payroll.activities.all())
    assert counted(payroll, "slipping", at=MONDAY) is None
    steps[-1].move_to(steps[-1].due_on + timedelta(days=3), by=cast.nina, at=MONDAY)
    three = counted(payroll, "slipping", at=MONDAY)
    assert three is not None
    assert not three.is_enough
    steps[-1].move_to(steps[-1].due_on + timedelta(days=1), by=cast.nina, at=MONDAY)
    four = counted(payroll, "slipping", at=MONDAY)
    assert four is not None
    assert four.is_enough
    assert four.sentence == "“Decision” was planned for Thu 26 Nov and is 4 days behind."


def test_what_is_late_and_was_not_moved_slips_too_until_it_is_done(
    cast: Cast, payroll: Assignment
) -> None:
    payroll.activities.exclude(milestone="kick_off").delete()
    kick_off = payroll.activities.get()
    assert kick_off.due_on == date(2026, 11, 17)
    found = counted(payroll, "slipping", at=NOW)
    assert found is not None
    assert found.facts["days"] == 3
    kick_off.tick_off(by=cast.nina, at=NOW)
    assert counted(payroll, "slipping", at=NOW) is None


def test_all_of_it_is_one_question_to_the_database(
    payroll: Assignment, django_assert_num_queries
) -> None:
    tell_no(payroll, "salary")
    steps = list(payroll.activities.all())
    with django_assert_num_queries(1):
        evidence.counted(payroll, steps, at=NOW)
