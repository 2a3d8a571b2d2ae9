"""A kind no by letter: cancellable until it goes, and the candidacy ends when it has gone (K1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mailings.delivery import deliver
from mailings.models import Letter, TooLate
from processes.declines import COOLING
from processes.models import (
    Assignment,
    Candidacy,
    Decline,
    Event,
    WrongStage,
)
from recruitcrm import chores
from tests.cast import MONDAY, NOW, Cast
from tests.processes.declining import decline, is_unanswered, letter_of, no_letters

pytestmark = pytest.mark.django_db

GOES = NOW + COOLING
SECOND = timedelta(seconds=1)


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll()


@pytest.fixture
def jonas(cast: Cast, payroll: Assignment) -> Candidacy:
    return payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)


def test_nothing_goes_before_the_cooling_time_is_over(cast: Cast, jonas: Candidacy) -> None:
    assert decline(jonas, cast).left_out == []
    chores.do_all(GOES - SECOND)
    jonas.refresh_from_db()
    assert (jonas.is_in_play, letter_of(jonas).sent_at) == (True, None)
    assert is_unanswered(jonas)
    assert Event.objects.get(kind="decline_planned").candidacy == jonas


def test_when_it_goes_the_candidacy_ends_and_the_applicant_is_answered(
    cast: Cast, jonas: Candidacy
) -> None:
    decline(jonas, cast)
    chores.do_all(GOES)
    jonas.refresh_from_db()
    ended = (jonas.end, jonas.end_reason, jonas.said_no, jonas.ended_at)
    assert ended == ("rejected", "must_have", "we", GOES)
    assert not is_unanswered(jonas)
    assert not jonas.follow_ups.waiting().exists()
    answer = jonas.follow_ups.get(kind="application")
    assert answer.settled_by is not None
    assert answer.settled_by.facts["letter"] == "decline"
    letter = letter_of(jonas)
    assert (letter.to, letter.subject, letter.reply_to) == (
        cast.jonas.email,
        "Your application",
        cast.nina.email,
    )
    assert "Dear Jonas, no." in letter.text


def test_late_it_still_goes_once(cast: Cast, jonas: Candidacy) -> None:
    decline(jonas, cast)
    for hours in (3, 3, 5):
        chores.do_all(NOW + timedelta(hours=hours))
    assert no_letters() == 1
    assert Event.objects.filter(kind="candidacy_ended").count() == 1


def test_planned_twice_it_is_on_its_way_once(cast: Cast, jonas: Candidacy) -> None:
    decline(jonas, cast)
    again = decline(jonas, cast, at=NOW + SECOND)
    assert (again.declines, again.left_out) == ([], [jonas])
    assert Letter.objects.filter(kind="decline").count() == 1


def test_the_database_keeps_a_second_one_away(cast: Cast, jonas: Candidacy) -> None:
    first = decline(jonas, cast).declines[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Decline.objects.create(
            candidacy=jonas,
            stage=jonas.stage,
            reason=first.reason,
            said_no=first.said_no,
            by=cast.nina,
            planned_at=NOW,
        )


def test_cancelled_it_does_not_go_and_nothing_has_changed(cast: Cast, jonas: Candidacy) -> None:
    planned = decline(jonas, cast).declines[0]
    assert planned.cancel(by=cast.rasmus, at=GOES - SECOND) is not None
    assert planned.cancel(by=cast.rasmus, at=GOES - SECOND) is None  # twice
    chores.do_all(GOES)
    jonas.refresh_from_db()
    assert jonas.is_in_play
    assert is_unanswered(jonas)
    assert no_letters() == 0
    assert Event.objects.get(kind="decline_cancelled").by == cast.rasmus


def test_cancelled_in_the_last_second_it_does_not_go_although_a_worker_has_it(
    cast: Cast, jonas: Candidacy, settings, monkeypatch
) -> None:
    """The worker has claimed the letter and opens the line to the mail server at this moment."""
    settings.MAIL_GOES_OUT = True
    planned = decline(jonas, cast).declines[0]
    gone: list[str] = []

    class Line:
        def open(self) -> None:
            planned.cancel(by=cast.nina, at=GOES)

        def send_messages(self, messages: list[object]) -> int:
            gone.append("a letter")
            return 1

        def close(self) -> None: ...

    monkeypatch.setattr("mailings.delivery.get_connection", Line)
    deliver(letter_of(jonas).pk, at=GOES)
    jonas.refresh_from_db()
    assert (gone, jonas.is_in_play, no_letters()) == ([], True, 0)


def test_it_is_too_late_while_the_mail_server_is_being_told(
    cast: Cast, jonas: Candidacy, settings, monkeypatch
) -> None:
    settings.MAIL_GOES_OUT = True
    planned = decline(jonas, cast).declines[0]

    class Line:
        def open(self) -> None: ...

        def send_messages(self, messages: list[object]) -> int:
            with pytest.raises(TooLate):
                planned.cancel(by=cast.nina, at=GOES)
            return 1

        def close(self) -> None: ...

    monkeypatch.setattr("mailings.delivery.get_connection", Line)
    deliver(letter_of(jonas).pk, at=GOES)
    jonas.refresh_from_db()
    planned.refresh_from_db()
    assert (jonas.is_in_play, planned.sent_at, planned.cancelled_at) == (False, GOES, None)
    with pytest.raises(TooLate):
        planned.cancel(by=cast.nina, at=GOES + SECOND)


def test_stopped_in_the_mailbox_it_may_be_planned_anew(cast: Cast, jonas: Candidacy) -> None:
    first = decline(jonas, cast).declines[0]
    letter_of(jonas).cancel(at=NOW)
    assert not Decline.objects.under_way().exists()
    assert list(Decline.objects.stuck()) == [first]
    decline(jonas, cast, at=NOW + SECOND)
    first.refresh_from_db()
    assert first.cancelled_at is not None
    # Whoever lets the first one go after all does not send two.
    assert first.letter is not None
    first.letter.send_again(at=NOW + SECOND)
    chores.do_all(GOES + SECOND)
    assert no_letters() == 1


def test_a_letter_that_has_gone_is_not_undone_by_a_candidacy_that_ended(
    cast: Cast, jonas: Candidacy
) -> None:
    """The letter left while somebody ended the candidacy: it is on the timeline all the same."""
    planned = decline(jonas, cast).declines[0]
    jonas.finish("withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=NOW)
    planned.letter_was_sent(letter_of(jonas), at=GOES)
    jonas.refresh_from_db()
    assert (jonas.end, no_letters()) == ("withdrawn", 1)
    with pytest.raises(WrongStage):
        jonas.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=GOES)
