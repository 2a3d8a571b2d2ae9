"""Chasing a client's feedback: each step once, one letter a day, never when it was answered."""

from __future__ import annotations

from datetime import datetime

import pytest

from mailings.delivery import deliver
from mailings.models import Letter
from processes.chores import due_client_reminders, remind_client
from processes.models import Candidacy, FollowUp, Reminder
from tests.cast import MONDAY, Cast
from tests.processes.follow_ups.words import owed, stockholm

DUE = stockholm(18, 9)


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    return cast.presented(cast.jonas, cast.payroll())


def run(at: datetime) -> list[Letter]:
    """What the worker writes at this moment."""
    before = set(Letter.objects.values_list("pk", flat=True))
    for pk in list(due_client_reminders(at).values_list("pk", flat=True)):
        remind_client(pk, at)
    return list(Letter.objects.exclude(pk__in=before))


def steps(candidacy: Candidacy) -> list[str]:
    reminders = Reminder.objects.filter(follow_up__candidacy=candidacy)
    return list(reminders.values_list("step", flat=True))


def test_early_nothing_goes_out(jonas: Candidacy) -> None:
    assert run(stockholm(18, 8, 59)) == []
    remind_client(owed("client_feedback").pk, stockholm(18, 8, 59))
    assert not Letter.objects.exists()
    assert owed("client_feedback").next_reminder_at == DUE


def test_on_time_the_one_who_decides_is_asked(cast: Cast, jonas: Candidacy) -> None:
    jonas.note_interest(
        4, by=cast.nina, at=MONDAY, other_offer="Axfood", answers_on=stockholm(24, 9).date()
    )
    (letter,) = run(DUE)
    assert (letter.to, letter.reply_to) == (cast.sara.email, cast.nina.email)
    assert letter.subject == "What do you think of Jonas Krantz?"
    assert "Mon 16 Nov, 2 days" in letter.text
    assert "Has another offer and answers it on Tue 24 Nov, in " in letter.text
    assert "Axfood" not in letter.text + letter.html
    assert "+46 70 123 45 67" in letter.text
    assert steps(jonas) == ["contact_0"]
    assert owed("client_feedback").next_reminder_at == stockholm(20, 9)


def test_it_says_how_to_answer_also_where_the_recruiter_has_no_number(
    cast: Cast, jonas: Candidacy
) -> None:
    cast.nina.phone, cast.agency.phone = "", "+46 8 123 00"
    cast.nina.save(update_fields=["phone"])
    cast.agency.save(update_fields=["phone"])
    (letter,) = run(DUE)
    assert "Just reply to this mail" in letter.text
    assert "+46 8 123 00" in letter.text and "+46 8 123 00" in letter.html


def test_twice_it_is_one_letter(jonas: Candidacy) -> None:
    assert len(run(DUE)) == 1
    remind_client(owed("client_feedback").pk, DUE)
    assert run(stockholm(18, 9, 1)) == []
    assert Letter.objects.count() == 1


def test_late_the_steps_that_were_missed_are_one_letter(jonas: Candidacy) -> None:
    assert len(run(stockholm(20, 11))) == 1
    assert steps(jonas) == ["contact_0", "contact_2"]
    assert owed("client_feedback").next_reminder_at == stockholm(24, 9)


def test_after_three_letters_it_is_for_the_recruiter_to_call(jonas: Candidacy) -> None:
    for moment in (DUE, stockholm(20, 9), stockholm(24, 9)):
        assert len(run(moment)) == 1
    assert steps(jonas) == ["contact_0", "contact_2", "contact_4"]
    assert owed("client_feedback").next_reminder_at is None
    assert run(stockholm(30, 9)) == []
    assert FollowUp.objects.overdue(stockholm(30, 9)).filter(kind="client_feedback").exists()


def test_outside_the_clients_hours_it_waits_for_the_morning(jonas: Candidacy) -> None:
    for moment in (stockholm(18, 17), stockholm(18, 23), stockholm(19, 7, 59)):
        assert run(moment) == []
    assert len(run(stockholm(19, 8))) == 1


