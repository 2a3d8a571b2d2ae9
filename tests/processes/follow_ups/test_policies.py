"""What is in force: the table's due times and steps, over them the agency's, then a client's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from processes.chasing import remind_client
from processes.follow_ups.policies import (
    InForce,
    Policies,
    changeable_days,
    in_force,
    ladder,
    wider,
    write,
)
from processes.follow_ups.retiming import outlook, retime
from processes.follow_ups.rule import Due
from processes.follow_ups.rules import BY_KIND, RULES
from processes.follow_ups.wording import OPENED_BY, due_in_words, steps_in_words
from processes.models import FollowUpPolicy
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import owed, stockholm


def test_without_policies_the_table_counts(cast: Cast) -> None:
    for kind, counts in in_force(BY_KIND, cast.nordvik.pk).items():
        assert counts == InForce(BY_KIND[kind].due, BY_KIND[kind].steps)


def test_a_client_goes_before_the_agency_and_keeps_its_steps(cast: Cast) -> None:
    FollowUpPolicy.objects.create(kind="client_feedback", days=3, steps=[1, 5])
    FollowUpPolicy.objects.create(kind="client_feedback", client=cast.nordvik, hours=6)
    theirs, others = (
        in_force(["client_feedback"], client.pk)["client_feedback"]
        for client in (cast.nordvik, cast.lumen)
    )
    assert (theirs.due.hours, others.due.days) == (6, 3)
    assert changeable_days(theirs.steps) == changeable_days(others.steps) == [1, 5]


def test_all_policies_of_many_clients_are_one_question(
    cast: Cast, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        known = Policies.of(BY_KIND, [cast.nordvik.pk, cast.lumen.pk])
        known.in_force("schedule", cast.nordvik.pk)
        known.in_force("application", cast.lumen.pk)


def test_a_step_that_was_taken_keeps_its_name_when_its_days_change() -> None:
    rule = BY_KIND["client_feedback"]
    before, after = rule.steps, ladder(rule, [0, 1, 3, 6])
    assert [step.name for step in after][:3] == [step.name for step in before]
    assert len({step.name for step in after}) == 4


def test_what_somebody_promised_stays_the_day_they_named(cast: Cast) -> None:
    rule = BY_KIND["next_word"]
    write("next_word", None, InForce(rule.due, ladder(rule, [3])))
    counts = in_force(["next_word"], None)["next_word"]
    assert counts.due.on == rule.due.on
    assert changeable_days(counts.steps) == [3]
    feedback = BY_KIND["client_feedback"]
    write("client_feedback", None, InForce(replace(feedback.due, days=9), feedback.steps))
    assert in_force(["client_feedback"], None)["client_feedback"].due.on == feedback.due.on


def test_a_policy_that_changes_nothing_is_not_kept(cast: Cast) -> None:
    default = wider("schedule", None)
    write("schedule", None, InForce(Due(days=4), default.steps))
    assert wider("schedule", cast.nordvik.pk).due == Due(days=4)
    write("schedule", cast.nordvik.pk, InForce(Due(days=1), default.steps))
    write("schedule", cast.nordvik.pk, InForce(Due(days=4), default.steps))
    policy = FollowUpPolicy.objects.get()
    assert (policy.client, policy.days) == (None, 4)
    write("schedule", None, default)
    assert not FollowUpPolicy.objects.exists()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_every_rule_says_in_words_what_it_is(rule) -> None:
    assert OPENED_BY[rule.kind]
    assert due_in_words(rule, rule.due)
    assert steps_in_words(rule, rule.steps)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (Due(hours=1), "1 working hour"),
        (Due(days=2), "2 working days"),
        (Due(days=2, end_of_day=True), "2 working days, to the end of the day"),
        (Due(end_of_day=True), "the same working day"),
        (Due(days=1, hours=2), "1 working day + 2 working hours"),
        (Due(days=2, on="feedback_on"), "2 working days, or the day agreed"),
    ],
)
def test_a_due_time_is_said_as_somebody_would(due: Due, words: str) -> None:
    assert due_in_words(BY_KIND["schedule"], due) == words


def test_the_outlook_counts_what_would_become_late_now(cast: Cast) -> None:
    on = cast.payroll()
    for candidate in (cast.jonas, cast.amira):
        on.add(candidate, by=None, at=MONDAY, applied=True)
    wednesday = stockholm(18, 9)
    assert not outlook("application", None, Due(days=3), at=wednesday).newly_late
    ahead = outlook("application", None, Due(days=1), at=wednesday)
    assert ahead.open == 2
    assert [moment for _word, moment in ahead.newly_late] == [stockholm(17, 9)] * 2
    assert owed("application", candidacy__candidate=cast.jonas).due_at == stockholm(23, 9)


def test_it_counts_what_would_be_late_no_more(cast: Cast) -> None:
    cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    ahead = outlook("application", None, Due(days=9), at=stockholm(24, 9))
    assert (ahead.newly_late, ahead.no_longer_late) == ([], 1)


def test_the_agencys_due_time_is_not_that_of_a_client_with_its_own(cast: Cast) -> None:
    cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    cast.data_engineer().add(cast.ewa, by=None, at=MONDAY, applied=True)
    write("application", cast.nordvik.pk, InForce(Due(days=4), BY_KIND["application"].steps))
    assert outlook("application", None, Due(days=1), at=MONDAY).open == 1
    assert outlook("application", cast.nordvik.pk, Due(days=1), at=MONDAY).open == 1


def test_open_words_are_timed_anew_and_do_not_count_as_moved(cast: Cast) -> None:
    cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    write("application", None, InForce(Due(days=2), BY_KIND["application"].steps))
    assert owed("application").due_at == stockholm(23, 9)
    assert retime("application", None) == 1
    word = owed("application")
    assert word.due_at == word.first_due_at == stockholm(18, 9)
    assert not word.was_moved
    assert retime("application", None) == 0


def test_what_somebody_has_put_off_keeps_its_date(cast: Cast) -> None:
    cast.payroll()
    owed("dates_agreed").put_off(stockholm(26, 17), by=cast.nina, at=MONDAY)
    write("dates_agreed", None, InForce(Due(days=1), BY_KIND["dates_agreed"].steps))
    assert retime("dates_agreed", None) == 0
    assert owed("dates_agreed").due_at == stockholm(26, 17)


def test_a_clients_first_letter_moves_with_the_due_time(cast: Cast) -> None:
    cast.presented(cast.jonas, cast.payroll())
    feedback = BY_KIND["client_feedback"]
    due = replace(feedback.due, days=1)
    write("client_feedback", None, InForce(due, ladder(feedback, [1, 2])))
    retime("client_feedback", None)
    word = owed("client_feedback")
    assert (word.due_at, word.next_reminder_at) == (stockholm(17, 9), stockholm(18, 9))


def test_where_only_the_steps_are_others_the_client_is_asked_by_those(cast: Cast) -> None:
    cast.presented(cast.jonas, cast.payroll())
    feedback = BY_KIND["client_feedback"]
    write("client_feedback", None, InForce(feedback.due, ladder(feedback, [1, 3])))
    assert retime("client_feedback", None) == 0  # due when it was
    word = owed("client_feedback")
    assert (word.due_at, word.next_reminder_at) == (stockholm(18, 9), stockholm(19, 9))
    assert remind_client(word.pk, stockholm(19, 9)) is not None
    retime("client_feedback", None)
    assert remind_client(word.pk, stockholm(19, 10)) is None  # once, although timed anew
    assert owed("client_feedback").next_reminder_at == stockholm(23, 9)
