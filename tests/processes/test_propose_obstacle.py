"""Obstacles that propose themselves: early, on time, twice, late; taken up, or dismissed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from candidates.models import Candidate
from processes.models import (
    AnsweredMeanwhile,
    Assignment,
    Event,
    Obstacle,
    ObstacleHint,
)
from processes.obstacle_hints import due_looks, look
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db

TYPED: dict[str, Any] = {
    "kind": "salary",
    "title": "The day rate is below the market",
    "evidence": "3 of 3 named it",
    "proposal": "Go to 8,000",
}
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll()


def withdraw(assignment: Assignment, *reasons: str, at: datetime = NOW) -> None:
    for number, reason in enumerate(reasons):
        person = Candidate.objects.create(first_name=f"Eva {number}", owner=assignment.owner)
        candidacy = assignment.add(person, by=assignment.owner, at=MONDAY)
        candidacy.finish(
            "withdrawn", reason=reason, said_no="candidate", by=assignment.owner, at=at
        )


def proposed(assignment: Assignment) -> ObstacleHint:
    withdraw(assignment, *["salary"] * 3)
    look(assignment.pk, LATER)
    return ObstacleHint.objects.get()


def events(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def test_two_withdrawals_are_too_early(payroll: Assignment) -> None:
    withdraw(payroll, "salary", "salary", "benefits")
    look(payroll.pk, LATER)
    assert not ObstacleHint.objects.exists()


def test_the_third_for_the_same_reason_proposes_it_at_once(payroll: Assignment) -> None:
    withdraw(payroll, "salary", "salary", "benefits", "salary")
    assert payroll in due_looks(NOW)
    do_all(NOW)
    hint = ObstacleHint.objects.get()
    assert (hint.cause, hint.reason, hint.proposed_at) == ("withdrawals", "salary", NOW)
    assert hint.facts == {"count": 3, "total": 4}
    event = Event.objects.get(kind="obstacle_proposed")
    assert (event.by, event.assignment, event.visible_to_client) == (None, payroll, False)


def test_looked_at_twice_or_on_two_machines_it_is_proposed_once(payroll: Assignment) -> None:
    proposed(payroll)
    look(payroll.pk, LATER)
    look(payroll.pk, LATER + timedelta(hours=9))
    assert ObstacleHint.objects.count() == 1
    assert events("obstacle_proposed") == 1


def test_looked_at_late_it_is_proposed_all_the_same(payroll: Assignment) -> None:
    withdraw(payroll, *["salary"] * 3)
    do_all(NOW + timedelta(days=30))
    assert ObstacleHint.objects.get(cause="withdrawals").proposed_at == NOW + timedelta(days=30)


def test_each_reason_is_a_cause_of_its_own(payroll: Assignment) -> None:
    withdraw(payroll, *["salary"] * 3, *["benefits"] * 3)
    look(payroll.pk, LATER)
    assert {hint.reason for hint in ObstacleHint.objects.all()} == {"salary", "benefits"}


def test_few_answers_late_words_and_a_slipping_plan_propose_it_too(
    cast: Cast, payroll: Assignment
) -> None:
    for number in range(25):
        person = Candidate.objects.create(first_name=f"Eva {number}", owner=cast.nina)
        payroll.add(person, by=cast.nina, at=MONDAY).move_to("contacted", by=cast.nina, at=MONDAY)
    for person in (cast.jonas, cast.amira):
        cast.presented(person, payroll)
    look(payroll.pk, MONDAY + timedelta(days=8))
    causes = set(ObstacleHint.objects.values_list("cause", flat=True))
    assert causes == {"answer_rate", "late_answers", "slipping"}


def test_while_it_is_open_what_was_counted_is_kept_up_to_date(payroll: Assignment) -> None:
    hint = proposed(payroll)
    withdraw(payroll, "salary")
    look(payroll.pk, LATER)
    hint.refresh_from_db()
    assert hint.facts == {"count": 4, "total": 4}
    assert events("obstacle_proposed") == 1


def test_dismissed_it_says_why_and_never_comes_again(cast: Cast, payroll: Assignment) -> None:
    hint = proposed(payroll)
    hint.dismiss("They asked for 30 % more", by=cast.nina, at=LATER)
    event = Event.objects.get(kind="obstacle_dismissed")
    assert (event.text, event.by) == ("They asked for 30 % more", cast.nina)
    withdraw(payroll, "salary")
    look(payroll.pk, LATER)
    hint.refresh_from_db()
    assert hint.facts == {"count": 3, "total": 3}
    assert not ObstacleHint.objects.open().exists()


def test_what_somebody_dismissed_meanwhile_is_not_dismissed_again(
    cast: Cast, payroll: Assignment
) -> None:
    hint = proposed(payroll)
    ObstacleHint.objects.get(pk=hint.pk).dismiss("No", by=cast.rasmus, at=LATER)
    with pytest.raises(AnsweredMeanwhile):
        hint.dismiss("Neither", by=cast.nina, at=LATER)
    assert events("obstacle_dismissed") == 1


def test_who_has_written_it_down_before_is_not_told_again(cast: Cast, payroll: Assignment) -> None:
    Obstacle.find(assignment=payroll, **TYPED, by=cast.nina, at=NOW)
    withdraw(payroll, *["salary"] * 3)
    look(payroll.pk, LATER)
    assert not ObstacleHint.objects.exists()


def test_writing_it_down_by_hand_takes_up_the_proposal(cast: Cast, payroll: Assignment) -> None:
    hint = proposed(payroll)
    obstacle = Obstacle.find(assignment=payroll, **TYPED, by=cast.nina, at=LATER)
    hint.refresh_from_db()
    assert hint.obstacle == obstacle


def test_an_assignment_that_is_closed_is_looked_at_no_more(cast: Cast, payroll: Assignment) -> None:
    withdraw(payroll, *["salary"] * 3)
    payroll.close("lost", words="Too late.", by=cast.nina, at=NOW)
    assert payroll not in due_looks(LATER)
    look(payroll.pk, LATER)
    assert not ObstacleHint.objects.exists()


def test_it_is_looked_at_again_the_next_working_day(payroll: Assignment) -> None:
    look(payroll.pk, NOW)  # Friday, 10:00 in Stockholm
    assert payroll not in due_looks(NOW + timedelta(days=3) - timedelta(seconds=1))
    assert payroll in due_looks(NOW + timedelta(days=3))


def test_what_happens_during_a_look_is_looked_at_after_it(
    cast: Cast, payroll: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    from processes import evidence

    counted = evidence.counted

    def meanwhile(*args: Any, **keywords: Any) -> Any:
        found = counted(*args, **keywords)
        withdraw(payroll, *["salary"] * 3, at=MONDAY)
        return found

    monkeypatch.setattr(evidence, "counted", meanwhile)
    look(payroll.pk, LATER)
    assert not ObstacleHint.objects.exists()
    assert payroll in due_looks(LATER)


def test_no_cause_is_proposed_twice_whatever_the_code_does(payroll: Assignment) -> None:
    hint = proposed(payroll)
    with pytest.raises(IntegrityError, match="one_hint_per_assignment_and_cause"):
        ObstacleHint.objects.create(
            assignment=payroll, cause=hint.cause, reason=hint.reason, proposed_at=NOW
        )


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"cause": "mood"}, "a_hint_has_a_known_cause"),
        ({"cause": "withdrawals"}, "a_hint_of_withdrawals_says_for_which_reason"),
        ({"cause": "slipping", "dismissed_at": NOW}, "a_hint_is_dismissed_with_a_word_why"),
    ],
)
def test_what_must_never_be_the_database_forbids(
    payroll: Assignment, row: dict[str, Any], name: str
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ObstacleHint.objects.create(assignment=payroll, proposed_at=NOW, **row)