def test_on_a_weekend_and_on_a_holiday_nobody_is_asked(cast: Cast) -> None:
    """Sixth of January: Epiphany in Sweden."""
    from datetime import UTC

    at = datetime(2027, 1, 1, 9, tzinfo=UTC)
    cast.presented(cast.jonas, cast.payroll(at=at), at=at)
    assert owed("client_feedback").due_at == datetime(2027, 1, 5, 9, tzinfo=UTC)
    assert run(datetime(2027, 1, 6, 9, tzinfo=UTC)) == []
    assert owed("client_feedback").next_reminder_at == datetime(2027, 1, 7, 7, tzinfo=UTC)


def test_what_was_answered_a_moment_ago_is_not_asked_for(cast: Cast, jonas: Candidacy) -> None:
    pk = owed("client_feedback").pk
    jonas.client_answers("Let us meet", by=cast.nina, at=DUE)
    assert run(DUE) == []
    remind_client(pk, DUE)
    assert not Letter.objects.exists()


def test_answered_before_it_was_sent_it_stays_in_the_outbox(cast: Cast, jonas: Candidacy) -> None:
    (letter,) = run(DUE)
    jonas.client_answers("Let us meet", by=cast.nina, at=DUE)
    deliver(letter.pk, at=DUE)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.cancelled_because) == (None, "not_accepted")


def test_held_up_until_the_evening_it_goes_the_next_morning(jonas: Candidacy) -> None:
    (letter,) = run(stockholm(18, 16, 59))
    for evening in (stockholm(18, 17), stockholm(18, 22)):
        deliver(letter.pk, at=evening)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.try_after) == (None, stockholm(19, 8))
    deliver(letter.pk, at=stockholm(19, 8))
    letter.refresh_from_db()
    assert letter.sent_at == stockholm(19, 8)


def test_once_it_was_sent_the_timeline_says_so(cast: Cast, jonas: Candidacy) -> None:
    (letter,) = run(DUE)
    assert not jonas.assignment.events.filter(kind="letter_sent").exists()
    deliver(letter.pk, at=DUE)
    event = jonas.assignment.events.get(kind="letter_sent")
    assert (event.contact, event.facts["letter"]) == (cast.sara, "feedback_reminder")
    assert owed("client_feedback").is_open


def test_one_letter_bundles_all_that_waits(cast: Cast, jonas: Candidacy) -> None:
    amira = cast.presented(cast.amira, jonas.assignment, at=stockholm(16, 8, 30))
    (letter,) = run(DUE)
    assert letter.subject == "What do you think of Amira Lundqvist and Jonas Krantz?"
    assert "Amira Lundqvist" in letter.text
    assert (steps(jonas), steps(amira)) == (["contact_0"], ["contact_0"])


def test_what_becomes_late_later_that_day_waits_for_the_next(cast: Cast, jonas: Candidacy) -> None:
    amira = cast.presented(cast.amira, jonas.assignment, at=stockholm(16, 15))
    assert len(run(DUE)) == 1
    assert run(stockholm(18, 15)) == []
    assert steps(amira) == []
    (letter,) = run(stockholm(19, 8))
    assert "Amira Lundqvist" in letter.text
    assert (steps(jonas), steps(amira)) == (["contact_0"], ["contact_0"])


def test_where_nobody_decides_whoever_ordered_is_asked(cast: Cast) -> None:
    cast.presented(cast.jonas, cast.payroll(decider=None))
    (letter,) = run(DUE)
    assert letter.to == cast.hugo.email


def test_who_has_left_is_not_asked_and_nobody_left_is_a_call(cast: Cast, jonas: Candidacy) -> None:
    cast.sara.is_active = False
    cast.sara.save()
    (letter,) = run(DUE)
    assert letter.to == cast.hugo.email
    cast.hugo.email = "ask at the desk"
    cast.hugo.save()
    assert run(stockholm(20, 9)) == []
    assert owed("client_feedback").next_reminder_at is None


def test_put_off_to_an_agreed_day_the_ladder_starts_again(cast: Cast, jonas: Candidacy) -> None:
    run(DUE)
    owed("client_feedback").put_off(stockholm(25, 9), by=cast.nina, at=stockholm(18, 10))
    assert run(stockholm(20, 9)) == []
    assert len(run(stockholm(25, 9))) == 1
    assert Reminder.objects.get().at == stockholm(25, 9)


def test_two_clients_are_two_letters(cast: Cast, jonas: Candidacy) -> None:
    cast.presented(cast.ewa, cast.data_engineer())
    letters = run(DUE)
    assert {letter.to for letter in letters} == {cast.sara.email, cast.peter.email}
