"""Holding messages are prepared from facts before silence grows too long (K3)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from processes.holding.chores import do_prepare, due_to_prepare
from processes.models import Candidacy, FollowUp, HoldingMessage
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import call_candidate, owed, stockholm

DAY_BEFORE = stockholm(20, 8)  # silence since Monday 16, 09:00, grows too long on Monday 23


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    return cast.presented(cast.jonas, cast.payroll())


def run(at: datetime) -> list[HoldingMessage]:
    """What the worker prepares at this moment."""
    before = set(HoldingMessage.objects.values_list("pk", flat=True))
    for pk in list(due_to_prepare(at).values_list("pk", flat=True)):
        do_prepare(pk, at)
    return list(HoldingMessage.objects.exclude(pk__in=before))


def test_early_nothing_is_prepared(jonas: Candidacy) -> None:
    assert owed("candidate_silence").due_at == stockholm(23, 9)
    assert run(stockholm(20, 7, 59)) == []
    do_prepare(owed("candidate_silence").pk, stockholm(20, 7, 59))
    assert not HoldingMessage.objects.exists()
    assert owed("candidate_silence").next_reminder_at == DAY_BEFORE


def test_on_the_working_day_before_it_is_made_of_facts(cast: Cast, jonas: Candidacy) -> None:
    (message,) = run(DAY_BEFORE)
    assert message.follow_up == owed("candidate_silence")
    assert message.waits_for == owed("client_feedback")
    assert message.next_on == date(2026, 11, 30)
    assert "Nordvik Energi since Monday 16 November" in message.body
    assert "Monday 30 November" in message.body
    assert "Jonas" in message.body
    assert "Interim payroll manager" in message.subject


def test_twice_it_is_one_message(jonas: Candidacy) -> None:
    assert len(run(DAY_BEFORE)) == 1
    do_prepare(owed("candidate_silence").pk, DAY_BEFORE)
    assert run(stockholm(20, 8, 1)) == []
    assert HoldingMessage.objects.count() == 1


def test_late_it_is_prepared_from_the_facts_of_that_moment(jonas: Candidacy) -> None:
    (message,) = run(stockholm(25, 11))
    assert message.next_on == date(2026, 12, 2)
    assert run(stockholm(25, 11, 1)) == []


def test_whoever_heard_from_us_a_second_ago_gets_none(cast: Cast, jonas: Candidacy) -> None:
    pk = owed("candidate_silence").pk
    call_candidate(jonas, DAY_BEFORE)
    do_prepare(pk, DAY_BEFORE)
    assert not HoldingMessage.objects.exists()


def test_put_off_meanwhile_it_waits_for_its_new_day(jonas: Candidacy) -> None:
    clock = owed("candidate_silence")
    FollowUp.objects.filter(pk=clock.pk).update(due_at=stockholm(30, 9))
    assert run(DAY_BEFORE) == []
    assert owed("candidate_silence").next_reminder_at == stockholm(27, 8)
    assert len(run(stockholm(27, 8))) == 1


def test_on_the_promised_day_it_is_prepared_that_morning(cast: Cast, jonas: Candidacy) -> None:
    call_candidate(jonas, stockholm(17, 10), next_on="2026-11-19")
    assert run(stockholm(19, 7, 59)) == []
    (message,) = run(stockholm(19, 8))
    assert message.follow_up == owed("next_word")
    assert message.next_on == date(2026, 11, 26)


def test_a_promise_before_silence_grows_too_long_is_message_enough(
    cast: Cast, jonas: Candidacy
) -> None:
    call_candidate(jonas, stockholm(17, 10), next_on="2026-11-24")  # silence: Tuesday 24, 10:00
    assert run(stockholm(23, 8)) == []
    (message,) = run(stockholm(24, 8))
    assert message.follow_up == owed("next_word")


def test_a_promise_beyond_it_is_named_and_kept(cast: Cast, jonas: Candidacy) -> None:
    call_candidate(jonas, stockholm(17, 10), next_on="2026-11-27")
    (message,) = run(stockholm(23, 8))
    assert message.follow_up == owed("candidate_silence", settled_at=None)
    assert message.next_on == date(2026, 11, 27)


def test_the_next_word_comes_in_the_rhythm_that_they_chose(cast: Cast, jonas: Candidacy) -> None:
    cast.jonas.news_rhythm = "fortnightly"
    cast.jonas.save()
    call_candidate(Candidacy.objects.get(pk=jonas.pk), stockholm(17, 10))
    assert owed("candidate_silence", settled_at=None).due_at == stockholm(1, 10, month=12)
    (message,) = run(stockholm(30, 8))
    assert message.next_on == date(2026, 12, 15)


def test_the_words_are_in_the_candidates_language(cast: Cast, jonas: Candidacy) -> None:
    cast.jonas.language = "sv"
    cast.jonas.save()
    (message,) = run(DAY_BEFORE)
    assert "Nordvik Energi" in message.body
    assert "30 november" in message.body


def test_who_cannot_be_written_to_gets_none(cast: Cast, jonas: Candidacy) -> None:
    cast.jonas.email = ""
    cast.jonas.save()
    assert run(DAY_BEFORE) == []
    assert owed("candidate_silence").is_open
    assert run(stockholm(23, 12)) == []


def test_who_was_turned_down_is_not_told_that_there_is_nothing_new(
    cast: Cast, jonas: Candidacy
) -> None:
    jonas.finish("rejected", reason="fit", said_no="client", by=cast.nina, at=stockholm(19, 9))
    assert run(DAY_BEFORE) == []


def test_while_news_are_owed_nobody_is_told_that_there_are_none(
    cast: Cast, jonas: Candidacy
) -> None:
    jonas.client_answers("Let us meet", by=cast.nina, at=stockholm(19, 9))
    assert run(DAY_BEFORE) == []
    call_candidate(jonas, stockholm(20, 9))
    assert len(run(stockholm(26, 9))) == 1


def test_a_message_whose_word_was_given_makes_room(cast: Cast, jonas: Candidacy) -> None:
    (first,) = run(DAY_BEFORE)
    call_candidate(jonas, stockholm(20, 11))
    (second,) = run(stockholm(26, 8))
    first.refresh_from_db()
    assert first.set_aside_at == stockholm(26, 8)
    assert second.follow_up == owed("candidate_silence", settled_at=None)


def test_one_message_stands_for_two_words(cast: Cast, jonas: Candidacy) -> None:
    (message,) = run(DAY_BEFORE)
    noted = FollowUp(
        kind="next_word",
        client=cast.nordvik,
        assignment=jonas.assignment,
        candidacy=jonas,
        owner=cast.nina,
        opened_by=owed("candidate_silence").opened_by,
        opened_at=MONDAY,
        first_due_at=stockholm(23, 17),
        due_at=stockholm(23, 17),
        next_reminder_at=stockholm(23, 8),
    )
    noted.save()
    assert run(stockholm(23, 8)) == []
    assert HoldingMessage.objects.get() == message
