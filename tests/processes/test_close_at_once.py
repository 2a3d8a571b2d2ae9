"""Closed while others work on it: nobody waits in a circle, and nobody is forgotten."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from mailings.delivery import deliver
from mailings.models import Letter, TooLate
from processes import closings, declines
from processes.declines import COOLING
from processes.models import (
    AlreadyClosed,
    Assignment,
    Closing,
    Decline,
    Event,
    FollowUp,
    Report,
)
from processes.words.drafting import Draft
from recruitcrm import chores
from tests.cast import MONDAY, NOW, Cast
from tests.processes.reports.story import FRIDAY, on

pytestmark = pytest.mark.django_db(transaction=True)


class Beside:
    """Something done in a thread of its own; what went wrong there is raised here."""

    def __init__(self, do: Callable[[], object]) -> None:
        self.wrong: list[Exception] = []
        self.done: object = None

        def run() -> None:
            try:
                self.done = do()
            except Exception as error:
                self.wrong.append(error)
            finally:
                connection.close()

        self.thread = threading.Thread(target=run)
        self.thread.start()

    def join(self) -> object:
        self.thread.join(20)
        assert not self.thread.is_alive()
        if self.wrong:
            raise self.wrong[0]
        return self.done


def close(payroll: Assignment, cast: Cast) -> Callable[[], object]:
    return lambda: payroll.close("filled", words="Done", by=cast.nina, at=FRIDAY)


def test_a_report_that_is_stopped_meanwhile_keeps_nothing_from_closing() -> None:
    """Whoever stops it holds the report and writes an event; who closes holds the assignment."""
    cast = Cast()
    payroll = cast.payroll(at=on(16))
    report = Report.objects.draft(payroll, FRIDAY, at=on(19, 15))
    with transaction.atomic():
        report.locked()
        beside = Beside(close(payroll, cast))
        beside.thread.join(0.5)
        assert beside.thread.is_alive()  # it waits for the report
        report.stop("Nothing to say", by=cast.nina, at=FRIDAY)
    beside.join()
    report.refresh_from_db()
    payroll.refresh_from_db()
    assert (report.stop_reason, payroll.is_open) == ("Nothing to say", False)


def test_a_word_that_is_put_off_meanwhile_keeps_nothing_from_closing() -> None:
    cast = Cast()
    payroll = cast.payroll(at=on(16))
    word = FollowUp.objects.waiting().get(assignment=payroll, kind="dates_agreed")
    with transaction.atomic():
        word.locked()
        beside = Beside(close(payroll, cast))
        beside.thread.join(0.5)
        assert beside.thread.is_alive()
        word.put_off(FRIDAY + timedelta(days=3), by=cast.nina, at=FRIDAY, why="They are away")
    beside.join()
    word.refresh_from_db()
    assert (word.is_open, Assignment.objects.get(pk=payroll.pk).is_open) == (False, False)


def test_a_word_that_is_handed_over_meanwhile_keeps_no_candidacy_from_ending() -> None:
    cast = Cast()
    jonas = cast.payroll(at=on(16)).add(cast.jonas, by=None, at=on(16), applied=True)
    word = FollowUp.objects.waiting().get(candidacy=jonas, kind="application")
    with transaction.atomic():
        word.locked()
        beside = Beside(
            lambda: jonas.finish(
                "withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=FRIDAY
            )
        )
        beside.thread.join(0.5)
        assert beside.thread.is_alive()
        word.hand_over(cast.rasmus, by=cast.nina, at=FRIDAY)
    beside.join()
    word.refresh_from_db()
    jonas.refresh_from_db()
    assert (word.is_open, word.owner, jonas.is_in_play) == (False, cast.rasmus, False)


def test_whoever_applies_at_the_moment_of_closing_is_answered_or_refused() -> None:
    cast = Cast()
    payroll = cast.payroll(at=on(16))
    with transaction.atomic():
        payroll.close("filled", words="Done", by=cast.nina, at=FRIDAY)
        seen_open = Assignment.objects.get(pk=payroll.pk)
        beside = Beside(lambda: seen_open.add(cast.jonas, by=None, at=FRIDAY, applied=True))
        beside.thread.join(0.5)
        assert beside.thread.is_alive()  # it waits and looks again
    with pytest.raises(AlreadyClosed):
        beside.join()
    assert not payroll.candidacies.exists()


def begun(cast: Cast) -> Closing:
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    return closings.begin(
        payroll,
        "filled",
        words="Done",
        letters={},
        words_for=lambda one: Draft("No", "No"),
        by=cast.nina,
        at=NOW,
    )


def test_a_letter_and_its_cancelling_meet_and_one_of_them_wins() -> None:
    cast = Cast()
    begun(cast)
    decline = Decline.objects.get()
    assert decline.letter is not None
    pk, goes = decline.letter.pk, NOW + COOLING
    for attempt in range(5):
        Letter.objects.filter(pk=pk, sent_at=None, cancelled_at=None).update(
            try_after=goes, ring_after=goes
        )
        beside = Beside(lambda: deliver(pk, at=goes))
        try:
            decline.cancel(by=cast.nina, at=goes)
            cancelled = True
        except TooLate:
            cancelled = False
        beside.join()
        letter = Letter.objects.get(pk=pk)
        candidacy = decline.candidacy
        candidacy.refresh_from_db()
        assert (letter.sent_at is None) is cancelled, attempt
        assert candidacy.is_in_play is cancelled
        if not cancelled:
            break
        Decline.objects.filter(pk=decline.pk).update(cancelled_at=None)
        Letter.objects.filter(pk=pk).update(cancelled_at=None, cancelled_because="")


def test_two_machines_complete_it_once() -> None:
    cast = Cast()
    closing = begun(cast)
    chores.do_all(NOW + COOLING)
    Closing.objects.filter(pk=closing.pk, completed_at=None).update(look_again_at=NOW)
    at = NOW + COOLING + timedelta(minutes=2)
    both = [Beside(lambda: Closing.objects.get(pk=closing.pk).complete(at=at)) for _ in range(2)]
    said = sorted(bool(one.join()) for one in both)
    done_before = Closing.objects.get(pk=closing.pk).completed_at != at
    assert said == ([False, False] if done_before else [False, True])
    assert Event.objects.filter(kind="assignment_closed").count() == 1


def test_two_who_decline_the_same_person_at_once_write_one_letter() -> None:
    cast = Cast()
    payroll = cast.payroll()
    jonas = payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)

    def plan() -> object:
        return declines.plan(
            payroll, [jonas], lambda one: Draft("No", "No"), reason="fit", by=cast.nina, at=NOW
        )

    both = [Beside(plan) for _ in range(2)]
    planned = [one.join() for one in both]
    assert sorted(len(one.declines) for one in planned) == [0, 1]  # type: ignore[attr-defined]
    assert Letter.objects.filter(kind="decline").count() == 1


def test_whoever_is_told_by_phone_meanwhile_is_left_out() -> None:
    """Whoever plans the letter waits for the call that is being logged, and then looks."""
    cast = Cast()
    payroll = cast.payroll()
    jonas = payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)

    def plan() -> object:
        return declines.plan(
            payroll, [jonas], lambda one: Draft("No", "No"), reason="fit", by=cast.nina, at=NOW
        )

    with transaction.atomic():
        declines.tell_by_phone(
            jonas, reason="fit", said_no="we", words="Rang him", by=cast.rasmus, at=NOW
        )
        beside = Beside(plan)
        beside.thread.join(0.5)
        assert beside.thread.is_alive()
    planned = beside.join()
    assert planned.left_out == [jonas]  # type: ignore[attr-defined]
    assert not Letter.objects.filter(kind="decline").exists()
