"""K6: a competing offer with its deadline pulls forward what the client owes, and says so."""

from __future__ import annotations

from datetime import date

import pytest

from processes.models import Candidacy, Event, Meeting
from tests.cast import MONDAY, Cast, agrees
from tests.processes.follow_ups.words import owed, stockholm

TUESDAY_EVENING = stockholm(17, 17)


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    """Presented on Monday, so that the client owes a word on Wednesday at nine."""
    return cast.presented(cast.jonas, cast.payroll())


def has_offer(candidacy: Candidacy, answers_on: date | None, hour: int = 12) -> None:
    candidacy.note_interest(
        4,
        by=candidacy.assignment.owner,
        at=stockholm(16, hour),
        other_offer="Axfood",
        answers_on=answers_on,
    )


def test_the_word_is_wanted_on_the_working_day_before(jonas: Candidacy) -> None:
    has_offer(jonas, date(2026, 11, 18))
    word = owed("client_feedback")
    assert (word.due_at, word.next_reminder_at) == (TUESDAY_EVENING, TUESDAY_EVENING)
    assert not word.was_moved
    event = Event.objects.get(kind="follow_up_pulled_forward")
    assert (event.facts["was_due"], event.facts["due"], event.facts["answers_on"]) == (
        stockholm(18, 9).isoformat(),
        TUESDAY_EVENING.isoformat(),
        "2026-11-18",
    )
    assert (word.moved_by, event.candidacy, event.visible_to_client) == (event, jonas, False)


def test_where_there_is_time_nothing_is_pulled(jonas: Candidacy) -> None:
    has_offer(jonas, date(2026, 11, 20))
    assert owed("client_feedback").due_at == stockholm(18, 9)
    assert not Event.objects.filter(kind="follow_up_pulled_forward").exists()


def test_said_twice_it_is_pulled_once(jonas: Candidacy) -> None:
    has_offer(jonas, date(2026, 11, 18))
    has_offer(jonas, date(2026, 11, 18), 13)
    assert Event.objects.filter(kind="follow_up_pulled_forward").count() == 1


def test_too_late_for_that_it_is_wanted_now_and_never_before_now(jonas: Candidacy) -> None:
    has_offer(jonas, date(2026, 11, 16), 12)
    assert owed("client_feedback").due_at == stockholm(16, 12)


def test_an_offer_that_was_answered_already_presses_nobody(jonas: Candidacy) -> None:
    has_offer(jonas, date(2026, 11, 13))
    has_offer(jonas, None, 13)
    assert owed("client_feedback").due_at == stockholm(18, 9)


def test_before_a_weekend_the_working_day_is_friday(cast: Cast, jonas: Candidacy) -> None:
    agreed = date(2026, 11, 25)
    Meeting.objects.book(jonas, starts_at=stockholm(16, 10), by=None, at=MONDAY).was_held(
        by=cast.nina, at=stockholm(16, 11), feedback_on=agreed
    )
    has_offer(jonas, date(2026, 11, 23))
    assert owed("feedback_after_meeting").due_at == stockholm(20, 17)


def test_what_is_asked_later_is_wanted_before_the_offer_too(cast: Cast) -> None:
    candidacy = agrees(cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY))
    has_offer(candidacy, date(2026, 11, 18))
    candidacy.move_to("presented", by=cast.nina, at=stockholm(16, 14))
    word = owed("client_feedback")
    assert (word.due_at, word.first_due_at) == (TUESDAY_EVENING, TUESDAY_EVENING)
    assert word.next_reminder_at == stockholm(18, 8)  # Tuesday's work is over then


def test_a_word_that_was_put_off_counts_as_moved_until_it_is_as_early_again(
    cast: Cast, jonas: Candidacy
) -> None:
    owed("client_feedback").put_off(stockholm(26, 9), by=cast.nina, at=stockholm(16, 11))
    has_offer(jonas, date(2026, 11, 20))
    word = owed("client_feedback")
    assert (word.due_at, word.was_moved) == (stockholm(19, 17), True)


def test_what_we_owe_the_candidate_stays_as_it_is(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=None, at=MONDAY, applied=True)
    due = owed("application").due_at
    has_offer(candidacy, date(2026, 11, 18))
    assert owed("application").due_at == due
